import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BlockWorld } from '../testing/blockWorld.ts'
import { slotsOf } from './slots.ts'
import { formsWorld } from './testing/formsWorld.ts'
import { guest, tour } from './testing/onePiece.ts'

const thursday = '2026-01-08'

interface Desk extends BlockWorld {
  readonly form: string
  book(time: string, date?: string): ReturnType<BlockWorld['send']>
  /** Places left by slot. */
  free(): Promise<unknown>
}

async function desk(settings: object = {}): Promise<Desk> {
  const world = await formsWorld()
  const form = await world.made('forms', { form: { ...tour, ...settings } })
  return {
    ...world,
    form,
    book: (appointment_time, appointment_date = thursday) =>
      world.send('POST', `appointments/${form}/instances`, { appointment: { ...guest, appointment_date, appointment_time } }),
    free: async () => (await world.send('GET', `appointments/${form}/slots?date=${thursday}`)).at('data.slots'),
  }
}

test('a slot takes as many bookings as it has places, also when all ask at the same moment', async () => {
  const { book, free } = await desk()
  const answers = await Promise.all(Array.from({ length: 6 }, () => book('09:00')))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 409, 409, 409, 409])
  expect(await free()).toEqual([
    { appointment_time: '09:00', places_left: 0 },
    { appointment_time: '10:00', places_left: 2 },
  ])
})

test('the database itself keeps two bookings from one seat', async () => {
  const { book, world } = await desk()
  await book('09:00')
  const copy = `insert into forms_appointments select null, tenant, 'other', form_id, version_id, seat, first_name, last_name, email, phone,
    appointment_date, appointment_time, notes, user_unique_id, responses, metadata, status, confirmed_at, cancelled_at, cancellation_reason,
    created_at, updated_at from forms_appointments`
  expect(() => world.sandbox.database.run(copy)).toThrow(/UNIQUE/)
})

test('a cancelled booking frees its place', async () => {
  const { book, send, form, free } = await desk({ slot_capacity: 1 })
  const first = (await book('09:00')).told('data.id')
  expect((await book('09:00')).status).toBe(409)
  const cancelled = await send('POST', `appointments/${form}/instances/${first}/cancel`, { reason: 'Snow' })
  expect(cancelled.at('data.attributes')).toMatchObject({ status: 'cancelled', cancellation_reason: 'Snow' })
  expect(await free()).toContainEqual({ appointment_time: '09:00', places_left: 1 })
  expect((await book('09:00:00')).at('data.attributes.appointment_time')).toBe('09:00')
  const confirm = await send('POST', `appointments/${form}/instances/${first}/confirm`)
  expect([confirm.status, (await send('POST', `appointments/${form}/instances/${first}/cancel`, {})).status]).toEqual([422, 422])
})

test.each([
  ['between two slots', '09:30', thursday],
  ['on a closed day', '09:00', '2026-01-09'],
  ['after closing', '11:00', thursday],
])('a time %s cannot be booked', async (_, time, date) => {
  const { book } = await desk()
  const answer = await book(time, date)
  expect([answer.status, answer.at('errors.0.source.pointer')]).toEqual([422, '/appointment/appointment_time'])
})

test('what is over cannot be booked', async () => {
  const { book, later, free } = await desk()
  await later(7 * 24 * 3_600_000 + 9 * 3_600_000)
  expect((await book('09:00')).at('errors.0.source.pointer')).toBe('/appointment/appointment_date')
  expect(await free()).toEqual([
    { appointment_time: '09:00', places_left: 0 },
    { appointment_time: '10:00', places_left: 2 },
  ])
})

test('a booking answers the form’s own fields', async () => {
  const { send, form } = await desk({ form_fields: [{ name: 'people', type: 'number', required: true }] })
  const appointment = { ...guest, appointment_date: thursday, appointment_time: '09:00' }
  const bare = await send('POST', `appointments/${form}/instances`, { appointment })
  expect(bare.at('errors.0.source.pointer')).toBe('/appointment/responses/0')
  const told = await send('POST', `appointments/${form}/instances`, { appointment: { ...appointment, responses: { people: 4 } } })
  expect(told.at('data.attributes.responses')).toEqual([4])
})

test('slots follow each other without a gap, and none reaches beyond closing time', () => {
  const hours = fc
    .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 1439 }))
    .map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const)
  fc.assert(
    fc.property(hours, fc.integer({ min: 1, max: 300 }), ([open, close], slot_minutes) => {
      const [from, to] = [clock(open), clock(close)]
      const begins = slotsOf({ opening_hours: [{ weekday: 'thu', from, to }], slot_minutes }, thursday).map(minutes)
      expect(begins).toEqual(begins.map((_, index) => open + index * slot_minutes))
      expect(begins.every((begin) => begin + slot_minutes <= close)).toBe(true)
      expect(close - (open + begins.length * slot_minutes)).toBeLessThan(slot_minutes)
    }),
  )
})

const clock = (at: number): string => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
