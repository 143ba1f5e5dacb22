import type { Contract } from '../../testing/contract.ts'
import { realtimeBlock } from '../realtimeBlock.ts'
import { onePiece } from './onePiece.ts'
import type { OnePiece } from './onePiece.ts'

/** How each operation of the block is asked rightly. */
export const realtimeContract: Contract<OnePiece> = {
  block: realtimeBlock,
  piece: onePiece,
  statuses: { createSocketToken: 201 },
  inputs: {
    createChannel: (piece) => ({ name: 'lock', channel_type: 'private', members: [piece.other], metadata: { tide: 'low' } }),
    subscribeChannel: (piece) => ({ user_unique_id: piece.other }),
    publishMessage: () => ({ content: 'Sun.', event: 'weather', metadata: { at: 5 }, attachments: [{ filename: 'sun.png' }] }),
    getChannelHistory: () => ({ after: 0 }),
    markChannelRead: () => ({ up_to_seq: 1 }),
    sendDirectMessage: (piece) => ({ recipient_unique_id: piece.other, content: 'Tea?' }),
    listChannels: () => ({ has_unread: false, channel_type: 'public' }),
  },
}
