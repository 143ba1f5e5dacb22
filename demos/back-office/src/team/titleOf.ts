import type { ChannelItem } from './useChannels.ts'

/**
 * What a channel is called: by its name, and one of two people by the name of the other.
 *
 * @param names what people are called, by their ids
 *
 * @example
 * titleOf(channel, me, new Map([['u2', 'Grace Hopper']])) // 'Grace Hopper'
 */
export function titleOf(
  { name, channel_type, members = [] }: ChannelItem,
  me: string | undefined,
  names: ReadonlyMap<string, string>,
): string {
  const other = channel_type === 'direct' ? members.find((id) => id !== me) : undefined
  return (other !== undefined && names.get(other)) || name
}
