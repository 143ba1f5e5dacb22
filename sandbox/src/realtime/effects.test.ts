import { effects } from '../testing/effects.ts'
import { realtimeContract } from './testing/realtimeContract.ts'

await effects(realtimeContract, {
  createChannel: { atOnce: ['listChannels'], again: ['listChannels'] },
  createSocketToken: {},
  getChannel: 'reads',
  getChannelHistory: 'reads',
  getPresence: 'reads',
  listChannels: 'reads',
  markChannelRead: { again: ['getChannel', 'listChannels'] },
  publishMessage: { atOnce: ['getChannelHistory'], again: ['getChannel', 'getChannelHistory', 'listChannels'] },
  sendDirectMessage: { again: ['getChannel', 'getChannelHistory', 'getPresence', 'listChannels'] },
  subscribeChannel: { again: ['getChannel', 'getPresence', 'listChannels'] },
  unsubscribeChannel: { again: ['getChannel', 'getPresence', 'listChannels'] },
})
