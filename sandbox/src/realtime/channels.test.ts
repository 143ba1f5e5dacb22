import { expect, test } from 'vitest'
import { twoUsers } from './testing/twoUsers.ts'

test('a channel is made with its members, once by a name', async () => {
  const { made, send, asOther, me, other } = await twoUsers()
  const id = await made('channels', { channel: { name: 'pier', channel_type: 'private', members: [other, me] } })
  expect((await send('GET', `channels/${id}`)).at('data.attributes')).toMatchObject({
    members: [me, other],
    member_count: 2,
    online_count: 1,
    last_seq: 0,
    last_message: null,
    status: 'active',
  })
  expect((await asOther('POST', 'channels', { channel: { name: 'pier' } })).at('errors.0.code')).toBe('conflict')
  const unknown = { channel: { name: 'x', members: [other, '00000000-0000-4000-8000-000000000000'] } }
  expect((await send('POST', 'channels', unknown)).at('errors.0.source.pointer')).toBe('/channel/members/1')
  expect((await send('POST', 'channels', { channel: { name: 'x', channel_type: 'direct' } })).at('errors.0.source.pointer')).toBe(
    '/channel/channel_type',
  )
  expect((await send('POST', 'channels', { channel: { name: ' ' } })).at('errors.0.source.pointer')).toBe('/channel/name')
  expect((await send('GET', 'channels')).at('data.length')).toBe(1)
})

test('public channels are open to all, private ones to whom an owner lets in', async () => {
  const { made, send, asOther, other } = await twoUsers()
  const open = await made('channels', { channel: { name: 'open' } })
  const closed = await made('channels', { channel: { name: 'closed', channel_type: 'private' } })
  expect((await asOther('GET', 'channels')).at('data.length')).toBe(1)
  for (const path of ['', '/messages', '/presence'])
    expect((await asOther('GET', `channels/${closed}${path}`)).at('errors.0.code')).toBe('forbidden')
  expect((await asOther('POST', `channels/${closed}/subscriptions`, {})).at('errors.0.code')).toBe('forbidden')
  expect((await asOther('POST', `channels/${closed}/messages`, { message: { content: 'x' } })).at('errors.0.code')).toBe('forbidden')
  const joined = await asOther('POST', `channels/${open}/subscriptions`, {})
  expect([joined.status, joined.at('data.attributes.role')]).toEqual([201, 'member'])
  expect((await asOther('POST', `channels/${open}/subscriptions`, {})).status).toBe(200)
  expect((await send('POST', `channels/${closed}/subscriptions`, { subscription: { user_unique_id: other } })).status).toBe(201)
  expect((await asOther('GET', `channels/${closed}`)).at('data.attributes.member_count')).toBe(2)
  expect((await asOther('POST', `channels/${open}/subscriptions`, { user_unique_id: 'nobody' })).status).toBe(422)
})

test('who has left publishes no more, and leaving twice is told', async () => {
  const { made, asOther, send } = await twoUsers()
  const id = await made('channels', { channel: { name: 'open' } })
  expect((await asOther('POST', `channels/${id}/messages`, { message: { content: 'x' } })).at('errors.0.code')).toBe('forbidden')
  await asOther('POST', `channels/${id}/subscriptions`, {})
  expect((await asOther('DELETE', `channels/${id}/subscriptions`)).status).toBe(204)
  expect((await asOther('DELETE', `channels/${id}/subscriptions`)).at('errors.0.title')).toBe('Subscription Not Found')
  expect((await send('GET', `channels/${id}`)).at('data.attributes.last_seq')).toBe(0)
})

test('who is there is told by when they were last heard of', async () => {
  const { made, send, asOther, world, other } = await twoUsers()
  const id = await made('channels', { channel: { name: 'open', members: [other] } })
  const statuses = async (): Promise<unknown[]> => {
    const { json } = await send('GET', `channels/${id}/presence`)
    return (json as { data: { attributes: { status: string } }[] }).data.map(({ attributes }) => attributes.status)
  }
  expect(await statuses()).toEqual(['online', 'offline'])
  await asOther('GET', `channels/${id}`)
  expect(await statuses()).toEqual(['online', 'online'])
  expect((await send('GET', `channels/${id}/presence`)).at('meta')).toEqual({ online_count: 2, seq: 0 })
  world.advance(61_000)
  expect(await statuses()).toEqual(['online', 'away'])
  world.advance(600_000)
  expect(await statuses()).toEqual(['online', 'offline'])
})
