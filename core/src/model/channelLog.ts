import type { RecordOf } from '../declare/index.ts'
import type { ChannelMessage } from '../blocks/realtime.ts'

/** A message as the server tells it. */
export type ToldMessage = RecordOf<typeof ChannelMessage>

/** What is known of a channel's messages. Their numbers count up without gaps, but those of expired messages stay taken. */
export interface ChannelLog {
  /** By number, each once. One without a number stands last. */
  readonly messages: readonly ToldMessage[]
  /** Every message with a number above `from` and up to `to` is here. `null` before anything was read. */
  readonly reach: { readonly from: number; readonly to: number } | null
}

/** What an answer of the history told. */
export interface ToldPage {
  readonly messages: readonly ToldMessage[]
  /** There are more in the direction it was asked for. */
  readonly hasMore: boolean
  /** Asked for those above this number, or below; without either, for the latest. */
  readonly after?: number
  readonly before?: number
  /** The highest number that was heard of when it was asked for: an answer without more knows of all of those. */
  readonly heard: number
}

export const emptyLog: ChannelLog = { messages: [], reach: null }

/**
 * With a message that was published just now, told by the socket or by the answer to whoever published it: once, wherever it came from,
 * and in its place.
 *
 * @example
 * withMessage(log, { unique_id: 'm8', seq: 8, content: 'Fog.' })
 */
export function withMessage({ messages, reach }: ChannelLog, message: ToldMessage): ChannelLog {
  const next = placed(messages, message)
  return next === messages ? { messages, reach } : { messages: next, reach: reach && reached(next, reach) }
}

/**
 * Without a message that was taken back. Its number stays taken.
 *
 * @example
 * withoutMessage(log, 'm8')
 */
export function withoutMessage(log: ChannelLog, id: string): ChannelLog {
  const messages = log.messages.filter(({ unique_id }) => unique_id !== id)
  return messages.length < log.messages.length ? { ...log, messages } : log
}

/**
 * With the news that somebody has read everything up to a number.
 *
 * @example
 * readUpTo(log, 'u2', 8)
 */
export function readUpTo(log: ChannelLog, user: string, seq: number): ChannelLog {
  const unread = ({ seq: own = Infinity, read_by = [] }: ToldMessage): boolean => own <= seq && !read_by.includes(user)
  if (!log.messages.some(unread)) return log
  return { ...log, messages: log.messages.map((one) => (unread(one) ? { ...one, read_by: [...(one.read_by ?? []), user] } : one)) }
}

/**
 * With what the history told.
 *
 * @example
 * withPage(emptyLog, { messages, hasMore: true, heard: 0 })
 */
export function withPage(log: ChannelLog, { messages: told, hasMore, after, before, heard }: ToldPage): ChannelLog {
  const messages = told.reduce(placed, log.messages)
  const numbers = told.map(numberOf).filter((seq) => seq < Infinity)
  const [lowest, highest] = [Math.min(...numbers), Math.max(...numbers)]
  if (after !== undefined) {
    if (!log.reach || after > log.reach.to) return { messages, reach: log.reach }
    const end = hasMore ? highest : Math.max(highest, heard)
    return { messages, reach: reached(messages, { ...log.reach, to: Math.max(log.reach.to, end) }) }
  }
  if (before !== undefined) {
    const from = hasMore ? lowest - 1 : 0
    return { messages, reach: log.reach && { ...log.reach, from: Math.min(log.reach.from, from) } }
  }
  const latest = { from: hasMore ? lowest - 1 : 0, to: Math.max(highest, heard, 0) }
  const joined = log.reach && latest.from <= log.reach.to
  const reach = joined ? { from: Math.min(log.reach.from, latest.from), to: Math.max(log.reach.to, latest.to) } : latest
  // What lies below a hole is read again when somebody scrolls there.
  const kept = joined ? messages : messages.filter((one) => numberOf(one) > reach.from)
  return { messages: kept, reach: reached(kept, reach) }
}

/**
 * Is a message missing between those that are here?
 *
 * @example
 * hasGap(log) && catchUp(log.reach.to)
 */
export function hasGap({ messages, reach }: ChannelLog): boolean {
  return reach !== null && lastNumber(messages) > reach.to
}

/**
 * The highest number heard of.
 *
 * @example
 * highestIn(log) // 8
 */
export function highestIn({ messages, reach }: ChannelLog): number {
  return Math.max(lastNumber(messages), reach?.to ?? 0)
}

/** As far as the numbers go on without a gap. */
function reached(messages: readonly ToldMessage[], { from, to }: { from: number; to: number }): { from: number; to: number } {
  const first = messages.findLastIndex((message) => numberOf(message) <= to) + 1
  for (const message of messages.slice(first)) if (numberOf(message) === to + 1) to += 1
  return { from, to }
}

/** Each once, in its place; one that says nothing new leaves the list as it is. Most come last. */
function placed(messages: readonly ToldMessage[], message: ToldMessage): readonly ToldMessage[] {
  // A higher number than any is new, and the list need not be looked through.
  const last = messages.at(-1)
  if (message.seq !== undefined && last?.seq !== undefined && message.seq > last.seq) return [...messages, message]
  const at = messages.findLastIndex((one) => one.unique_id === message.unique_id)
  const known = messages[at]
  if (known) {
    const now = { ...known, ...message }
    // Fields of JSON, told twice in the same words.
    return JSON.stringify(now) === JSON.stringify(known) ? messages : messages.with(at, now)
  }
  const before = messages.findLastIndex((one) => numberOf(one) <= numberOf(message)) + 1
  return [...messages.slice(0, before), message, ...messages.slice(before)]
}

function lastNumber(messages: readonly ToldMessage[]): number {
  return messages.findLast(({ seq }) => seq !== undefined)?.seq ?? 0
}

function numberOf({ seq }: ToldMessage): number {
  return seq ?? Infinity
}
