import { objectIn } from './frames.ts'

/** What somebody subscribes to. */
export type Identifier =
  | { readonly channel: 'RealtimeChannel'; readonly channel_unique_id: string }
  | { readonly channel: 'UserInboxChannel'; readonly user_id?: string }
  | { readonly channel: 'ChangesChannel'; readonly path: string }

/**
 * Reads an identifier, whatever order its keys are in; `undefined` for a channel that does not exist here, or one without what names it.
 *
 * @example
 * readIdentifier('{"path":"crm/deals","channel":"ChangesChannel"}') // { channel: 'ChangesChannel', path: 'crm/deals' }
 */
export function readIdentifier(text: string): Identifier | undefined {
  const { channel, channel_unique_id, user_id, path } = objectIn(text) ?? {}
  if (channel === 'RealtimeChannel' && typeof channel_unique_id === 'string' && channel_unique_id !== '')
    return { channel, channel_unique_id }
  if (channel === 'UserInboxChannel' && user_id === undefined) return { channel }
  if (channel === 'UserInboxChannel' && typeof user_id === 'string') return { channel, user_id }
  if (channel === 'ChangesChannel' && typeof path === 'string' && path !== '') return { channel, path }
  return undefined
}
