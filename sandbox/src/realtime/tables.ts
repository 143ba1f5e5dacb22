import { Channel, ChannelMessage, ChannelSubscription } from '@blockstate/core/realtime'
import { counted } from '../database/table.ts'

export const channels = counted(Channel, 'realtime_channels', 'Channel')
export const members = counted(ChannelSubscription, 'realtime_members', 'Subscription')
export const messages = counted(ChannelMessage, 'realtime_messages', 'Message')
