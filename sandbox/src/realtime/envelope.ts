import { instant } from '../database/rows.ts'

/** What a listener of a channel or an inbox is told. */
export interface Told {
  readonly event: string
  /** The type of what `data` tells. */
  readonly object_type: string
  /** `null` where it is about no channel. */
  readonly channel_unique_id: string | null
  readonly data: object
  /** The number of a stored message in its channel. */
  readonly seq?: number
}

/**
 * A message as it goes over a socket, with the time it is sent at.
 *
 * @example
 * envelope({ event: 'typing', object_type: 'typing', channel_unique_id: 'c1', data: { typing: true } }, Date.now())
 */
export function envelope(told: Told, now: number): object {
  return { ...told, sent_at: instant(now) }
}
