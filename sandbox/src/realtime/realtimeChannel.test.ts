import { turn, until } from '@blockstate/core/testing'
import { array, assert, asyncProperty, constantFrom, integer, record } from 'fast-check'
import { expect, test } from 'vitest'
import { newcomer } from '../testing/blockWorld.ts'
import { listenTo } from './testing/listenTo.ts'
import type { Ear } from './testing/listenTo.ts'
import { twoUsers } from './testing/twoUsers.ts'
import type { TwoUsers } from './testing/twoUsers.ts'

interface Pier extends TwoUsers {
  readonly id: string
  readonly channel: object
  readonly mine: Ear
  readonly theirs: Ear
}

/** A channel of two, both of whom listen. */
async function pier(): Promise<Pier> {
  const world = await twoUsers()
  const id = await world.made('channels', { channel: { name: 'pier', members: [world.other] } })
  const channel = { channel: 'RealtimeChannel', channel_unique_id: id }
  const mine = await listenTo(world.world, world)
  const theirs = await listenTo(world.world, { appId: world.appId, token: world.otherToken })
  for (const ear of [mine, theirs]) await ear.subscribe(channel)
  for (const ear of [mine, theirs]) await until(() => ear.messages.some(({ event }) => event === 'presence.state'))
  return { ...world, id, channel, mine, theirs }
}

const say = (content: string, more: object = {}): object => ({ message: { content, ...more } })
const news = ({ messages }: Ear): Ear['messages'] => messages.filter(({ event }) => !event.startsWith('presence.'))

test('what is published over HTTP is heard by everybody who listens, as the record it is', async () => {
  const { send, id, mine, theirs, me } = await pier()
  const sent = await send('POST', `channels/${id}/messages`, say('Fog.', { idempotency_key: 'k' }))
  await until(() => news(mine).length === 1 && news(theirs).length === 1)
  expect(news(theirs)).toEqual(news(mine))
  expect(news(mine)[0]).toEqual({
    event: 'message.created',
    object_type: 'message',
    channel_unique_id: id,
    data: sent.at('data'),
    seq: 1,
    sent_at: '2026-01-01T00:00:00.000Z',
  })
  expect(sent.at('data')).toMatchObject({ type: 'message', attributes: { content: 'Fog.', sender_id: me, idempotency_key: 'k' } })
})

test('what is published over the socket is stored, and heard by its sender too', async () => {
  const { send, channel, id, mine, theirs, other } = await pier()
  theirs.perform(channel, { action: 'publish', content: 'Sun.', metadata: { at: 5 }, idempotency_key: 'k' })
  await until(() => news(mine).length === 1 && news(theirs).length === 1)
  expect(news(mine)[0]).toMatchObject({ event: 'message.created', seq: 1, data: { attributes: { sender_id: other, metadata: { at: 5 } } } })
  expect((await send('GET', `channels/${id}/messages`)).at('data.0.attributes.content')).toBe('Sun.')
})

test('a repeated key is answered to its sender alone, with the message that is there', async () => {
  const { channel, mine, theirs } = await pier()
  const publish = { action: 'publish', content: 'Sun.', idempotency_key: 'k' }
  mine.perform(channel, publish)
  mine.perform(channel, { ...publish, content: 'Rain.' })
  await until(() => news(mine).length === 2)
  const [first, again] = news(mine)
  expect(again).toEqual(first)
  expect(news(theirs)).toHaveLength(1)
})

test('a message that is refused is refused to its sender, with the reason', async () => {
  const { world, appId, channel, mine, theirs } = await pier()
  mine.perform(channel, { action: 'publish', content: ' ', idempotency_key: 'k' })
  mine.perform(channel, { action: 'publish', content: 'x'.repeat(20_001) })
  mine.perform(channel, { action: 'publish', content: 'x', weather: 'fine' })
  const stranger = await listenTo(world, { appId, token: (await newcomer(world, appId)).token })
  await stranger.subscribe(channel)
  stranger.perform(channel, { action: 'publish', content: 'x' })
  await until(() => news(mine).length === 3 && news(stranger).length === 1)
  expect(news(mine).map(({ event, data }) => [event, data['idempotency_key'], data['code']])).toEqual([
    ['message.rejected', 'k', 'validation_error'],
    ['message.rejected', null, 'payload_too_large'],
    ['message.rejected', null, 'validation_error'],
  ])
  expect(news(stranger)[0]?.data).toMatchObject({ code: 'forbidden', message: expect.stringContaining('Join channel') })
  expect(news(theirs)).toEqual([])
})

test('typing is heard by the others and stored nowhere', async () => {
  const { world, channel, mine, theirs, me } = await pier()
  mine.perform(channel, { action: 'typing', typing: true })
  mine.perform(channel, { action: 'typing', typing: false })
  await until(() => news(theirs).length === 2)
  expect(news(theirs).map(({ event, data }) => [event, data])).toEqual([
    ['typing', { user_unique_id: me, display_name: 'kit-0', typing: true }],
    ['typing', { user_unique_id: me, display_name: 'kit-0', typing: false }],
  ])
  await world.sandbox.settled()
  expect(news(mine)).toEqual([])
  expect(world.sandbox.database.all("select 1 from realtime_events where event = 'typing'")).toEqual([])
})

test('reading is told to all, and an action nobody knows to who asked for it', async () => {
  const { send, id, channel, mine, theirs, other } = await pier()
  await send('POST', `channels/${id}/messages`, say('one'))
  theirs.perform(channel, { action: 'read', up_to_seq: 1 })
  theirs.perform(channel, { action: 'read', up_to_seq: 9 })
  theirs.perform(channel, { action: 'dance' })
  await until(() => news(theirs).length === 4)
  expect(news(mine).at(-1)).toMatchObject({ event: 'read_receipt', data: { user_unique_id: other, seq: 1 } })
  expect(news(theirs).slice(2)).toMatchObject([
    { event: 'action.rejected', data: { action: 'read', code: 'validation_error' } },
    { event: 'action.rejected', data: { action: 'dance', code: 'unknown_action' } },
  ])
})

test('whoever leaves a closed channel is turned away with the next event', async () => {
  const { world, appId, made, send, other, otherToken, asOther } = await twoUsers()
  const id = await made('channels', { channel: { name: 'crew', channel_type: 'private', members: [other] } })
  const ear = await listenTo(world, { appId, token: otherToken })
  expect(await ear.subscribe({ channel: 'RealtimeChannel', channel_unique_id: id })).toBe(true)
  await asOther('DELETE', `channels/${id}/subscriptions`)
  await until(() => ear.frames.at(-1)?.type === 'reject_subscription')
  await send('POST', `channels/${id}/messages`, say('psst'))
  await world.sandbox.settled()
  await turn()
  expect(news(ear)).toEqual([])
})

test('a write that is rolled back is never announced, and the next one is', async () => {
  const { world, send, id, mine } = await pier()
  const { database } = world.sandbox
  // As a publisher does whose transaction fails behind the announcement.
  expect(() =>
    database.transaction(() => {
      database.run(
        `insert into realtime_events (tenant, channel_unique_id, audience, event, object_type, data, place, sent_at)
         values ('works', ?, '[]', 'message.created', 'message', '{"unique_id":"m"}', 9, '')`,
        id,
      )
      throw new Error('no')
    }),
  ).toThrow('no')
  await send('POST', `channels/${id}/messages`, say('one'))
  await send('POST', `channels/${id}/messages`, say('two'))
  await until(() => news(mine).length === 2)
  expect(news(mine).map(({ seq, data }) => [seq, Reflect.get(Object(data['attributes']), 'content')])).toEqual([
    [1, 'one'],
    [2, 'two'],
  ])
})

test('what was announced before somebody joins is told to those who were there', async () => {
  const { world, channel, id, mine, theirs } = await pier()
  theirs.unsubscribe(channel)
  await until(() => world.sandbox.cable.list()[1]?.subscriptions.length === 0)
  await world.sandbox.settled()
  // Another process wrote it into the same file: nobody here was told yet.
  world.sandbox.database.run(
    `insert into realtime_events (tenant, channel_unique_id, audience, event, object_type, data, place, sent_at)
     values ('works', ?, '[]', 'read_receipt', 'read_receipt', '{}', null, '2026-01-01T00:00:00.000Z')`,
    id,
  )
  await theirs.subscribe(channel)
  await until(() => news(mine).length === 1)
  await turn()
  expect(news(theirs)).toEqual([])
})

const step = record({ who: integer({ min: 0, max: 2 }), act: constantFrom('publish', 'send', 'subscribe', 'unsubscribe', 'wait') })

test('whoever listens when, each hears each message once, in order and without gaps', async () => {
  const { world, appId, token, otherToken, made, send, other } = await twoUsers()
  const ears = [
    await listenTo(world, { appId, token }),
    await listenTo(world, { appId, token: otherToken }),
    await listenTo(world, { appId, token }),
  ]
  let run = 0
  const check = async (steps: readonly { readonly who: number; readonly act: string }[]): Promise<void> => {
    run += 1
    const id = await made('channels', { channel: { name: `run ${run}`, members: [other] } })
    const channel = { channel: 'RealtimeChannel', channel_unique_id: id }
    const text = JSON.stringify(channel)
    const listening = new Set<number>()
    const sent: Promise<unknown>[] = []
    for (const { who, act } of steps) {
      const ear = ears[who] as Ear // one of the three above
      if (act === 'send') sent.push(send('POST', `channels/${id}/messages`, say('x')))
      if (act === 'publish' && listening.has(who)) ear.perform(channel, { action: 'publish', content: 'y' })
      if (act === 'subscribe') ear.socket.send(JSON.stringify({ command: 'subscribe', identifier: text }))
      if (act === 'subscribe') listening.add(who)
      if (act === 'unsubscribe') ear.unsubscribe(channel)
      if (act === 'unsubscribe') listening.delete(who)
      if (act === 'wait') await turn()
    }
    await Promise.all(sent)
    await turn()
    await world.sandbox.settled()
    await turn()
    const last = Number((await send('GET', `channels/${id}`)).at('data.attributes.last_seq'))
    ears.forEach(({ frames }, who) => {
      let heard: number | undefined
      let before = 0
      for (const { identifier, type, message } of frames) {
        if (identifier !== text) continue
        // Clients that ask twice are told twice that they listen; nothing begins anew by that.
        if (message?.event === 'presence.state') heard = undefined
        if (message?.event !== 'message.created' || type !== undefined) continue
        const seq = Number(message['seq'])
        if (heard !== undefined) expect(seq).toBe(heard + 1)
        expect(seq).toBeGreaterThan(before)
        heard = before = seq
      }
      if (listening.has(who) && heard !== undefined) expect(heard).toBe(last)
    })
    for (const ear of ears) ear.unsubscribe(channel)
  }
  await assert(asyncProperty(array(step, { maxLength: 40 }), check), { numRuns: 40 })
})
