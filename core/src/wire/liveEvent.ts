import { isObject } from './json.ts'
import type { Fields } from './request.ts'

/** What the server says over a socket, of a channel or of a change. */
export interface LiveEvent {
  /** `message.created`, `presence.join`, `record.changed` … */
  readonly event: string
  /** The kind of what `data` tells. */
  readonly object_type: string | null
  /** As it came: a resource of JSON:API, or plain fields. */
  readonly data: unknown
  /** The whole message. */
  readonly told: Fields
}

/**
 * Reads a message of a socket. `null` for what is none of the API's events. Deployed servers name an event in `object_type` alone, and
 * spread its data beside it: that is read too.
 *
 * @example
 * readLiveEvent({ event: 'presence.join', object_type: 'presence', data: { user_unique_id: 'u1', status: 'online' } })
 */
export function readLiveEvent(message: unknown): LiveEvent | null {
  if (!isObject(message)) return null
  const { event, object_type: kind, data } = message
  const name = typeof event === 'string' ? event : kind
  if (typeof name !== 'string') return null
  return { event: name, object_type: typeof kind === 'string' ? kind : null, data: data === undefined ? message : data, told: message }
}

/**
 * The fields of what an event tells, whichever way they are put: `{ type, id, attributes }`, or flat. `null` where it tells none.
 *
 * @example
 * fieldsOf({ type: 'message', id: 'm1', attributes: { content: 'Fog.' } }) // { unique_id: 'm1', content: 'Fog.' }
 */
export function fieldsOf(data: unknown): Fields | null {
  if (!isObject(data)) return null
  const { attributes, id } = data
  if (!isObject(attributes)) return data
  return attributes['unique_id'] === undefined && id !== undefined ? { unique_id: id, ...attributes } : attributes
}
