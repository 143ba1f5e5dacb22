import { same } from '../wire/json.ts'
import type { Fields } from '../wire/request.ts'

/** A pending write: the fields it changes, or the record's removal. */
export interface Patch {
  /** Our own sequence number, unique in the client. */
  readonly seq: number
  readonly change: Fields | 'removed'
  /** The record begins with this write: nobody else knows it yet. */
  readonly creates?: boolean
  /** How the change follows from what is seen. Worked out once, and again where it turns out to follow from something else. */
  readonly rule?: ((seen: Fields) => Fields) | undefined
  /** The lists, by filled path, that the write puts the record into (`true`) or takes it out of. */
  readonly lists?: Readonly<Record<string, boolean>>
}

/** Since when each field is known, as tickets of the client's one counter. */
type Tickets = Readonly<Record<string, number>>

/**
 * One record: what the server said (`base`), what we have not had acknowledged yet (`log`, in order), and how old each field's news is.
 *
 * What is seen is the base folded with the log. Undoing a write drops its log entry: never a snapshot (which would take
 * back other edits with it), never a whole-row overlay (which would hide what others changed).
 *
 * A read takes its ticket when it begins, an acknowledgement when it lands: of two reads the one that began later knows better, and no
 * read knows better than a write that was acknowledged after it began.
 */
export interface RecordState {
  readonly base: Fields | null
  readonly log: readonly Patch[]
  /** The ticket of the latest read of each field, where it is not `read`, which holds for the rest. */
  readonly read: number
  readonly readAt: Tickets
  /** The client's counter when the last read of it landed. */
  readonly landed: number
  /** The ticket of each field's last acknowledged write. */
  readonly acked: Tickets
  /** The ticket of its acknowledged removal; 0 for never. Reads that began earlier cannot bring it back. */
  readonly removed: number
}

const never: Tickets = {}

/** Tickets of this visit count from 1. What an earlier visit has read is told with smaller ones (tellSaved.ts). */
const THIS_VISIT = 1

export const unknownRecord: RecordState = { base: null, log: [], read: 0, readAt: never, landed: 0, acked: never, removed: 0 }

/**
 * A read that began with `ticket` told some fields.
 *
 * Merges, never replaces: a missing key means "not told". A field keeps its value where a later read or an acknowledged write knows
 * better. The base stays the very same object where nothing is new, so that nobody is notified.
 *
 * @param now the client's counter
 *
 * @example
 * told(state, { name: 'Hall 2' }, 7)
 */
export function told(state: RecordState, fields: Fields, ticket: number, now = ticket): RecordState {
  const { base, log, read, readAt, acked, removed } = state
  if (removed > ticket) return state
  const plain = base !== null && readAt === never && acked === never && read <= ticket
  // Of 10,000 rows read again nearly all say what they said: nothing but their date is made for them.
  if (plain && same(base, fields)) return { base, log, read: ticket, readAt, landed: now, acked, removed }
  const all = Object.keys(fields)
  const older = (name: string): boolean => base !== null && Object.hasOwn(base, name) && (readAt[name] ?? read) > ticket
  const names = plain ? all : all.filter((name) => !((acked[name] ?? 0) > ticket || older(name)))
  const news = names.filter((name) => !(base && same(base[name], fields[name]) && Object.hasOwn(base, name)))
  const next = base && news.length === 0 ? base : { ...base, ...pick(fields, news) }
  // Told by an earlier visit, it cannot know of a write that still waits: only now can be said what that changes.
  if (!base && ticket < THIS_VISIT && log.some(({ rule }) => rule))
    return reworked(told({ ...state, log: [] }, fields, ticket, now), [], log)
  // A read that tells all there is dates the record; one of a part dates its fields.
  if (Object.keys(next).length === names.length) return { base: next, log, read: ticket, readAt: never, landed: now, acked: never, removed }
  return { base: next, log, read, readAt: { ...readAt, ...dated(names, ticket) }, landed: now, acked, removed }
}

/**
 * Does a read differ from another that was under way at the same time? Then nobody can say which of them the server answered last: only
 * one more read can.
 *
 * @returns the fields and both their values, whichever came first: the same text for the same difference; empty for none
 *
 * @example
 * contested(state, { name: 'Hall 1' }, 6) // '[["name","Hall 1","Hall 2"]]' where a read that landed after 6 said Hall 2
 */
export function contested({ base, landed, acked, removed }: RecordState, fields: Fields, ticket: number): string {
  if (!base || ticket > landed || removed > ticket) return ''
  const names = Object.keys(fields).filter(
    (name) => !((acked[name] ?? 0) > ticket) && Object.hasOwn(base, name) && !same(base[name], fields[name]),
  )
  const values = (name: string): string[] => [base[name], fields[name]].map((value) => JSON.stringify(value) ?? '').sort()
  return names.length > 0 ? JSON.stringify(names.map((name) => [name, ...values(name)])) : ''
}

/** A write begins: its change is seen at once. */
export function patched(state: RecordState, patch: Patch): RecordState {
  return { ...state, log: [...state.log, patch] }
}

/**
 * Writes were acknowledged: their changes become base, then whatever the answer told, and both outrank reads that began earlier.
 *
 * Other writes of the record may have been acknowledged since these began: what the answer says beside what was written is then as
 * old as a read's.
 *
 * @param seqs several where writes went out as one
 * @param ticket the acknowledgement's own
 * @param began the counter when the write began
 * @param written what it wrote to this very record
 *
 * @example
 * acknowledged(state, [3], { name: 'Hall 2', updated_at: '…' }, 9, 8, { name: 'Hall 2' })
 */
export function acknowledged(
  state: RecordState,
  seqs: readonly number[],
  answered: Fields,
  ticket: number,
  began = Infinity,
  written: Fields = {},
): RecordState {
  const ordered = inOrder(state, seqs)
  const settled = ordered.filter(({ seq }) => seqs.includes(seq))
  const log = ordered.filter(({ seq }) => !seqs.includes(seq))
  if (settled.some(({ change }) => change === 'removed')) return { ...unknownRecord, log, removed: ticket }
  if (state.removed > began) return { ...state, log }
  const ours = settled.reduce<Fields>((all, { change }) => ({ ...all, ...(change as Fields) }), {}) // no removal, by the line above
  const isOurs = (name: string): boolean => Object.hasOwn(written, name) || Object.hasOwn(ours, name)
  const told = Object.keys(answered).filter((name) => isOurs(name) || !((state.acked[name] ?? 0) > began))
  const news = { ...ours, ...pick(answered, told) }
  const names = Object.keys(news)
  // A record nobody has told is not known for being counted.
  return {
    ...state,
    base: names.length > 0 ? { ...state.base, ...news } : state.base,
    log,
    acked: { ...state.acked, ...dated(names, ticket) },
  }
}

/** A write failed or was taken back: its change was never true. Later ones that followed from it are worked out anew. */
export function rejected(state: RecordState, seq: number): RecordState {
  const at = state.log.findIndex((patch) => patch.seq === seq)
  return at < 0 ? state : reworked(state, state.log.slice(0, at), state.log.slice(at + 1))
}

/**
 * The log with those first that are acknowledged. Two counts of one record at once come back in any order: what the later one wrote did
 * not follow from the earlier one, which the server may not know of yet.
 */
function inOrder(state: RecordState, seqs: readonly number[]): readonly Patch[] {
  const [mine, open] = [true, false].map((is) => state.log.filter(({ seq }) => seqs.includes(seq) === is)) as [Patch[], Patch[]] // one each
  const overtakes = ({ seq, change }: Patch): boolean =>
    open.some((other) => other.seq < seq && Object.keys(other.change).some((name) => Object.hasOwn(Object(change), name)))
  return mine.some((one) => one.rule && overtakes(one)) ? reworked(state, [], [...mine, ...open]).log : state.log
}

/** The record with this log, of which the changes of `anew` are worked out once more. */
function reworked(state: RecordState, kept: readonly Patch[], anew: readonly Patch[]): RecordState {
  return anew.reduce<RecordState>(
    (before, patch) => {
      const seen = patch.rule && visible(before)
      return patched(before, seen && patch.rule ? { ...patch, change: patch.rule(seen) } : patch)
    },
    { ...state, log: kept },
  )
}

/** What is seen: base folded with the log; `null` while nothing is known or a removal is pending. */
export function visible(state: RecordState): Fields | null {
  return state.log.reduce(
    (seen: Fields | null, { change, creates }) => (change === 'removed' ? null : seen || creates ? { ...seen, ...change } : null),
    state.base,
  )
}

// fromEntries defines what it is given: an own `__proto__` stays an ordinary field.
function pick(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, fields[name]]))
}

function dated(names: readonly string[], ticket: number): Tickets {
  return Object.fromEntries(names.map((name) => [name, ticket]))
}
