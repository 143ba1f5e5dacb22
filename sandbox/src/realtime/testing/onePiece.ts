import type { BlockWorld } from '../../testing/blockWorld.ts'
import { newcomer } from '../../testing/blockWorld.ts'

/** The ids of a channel with a message, and of somebody else. */
export interface OnePiece {
  readonly channels: string
  readonly other: string
}

/**
 * Makes a channel with a message through the API, and registers somebody else.
 *
 * @example
 * const piece = await onePiece(await blockWorld('realtime', { blocks: [realtimeBlock] }))
 */
export async function onePiece({ made, world, appId }: BlockWorld): Promise<OnePiece> {
  // A world makes many pieces: each has a channel of its own name.
  const name = `pier ${world.sandbox.database.all('select 1 from realtime_channels').length}`
  const channels = await made('channels', { channel: { name } })
  await made(`channels/${channels}/messages`, { message: { content: 'Fog.' } })
  return { channels, other: (await newcomer(world, appId)).unique_id }
}
