import { until } from '@blockstate/core/testing'
import { expect, test } from 'vitest'
import { newcomer } from '../testing/blockWorld.ts'
import { earOf, listenTo } from './testing/listenTo.ts'
import { twoUsers } from './testing/twoUsers.ts'

const address = (query: string): string => `ws://sandbox.test/v1/realtime/cable?${query}`
const PROTOCOL = 'actioncable-v1-json'

async function tokenOf({ send }: { send: (method: string, path: string) => Promise<{ told(path: string): string }> }): Promise<string> {
  return (await send('POST', 'ws_tokens')).told('data.attributes.token')
}

test('a token tells where the socket is, of the origin it was asked at, and for how long it opens one', async () => {
  const { send, me } = await twoUsers()
  const answer = await send('POST', 'ws_tokens')
  expect([answer.status, answer.at('data.type')]).toEqual([201, 'ws_token'])
  expect(answer.at('data.attributes')).toEqual({
    token: expect.stringMatching(/^[\w-]{43}$/),
    ws_url: 'ws://sandbox.test/v1/realtime/cable',
    user_unique_id: me,
    device_id: null,
    expires_at: '2026-01-01T00:01:00.000Z',
    created_at: '2026-01-01T00:00:00.000Z',
  })
})

test('a token opens one socket, within a minute, of its own app id', async () => {
  const { send, world } = await twoUsers()
  const open = async (query: string): ReturnType<typeof earOf> => earOf(new world.sandbox.WebSocket(address(query), PROTOCOL))
  const token = await tokenOf({ send })
  const first = await open(`token=${token}&app_id=works`)
  expect([first.frames, first.socket.protocol, first.socket.readyState]).toEqual([[{ type: 'welcome' }], PROTOCOL, first.socket.OPEN])
  const spent = `token=${token}&app_id=works`
  expect((await open(spent)).frames).toEqual([{ type: 'disconnect', reason: 'unauthorized', reconnect: false }])
  const late = await tokenOf({ send })
  world.advance(60_000)
  const foreign = await tokenOf({ send })
  for (const query of [
    spent,
    `token=${late}&app_id=works`,
    `token=${foreign}&app_id=elsewhere`,
    `token=${foreign}`,
    'app_id=works',
    'token=guessed&app_id=works',
  ]) {
    const { frames, closed } = await open(query)
    expect([query, frames]).toEqual([query, [{ type: 'disconnect', reason: 'unauthorized', reconnect: false }]])
    await until(() => closed() !== null)
    expect(closed()).toEqual({ code: 1008, reason: 'unauthorized' })
  }
})

test('a token of a session that has ended meanwhile opens nothing', async () => {
  const { send, world, appId, token: access } = await twoUsers()
  const token = await tokenOf({ send })
  await world.call('DELETE', '/v1/auth/logout', { appId, token: access })
  const { frames } = await earOf(new world.sandbox.WebSocket(address(`token=${token}&app_id=works`), PROTOCOL))
  expect(frames).toEqual([{ type: 'disconnect', reason: 'unauthorized', reconnect: false }])
})

test.each([
  ['no JSON', 'hello'],
  ['a list', '[]'],
  ['an unknown command', '{"command":"dance","identifier":"{}"}'],
  ['no identifier', '{"command":"subscribe"}'],
  ['a message whose data is no JSON', '{"command":"message","identifier":"{}","data":"x"}'],
  ['more than 64 kB', `{"command":"subscribe","identifier":"${'x'.repeat(65_536)}"}`],
  ['bytes', new Uint8Array([1, 2, 3])],
])('%s ends the socket', async (_, frame) => {
  const world = await twoUsers()
  const { socket, frames, closed } = await listenTo(world.world, world)
  socket.send(frame)
  await until(() => closed() !== null)
  expect(frames.at(-1)).toEqual({ type: 'disconnect', reason: 'invalid_request', reconnect: false })
  expect(closed()).toEqual({ code: 1008, reason: 'invalid_request' })
})

test('a beat comes every three seconds, in whole seconds since 1970', async () => {
  const world = await twoUsers()
  const { socket } = await listenTo(world.world, world)
  const beats: unknown[] = []
  socket.addEventListener('message', ({ data }) => beats.push(JSON.parse(String(data))))
  world.world.advance(9_500)
  await until(() => beats.length === 3)
  const start = Date.parse('2026-01-01T00:00:00Z') / 1000
  expect(beats).toEqual([3, 6, 9].map((seconds) => ({ type: 'ping', message: start + seconds })))
})

test('who may not read a channel may not listen to it, and a foreign inbox is nobody else’s', async () => {
  const { world, appId, made, token, other, me } = await twoUsers()
  const secret = await made('channels', { channel: { name: 'secret', channel_type: 'private' } })
  const open = await made('channels', { channel: { name: 'open' } })
  const stranger = await newcomer(world, appId)
  const ear = await listenTo(world, { appId, token: stranger.token })
  const channel = (channel_unique_id: string): object => ({ channel: 'RealtimeChannel', channel_unique_id })
  expect(await ear.subscribe(channel(open))).toBe(true)
  expect(await ear.subscribe(channel(secret))).toBe(false)
  expect(await ear.subscribe(channel('00000000-0000-4000-8000-000000000000'))).toBe(false)
  expect(await ear.subscribe({ channel: 'RealtimeChannel' })).toBe(false)
  expect(await ear.subscribe({ channel: 'NoChannel' })).toBe(false)
  expect(await ear.subscribe({ channel: 'UserInboxChannel', user_id: other })).toBe(false)
  expect(await ear.subscribe({ user_id: stranger.unique_id, channel: 'UserInboxChannel' })).toBe(true)
  const elsewhere = await listenTo(world, { appId: 'elsewhere', token: (await newcomer(world, 'elsewhere')).token })
  expect(await elsewhere.subscribe(channel(open))).toBe(false)
  const mine = await listenTo(world, { appId, token })
  expect(await mine.subscribe(channel(secret))).toBe(true)
  expect(mine.messages[0]).toMatchObject({
    event: 'presence.state',
    data: { users: [{ user_unique_id: me, status: 'online', connections: 1 }] },
  })
})

test('a socket has at most a thousand subscriptions', async () => {
  const world = await twoUsers()
  const ear = await listenTo(world.world, world)
  for (let at = 0; at < 1_000; at += 1) {
    ear.socket.send(JSON.stringify({ command: 'subscribe', identifier: JSON.stringify({ channel: 'UserInboxChannel', at }) }))
  }
  expect(await ear.subscribe({ channel: 'UserInboxChannel' })).toBe(false)
  ear.unsubscribe({ channel: 'UserInboxChannel', at: 0 })
  expect(await ear.subscribe({ channel: 'UserInboxChannel' })).toBe(true)
})

test('sign-out, a changed password and a stolen refresh token end the sockets of their sessions, and no other', async () => {
  const { world, appId, token, email, send } = await twoUsers()
  const session = async (): Promise<{ token: string; refresh: string }> => {
    const answer = await world.call('POST', '/v1/auth/login', { appId, body: { session: { email, password: 'long enough' } } })
    return { token: answer.told('data.attributes.access_token'), refresh: answer.told('data.attributes.refresh_token') }
  }
  const [phone, tablet, thief] = [await session(), await session(), await session()]
  const ears = {
    first: await listenTo(world, { appId, token }),
    phone: await listenTo(world, { appId, token: phone.token }),
    tablet: await listenTo(world, { appId, token: tablet.token }),
    thief: await listenTo(world, { appId, token: thief.token }),
  }
  const farewell = { type: 'disconnect', reason: 'remote', reconnect: false }
  await world.call('DELETE', '/v1/auth/logout', { appId, token: phone.token })
  await until(() => ears.phone.closed() !== null)
  expect(ears.phone.frames.at(-1)).toEqual(farewell)
  for (let use = 0; use < 2; use += 1) await world.call('POST', '/v1/auth/refresh', { appId, body: { refresh_token: thief.refresh } })
  await until(() => ears.thief.closed() !== null)
  expect([ears.first.closed(), ears.tablet.closed()]).toEqual([null, null])
  const [current_password, new_password] = ['long enough', 'longer than enough']
  const body = { user: { current_password, new_password, new_password_confirmation: new_password } }
  const changed = await world.call('PATCH', '/v1/auth/password', { appId, token, body })
  expect(changed.status).toBeLessThan(300)
  await until(() => ears.tablet.closed() !== null)
  expect(ears.first.closed()).toBeNull()
  expect((await send('GET', 'channels')).status).toBe(200)
})

test('a sandbox that stops says so, and one that is reset knows nobody any more', async () => {
  const stopped = await twoUsers()
  const ear = await listenTo(stopped.world, stopped)
  stopped.world.sandbox.close()
  await until(() => ear.closed() !== null)
  expect(ear.frames.at(-1)).toEqual({ type: 'disconnect', reason: 'server_restart', reconnect: true })
  expect(ear.closed()).toEqual({ code: 1001, reason: 'server_restart' })
  const late = await earOf(new stopped.world.sandbox.WebSocket(address(''), PROTOCOL))
  expect(late.closed()).toEqual({ code: 1006, reason: '' })
  const fresh = await twoUsers()
  const gone = await listenTo(fresh.world, fresh)
  fresh.world.sandbox.reset()
  await until(() => gone.closed() !== null)
  expect(gone.frames.at(-1)).toEqual({ type: 'disconnect', reason: 'remote', reconnect: false })
})
