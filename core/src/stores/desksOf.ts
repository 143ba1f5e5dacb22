import type { Client } from '../client/createClient.ts'
import type { ChatDesk } from './chatDesk.ts'

/**
 * The conversations of this client that live.
 *
 * @example
 * desksOf(client).forEach(keeper.opened)
 */
export function desksOf({ stores }: Client): readonly ChatDesk[] {
  // A store under such a key was made by `conversation`.
  return [...stores].flatMap(([key, store]) => (key.startsWith('conversation ') ? (store as { readonly desk: ChatDesk }).desk : []))
}
