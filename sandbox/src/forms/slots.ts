import type { FormRow } from './formField.ts'
import type { Fault } from '../server/refusal.ts'

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

type Calendar = Pick<FormRow, 'opening_hours' | 'slot_minutes'>

/** Minutes a slot takes, and how many may book it, where the form does not say. */
export const usual = { minutes: 30, capacity: 1 } as const

/**
 * When slots of a day begin, as `HH:MM` in order: every so many minutes within the opening hours of its weekday. A slot that would
 * reach beyond them is none.
 *
 * @example
 * slotsOf({ opening_hours: [{ weekday: 'thu', from: '09:00', to: '10:10' }], slot_minutes: 30 }, '2026-01-01') // ['09:00', '09:30']
 */
export function slotsOf({ opening_hours = [], slot_minutes = usual.minutes }: Calendar, date: string): string[] {
  const weekday = weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()]
  const begins = opening_hours
    .filter((hours) => hours.weekday === weekday)
    .flatMap(({ from, to }) => {
      const first = minutesOf(from)
      const count = Math.floor((minutesOf(to) - first) / slot_minutes)
      return Array.from({ length: Math.max(count, 0) }, (_, index) => first + index * slot_minutes)
    })
  return [...new Set(begins)].toSorted((one, other) => one - other).map(clock)
}

/**
 * Looks for opening times that hold no slot, and for numbers that make none.
 *
 * @example
 * checkCalendar({ opening_hours: [{ weekday: 'mon', from: '12:00', to: '09:00' }] }) // one fault at opening_hours/0
 */
export function checkCalendar({ opening_hours = [], slot_minutes, slot_capacity }: Calendar & Pick<FormRow, 'slot_capacity'>): Fault[] {
  const faults: Fault[] = []
  if (slot_minutes !== undefined && (slot_minutes < 1 || slot_minutes > 1440))
    faults.push({ at: 'slot_minutes', detail: 'slot_minutes must be from 1 to 1440' })
  if (slot_capacity !== undefined && slot_capacity < 1) faults.push({ at: 'slot_capacity', detail: 'slot_capacity must be at least 1' })
  opening_hours.forEach(({ from, to }, index) => {
    if (minutesOf(to) - minutesOf(from) < (slot_minutes ?? usual.minutes))
      faults.push({ at: `opening_hours/${index}`, detail: `from ${from} to ${to} holds no slot` })
  })
  return faults
}

/** A point on the clock in minutes; seconds do not matter here. */
function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
