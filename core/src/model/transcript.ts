import { isObject } from '../wire/json.ts'
import type { Fields } from '../wire/request.ts'

/**
 * `sending` until the server is known to have it, `streaming` while it grows, `done`; `interrupted` where the connection was lost,
 * `stopped` where the user had enough, `failed` where the server refused it.
 */
export type MessageState = 'sending' | 'streaming' | 'done' | 'interrupted' | 'stopped' | 'failed'

/** One message, ours or the server's. An object never changes: what changed is a new one, so rows compare by identity. */
export interface Message {
  /** Ours, for as long as the message is shown: rendering keys never change when the server's id arrives. */
  readonly key: string
  /** The server's id, `null` until it is learnt. */
  readonly id: string | null
  readonly role: 'user' | 'assistant' | 'system'
  readonly content: string
  readonly state: MessageState
  /** ISO 8601, by the server's clock; `null` until it told. */
  readonly created_at: string | null
  /** What travels beside the words: with ours `client_message_id`, `replaces`, `file_ids`; with an answer what its last event told. */
  readonly metadata?: Fields | undefined
}

/** Oldest first. */
export type Transcript = readonly Message[]

/** Changes one message; the very same transcript where nothing changed. */
export function changed(transcript: Transcript, key: string, change: Partial<Message>): Transcript {
  // From the end: what changes is nearly always the last.
  const at = transcript.findLastIndex((message) => message.key === key)
  const before = transcript[at]
  const after = before && altered(before, change)
  return !after || after === before ? transcript : transcript.with(at, after)
}

function altered(message: Message, change: Partial<Message>): Message {
  // The fields of a change are Message's own by its type.
  return (Object.keys(change) as (keyof Message)[]).some((name) => message[name] !== change[name]) ? { ...message, ...change } : message
}

/**
 * Merges rows the server lists, oldest first, into what is shown.
 *
 * A row is ours when its id is known; or it echoes our key in `metadata.client_message_id`; or, for a message that still lacks its
 * id, when role and content agree (our user message), or it directly follows the row just matched (the answer to it). All others
 * are new and go where the list has them. What is streaming now is never touched, what the user stopped keeps its text, and a text
 * we hold is never replaced by its own beginning: a list older than the stream may add, but not shorten.
 *
 * @param rows `{ unique_id, role, content, created_at, metadata }`
 * @param older the rows come before everything known
 *
 * @example
 * merged([], rows, { older: false })
 */
export function merged(transcript: Transcript, rows: readonly Fields[], { older }: { older: boolean }): Transcript {
  const all = [...transcript]
  // New rows go after the row before them; the first ones before all, or before what only we know of.
  let at = older ? 0 : all.findLastIndex(({ id }) => id !== null) + 1
  let follows = false
  let before = -1
  for (const row of rows) {
    let place = placeOf(all, row, rows, older, follows ? at : -1)
    follows = place >= 0
    // What stands before the row it comes after has lost its place: the order is the server's.
    if (follows && place < before) {
      all.splice(before, 0, ...all.splice(place, 1))
      place = before
    }
    if (follows) at = place
    all.splice(at, follows ? 1 : 0, withRow(all[place], row))
    before = at
    at += 1
  }
  return all.length === transcript.length && all.every((message, index) => message === transcript[index]) ? transcript : all
}

/** Where the row stands among what is known, -1 where it is new. `next`: where its answer would stand if the row before is ours. */
function placeOf(known: Transcript, row: Fields, rows: readonly Fields[], older: boolean, next: number): number {
  const { unique_id, role, metadata } = row
  const place = known.findIndex(({ id }) => id === unique_id)
  if (place >= 0 || older) return place
  const own = (one: Message | undefined): boolean => one?.id === null && one.role === role
  const echoed = isObject(metadata) ? metadata['client_message_id'] : undefined
  if (typeof echoed === 'string') return known.findIndex((one) => own(one) && one.key === echoed)
  if (role !== 'user') return own(known[next]) ? next : -1
  // Of rows that say the same, ours are the last: an old "Thanks" is not the one we are sending.
  const alike = (one: { readonly content?: unknown }): boolean => squeezed(one) === squeezed(row)
  const mine = known.filter((one) => own(one) && alike(one))
  const twins = mine.length > 0 ? rows.filter((one) => one['role'] === role && alike(one)) : []
  return twins.indexOf(row) < twins.length - mine.length ? -1 : known.findIndex((one) => one === mine[0])
}

function squeezed({ content }: { readonly content?: unknown }): string {
  return String(content).trim().replace(/\s+/g, ' ')
}

function withRow(message: Message | undefined, row: Fields): Message {
  const id = String(row['unique_id'])
  const told = typeof row['content'] === 'string' ? row['content'] : ''
  const created_at = typeof row['created_at'] === 'string' ? row['created_at'] : null
  const beside = isObject(row['metadata']) ? { metadata: message?.metadata ?? row['metadata'] } : {}
  if (!message) {
    const role = row['role'] === 'user' || row['role'] === 'system' ? row['role'] : 'assistant'
    return { key: id, id, role, content: told, state: 'done', created_at, ...beside }
  }
  const { state, content } = message
  if (state === 'streaming') return message
  if (state === 'stopped') return altered(message, { id, created_at, ...beside })
  const shortens = content !== told && content.startsWith(told)
  return altered(message, {
    id,
    created_at,
    ...beside,
    content: shortens ? content : told,
    state: shortens && state === 'interrupted' ? state : 'done',
  })
}

/**
 * What became of a message of ours whose answer we lost sight of: `answered` (with the answer's key), `waiting` where the server has
 * the message but no answer yet, `lost` where it never arrived.
 *
 * @example
 * outcomeOf(transcript, userKey) // { outcome: 'answered', key: 'm7' }
 */
export function outcomeOf(transcript: Transcript, userKey: string): { outcome: 'answered' | 'waiting' | 'lost'; key: string } {
  const at = transcript.findIndex((message) => message.key === userKey)
  const answer = transcript[at + 1]
  const answered = answer?.role === 'assistant' && answer.id !== null && answer.state === 'done'
  return { outcome: transcript[at]?.id == null ? 'lost' : answered ? 'answered' : 'waiting', key: answer?.key ?? '' }
}
