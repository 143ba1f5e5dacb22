import type { Fields } from '../wire/request.ts'

/** What is heard of one subscription. Its identifier is the JSON the server knows it by. */
export type CarrierNews =
  /** It is live from now on: what happened before must be asked for. */
  | { readonly up: string }
  /** It is not, for now; without an identifier, none is. */
  | { readonly down: string | null }
  /** The server will not have it. */
  | { readonly refused: string }
  | { readonly on: string; readonly message: unknown }

/** What carries subscriptions: this tab's own socket, or the one of another tab. */
export interface Carrier {
  /** The subscriptions wanted from now on, all of them. */
  want(identifiers: readonly string[]): void
  /** Asks something of a subscription that is live. Where it is not, nothing is sent: such words are of the moment. */
  perform(identifier: string, action: string, data: Fields): void
  close(): void
}

/**
 * What the server knows a subscription by.
 *
 * @example
 * identifierOf('RealtimeChannel', { channel_unique_id: id })
 */
export function identifierOf(channel: string, params: Readonly<Record<string, string>>): string {
  return JSON.stringify({ channel, ...params })
}
