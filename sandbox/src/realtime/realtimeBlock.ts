import * as operations from '@blockstate/core/realtime'
import type { Block } from '../server/block.ts'
import { channelHandlers } from './channelHandlers.ts'
import { messageHandlers } from './messageHandlers.ts'
import { realtimeSchema } from './schema.ts'
import { seedRealtime } from './seed/seedRealtime.ts'
import { socketTokenHandlers } from './socketTokenHandlers.ts'

/** Channels, messages, presence and direct messages, over REST, and the token that opens a socket. */
export const realtimeBlock: Block = {
  name: 'realtime',
  operations,
  handlers: [...channelHandlers, ...messageHandlers, ...socketTokenHandlers],
  migrations: realtimeSchema,
  seed: seedRealtime,
}
