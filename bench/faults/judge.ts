import { FIELDS } from './row.ts'
import type { Edit, Row } from './row.ts'

/** A value that a field has, had, or was asked to have. */
interface Value {
  readonly value: string
  /** `server`: others' writes and what was there. The rest are writes of this screen. */
  state: 'server' | 'pending' | 'acknowledged' | 'refused'
  /** A frame has shown it. */
  shown: boolean
}

/** What is known outside the library under test, and so what a frame may show. Plain data: it can be cloned. */
export interface Facts {
  /** By row and field, in the order they came about. */
  readonly values: Record<string, Value[]>
  /** Rows that were removed here. */
  readonly removed: string[]
  /** Rows that frames have shown. */
  readonly seen: string[]
}

/**
 * The facts of a list nobody has touched.
 *
 * @example
 * const facts = factsOf(server.rows())
 */
export function factsOf(rows: readonly Row[]): Facts {
  const facts: Facts = { values: {}, removed: [], seen: [] }
  for (const { unique_id, ...fields } of rows) noteWrite(facts, unique_id, fields, 'server')
  return facts
}

/** Fields were written: here, or (`server`) by somebody else. */
export function noteWrite(facts: Facts, id: string, fields: Edit, state: 'server' | 'pending'): void {
  for (const field of FIELDS) {
    const value = fields[field]
    const values = (facts.values[`${id} ${field}`] ??= [])
    if (value !== undefined && values.at(-1)?.value !== value) values.push({ value, state, shown: false })
  }
}

/** A write made here was answered. */
export function noteAnswer(facts: Facts, id: string, fields: Edit, state: 'acknowledged' | 'refused'): void {
  for (const field of FIELDS) {
    const entry = facts.values[`${id} ${field}`]?.find(({ value, state }) => value === fields[field] && state === 'pending')
    if (entry) entry.state = state
  }
}

/** A frame was shown: what others wrote may not vanish again from here on. */
export function noteFrame(facts: Facts, rows: readonly Row[]): void {
  for (const row of rows) {
    if (!facts.seen.includes(row.unique_id)) facts.seen.push(row.unique_id)
    for (const field of FIELDS) {
      const entry = facts.values[`${row.unique_id} ${field}`]?.find(({ value }) => value === row[field])
      if (entry) entry.shown = true
    }
  }
}

/**
 * What is wrong with a frame, its kind in the first two words; `null` where nothing is.
 *
 * Showing news late is never wrong: only going back behind what was written here or has been shown, showing what was refused, and
 * showing what was never so.
 *
 * @example
 * wrongIn(facts, rows) // 'brings back row h2'
 */
export function wrongIn(facts: Facts, rows: readonly Row[]): string | null {
  for (const row of rows) {
    if (facts.removed.includes(row.unique_id)) return `brings back row ${row.unique_id}`
    for (const field of FIELDS) {
      const wrong = wrongValue(facts.values[`${row.unique_id} ${field}`] ?? [], row[field])
      if (wrong) return `${wrong} (${row.unique_id} ${field})`
    }
  }
  const lost = facts.seen.find((id) => !facts.removed.includes(id) && !rows.some(({ unique_id }) => unique_id === id))
  return lost ? `loses row ${lost}` : null
}

function wrongValue(values: readonly Value[], value: string): string | null {
  const stands = values.findLastIndex((entry) => entry.value === value && entry.state !== 'refused')
  if (stands < 0) return values.some((entry) => entry.value === value) ? `shows refused "${value}"` : `shows foreign "${value}"`
  const latest = values.findLastIndex(
    ({ state, shown }) => state === 'pending' || state === 'acknowledged' || (state === 'server' && shown),
  )
  const hidden = stands < latest && values[latest]
  if (!hidden) return null
  return hidden.state === 'server' ? `takes back "${hidden.value}"` : `hides ${hidden.state} "${hidden.value}"`
}
