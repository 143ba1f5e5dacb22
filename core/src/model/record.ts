import type { Fields } from '../wire/request.ts'

/** A pending write as a patch of fields, or the record's removal. */
export interface Patch {
  /** Our own sequence number, unique in the client. */
  readonly seq: number
  readonly change: Fields | 'removed'
}

/**
 * One record: what the server said (`base`), what we have not had acknowledged yet (`log`, in order), and since when each field is
 * known from an acknowledged write (`acked`: the client's acknowledgement counter at that moment).
 *
 * What is seen is the base folded with the log. Undoing a write drops its log entry: never a snapshot (which would take
 * back other edits with it), never a whole-row overlay (which would hide what others changed).
 */
export interface RecordState {
  readonly base: Fields | null
  readonly log: readonly Patch[]
  readonly acked: Readonly<Record<string, number>>
  /** The acknowledgement counter when its removal was acknowledged; 0 for never. Reads that began earlier cannot bring it back. */
  readonly removed: number
}

export const unknownRecord: RecordState = { base: null, log: [], acked: {}, removed: 0 }

/**
 * The server told some fields in a read that began when the acknowledgement counter stood at `epoch`.
 *
 * Merges, never replaces: a missing key means "not told". Fields acknowledged after the read began keep their value. Returns the
 * very same state where nothing changed, so that nobody is notified.
 *
 * @example
 * told(state, { name: 'Hall 2' }, 7)
 */
export function told(state: RecordState, fields: Fields, epoch: number): RecordState {
  if (state.removed > epoch) return state
  const { base, acked } = state
  // What is the same comes first: of 10,000 rows read again, nearly all are.
  const news = Object.entries(fields).filter(
    ([name, value]) => !(base && same(base[name], value) && Object.hasOwn(base, name)) && !(Number(acked[name]) > epoch),
  )
  return news.length === 0 && base ? state : { ...state, base: { ...base, ...Object.fromEntries(news) } }
}

/** A write begins: its change is seen at once. */
export function patched(state: RecordState, patch: Patch): RecordState {
  return { ...state, log: [...state.log, patch] }
}

/**
 * A write was acknowledged: its change becomes base, then whatever its answer told, and both outrank reads that began earlier.
 *
 * Other writes of the record may have been acknowledged since this one began: what its answer says beside what it wrote is then as
 * old as a read's.
 *
 * @param counter the acknowledgement counter after this acknowledgement
 * @param epoch the counter when the write began
 * @param written what it wrote to this very record
 */
export function acknowledged(
  state: RecordState,
  seq: number,
  answered: Fields,
  counter: number,
  epoch = Infinity,
  written: Fields = {},
): RecordState {
  const { change } = state.log.find((entry) => entry.seq === seq) ?? {}
  const { log } = rejected(state, seq)
  if (change === 'removed') return { base: null, log, acked: {}, removed: counter }
  if (state.removed > epoch) return { ...state, log }
  const told = Object.entries(answered).filter(([name]) => Object.hasOwn(written, name) || !(Number(state.acked[name]) > epoch))
  const news = { ...change, ...Object.fromEntries(told) }
  const acked = { ...state.acked, ...Object.fromEntries(Object.keys(news).map((name) => [name, counter])) }
  return { ...state, base: { ...state.base, ...news }, log, acked }
}

/** A write failed: its change was never true. */
export function rejected(state: RecordState, seq: number): RecordState {
  return { ...state, log: state.log.filter((entry) => entry.seq !== seq) }
}

/** What is seen: base folded with the log; `null` while nothing is known or a removal is pending. */
export function visible(state: RecordState): Fields | null {
  return state.log.reduce((seen: Fields | null, { change }) => (change === 'removed' ? null : seen && { ...seen, ...change }), state.base)
}

/** Equal as JSON values, whatever order their fields came in. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b || Array.isArray(a) !== Array.isArray(b)) return false
  const names = Object.keys(a)
  // Both are objects by the line above; their members stay unknown.
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && same((a as Fields)[name], (b as Fields)[name]))
  )
}
