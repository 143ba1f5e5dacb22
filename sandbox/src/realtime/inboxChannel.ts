import type { ChannelRules } from './channelRules.ts'
import type { Identifier } from './identifier.ts'

/**
 * The rules of a user's inbox: it is their own, and there is nothing to be done in it.
 *
 * @example
 * const rules = inboxChannel()
 */
export function inboxChannel(): ChannelRules<Extract<Identifier, { channel: 'UserInboxChannel' }>> {
  return {
    join: async ({ socket, identifier: { user_id = socket.user.unique_id } }) => (user_id === socket.user.unique_id ? () => [] : null),
  }
}
