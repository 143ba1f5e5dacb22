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
  /** ISO 8601; the server's once it told, ours until then. */
  readonly created_at: string
}

/** Oldest first. */
export type Transcript = readonly Message[]

/** Adds a message of our own at the end. */
export function appended(transcript: Transcript, message: Message): Transcript {
  return [...transcript, message]
}

/** Changes one message; the very same transcript where nothing changed. */
export function changed(transcript: Transcript, key: string, change: Partial<Message>): Transcript {
  const at = transcript.findIndex((message) => message.key === key)
  const before = transcript[at]
  if (!before) return transcript
  const after = { ...before, ...change }
  // The fields of a change are Message's own by its type.
  if ((Object.keys(change) as (keyof Message)[]).every((name) => before[name] === after[name])) return transcript
  return [...transcript.slice(0, at), after, ...transcript.slice(at + 1)]
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
  const result = [...transcript]
  // New rows go after the row matched last; before the first match, in front of what is older already, or ahead of our own unsent tail.
  let at = older ? 0 : firstOwn(result)
  let matchedBefore = false
  for (const row of rows) {
    const id = String(row['unique_id'])
    const found = findOwn(result, row, id, matchedBefore ? at : -1)
    if (found >= 0) {
      // Never undefined: found is an index of result.
      result[found] = withRow(result[found] as Message, row, id)
      at = found + 1
      matchedBefore = true
    } else {
      result.splice(at, 0, withRow(null, row, id))
      at += 1
    }
  }
  return result.length === transcript.length && result.every((message, index) => message === transcript[index]) ? transcript : result
}

/** Where our own messages without an id begin, at the end of the transcript. */
function firstOwn(transcript: Transcript): number {
  let at = transcript.length
  while (at > 0 && transcript[at - 1]?.id === null) at -= 1
  return at
}

function findOwn(transcript: Transcript, row: Fields, id: string, next: number): number {
  const known = transcript.findIndex((message) => message.id === id)
  if (known >= 0) return known
  const echoed = clientIdOf(row)
  if (echoed !== null) return transcript.findIndex((message) => message.id === null && message.key === echoed)
  if (row['role'] === 'user') {
    return transcript.findIndex((message) => message.id === null && message.role === 'user' && squeezed(message.content) === squeezed(row['content']))
  }
  const follower = transcript[next]
  return follower?.id === null && follower.role === row['role'] ? next : -1
}

/** The key we sent along, where the server echoes it. */
function clientIdOf(row: Fields): string | null {
  const metadata = row['metadata']
  const id = typeof metadata === 'object' && metadata !== null && 'client_message_id' in metadata ? metadata.client_message_id : null
  return typeof id === 'string' ? id : null
}

function squeezed(content: unknown): string {
  return String(content).trim().replace(/\s+/g, ' ')
}

function withRow(message: Message | null, row: Fields, id: string): Message {
  const told = typeof row['content'] === 'string' ? row['content'] : ''
  const created_at = typeof row['created_at'] === 'string' ? row['created_at'] : (message?.created_at ?? '')
  if (!message) {
    const role = row['role'] === 'user' || row['role'] === 'system' ? row['role'] : 'assistant'
    return { key: id, id, role, content: told, state: 'done', created_at }
  }
  if (message.state === 'streaming') return message
  const keeps = message.state === 'stopped' || (message.content !== told && message.content.startsWith(told))
  const content = keeps ? message.content : told
  const state = message.state === 'stopped' || (keeps && message.state === 'interrupted') ? message.state : 'done'
  const same = message.id === id && message.content === content && message.state === state && message.created_at === created_at
  return same ? message : { ...message, id, content, state, created_at }
}

/**
 * What became of a message of ours whose answer we lost sight of: `answered` (with the answer's key), `waiting` where the server has
 * the message but no answer yet, `lost` where it never arrived.
 *
 * @example
 * outcomeOf(transcript, userKey) // { outcome: 'answered', key: 'm7' }
 */
export function outcomeOf(transcript: Transcript, userKey: string): { outcome: 'answered'; key: string } | { outcome: 'waiting' | 'lost' } {
  const at = transcript.findIndex((message) => message.key === userKey)
  if (transcript[at]?.id == null) return { outcome: 'lost' }
  const answer = transcript[at + 1]
  return answer?.role === 'assistant' && answer.id !== null && answer.state === 'done' ? { outcome: 'answered', key: answer.key } : { outcome: 'waiting' }
}
