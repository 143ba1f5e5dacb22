import { turn } from '@blockstate/core/testing'
import { expect, test } from 'vitest'
import { listenTo } from './testing/listenTo.ts'
import type { Ear } from './testing/listenTo.ts'
import { twoUsers } from './testing/twoUsers.ts'
import type { TwoUsers } from './testing/twoUsers.ts'

interface Inboxes extends TwoUsers {
  readonly mine: Ear
  readonly theirs: Ear
  readonly quiet: () => Promise<void>
}

async function inboxes(): Promise<Inboxes> {
  const world = await twoUsers()
  const mine = await listenTo(world.world, world)
  const theirs = await listenTo(world.world, { appId: world.appId, token: world.otherToken })
  for (const ear of [mine, theirs]) await ear.subscribe({ channel: 'UserInboxChannel' })
  return {
    ...world,
    mine,
    theirs,
    quiet: async () => {
      await world.world.sandbox.settled()
      await turn()
    },
  }
}

const events = ({ messages }: Ear): string[] => messages.map(({ event }) => event)

test('a direct message comes to both inboxes, its channel before the first', async () => {
  const { send, asOther, mine, theirs, me, other, quiet } = await inboxes()
  await send('POST', 'direct_messages', { message: { recipient_unique_id: other, content: 'Tea?' } })
  await asOther('POST', 'direct_messages', { message: { recipient_unique_id: me, content: 'Yes.' } })
  await quiet()
  expect(events(theirs)).toEqual(['channel.created', 'message.created', 'message.created'])
  expect(events(mine)).toEqual(['message.created', 'message.created'])
  expect(theirs.messages[1]).toMatchObject({ seq: 1, data: { type: 'message', attributes: { content: 'Tea?', sender_id: me } } })
})

test('a channel is told to each with what they have not read', async () => {
  const { made, send, asOther, mine, theirs, other, quiet } = await inboxes()
  const id = await made('channels', { channel: { name: 'pier', members: [other] } })
  await quiet()
  expect(theirs.messages).toMatchObject([{ event: 'channel.created', data: { type: 'channel', id, attributes: { member_count: 2 } } }])
  expect(mine.messages).toEqual([])
  await send('POST', `channels/${id}/messages`, { message: { content: 'Fog.' } })
  await quiet()
  expect(events(theirs)).toEqual(['channel.created'])
  await asOther('POST', `channels/${id}/messages`, { message: { content: 'Tea?' } })
  await asOther('DELETE', `channels/${id}/subscriptions`)
  await quiet()
  expect(mine.messages).toMatchObject([{ event: 'channel.updated', data: { id, attributes: { member_count: 1, unread_count: 1 } } }])
  await send('POST', `channels/${id}/messages`, { message: { content: 'Sun.' } })
  await asOther('POST', `channels/${id}/subscriptions`, {})
  await asOther('POST', `channels/${id}/messages`, { message: { content: 'Back.' } })
  await send('DELETE', `channels/${id}/subscriptions`)
  await quiet()
  const last = ({ messages }: Ear): unknown => messages.at(-1)?.data['attributes']
  expect(last(theirs)).toMatchObject({ member_count: 1, unread_count: 0 })
})

test('whoever is let in hears so in their inbox', async () => {
  const { made, send, theirs, mine, other, quiet } = await inboxes()
  const id = await made('channels', { channel: { name: 'crew', channel_type: 'private' } })
  await send('POST', `channels/${id}/messages`, { message: { content: 'one' } })
  await send('POST', `channels/${id}/subscriptions`, { subscription: { user_unique_id: other } })
  await quiet()
  expect(events(theirs)).toEqual(['subscription.created', 'channel.updated'])
  expect(theirs.messages[1]).toMatchObject({ channel_unique_id: id, data: { attributes: { name: 'crew', member_count: 2 } } })
  expect(events(mine)).toEqual(['channel.updated'])
})

test('what cannot be done in an inbox is refused in a sentence', async () => {
  const { mine, quiet } = await inboxes()
  mine.perform({ channel: 'UserInboxChannel' }, { action: 'publish', content: 'x' })
  await turn()
  await quiet()
  expect(mine.messages).toMatchObject([{ event: 'action.rejected', data: { action: 'publish', code: 'unknown_action' } }])
})
