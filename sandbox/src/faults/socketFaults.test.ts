import { turn, until } from '@blockstate/core/testing'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket as WireSocket } from 'ws'
import { earOf, listenTo } from '../realtime/testing/listenTo.ts'
import { twoUsers } from '../realtime/testing/twoUsers.ts'
import type { TwoUsers } from '../realtime/testing/twoUsers.ts'
import { listen } from '../testing/listen.ts'

const lay = async ({ world }: TwoUsers, rule: object): Promise<number> =>
  (await world.call('PUT', '/_sandbox/faults', { appId: null, body: [{ match: 'GET /v1/realtime/cable', ...rule }] })).status

async function addressOf({ send, appId }: TwoUsers): Promise<string> {
  const answer = await send('POST', 'ws_tokens')
  return `${answer.told('data.attributes.ws_url')}?token=${answer.told('data.attributes.token')}&app_id=${appId}`
}

test('all sockets can be listed, and cut without a word', async () => {
  const world = await twoUsers()
  const ears = [await listenTo(world.world, world), await listenTo(world.world, { appId: world.appId, token: world.otherToken })]
  await ears[0]?.subscribe({ channel: 'UserInboxChannel' })
  expect((await world.world.call('GET', '/_sandbox/sockets', { appId: null })).at('sockets')).toMatchObject([
    { tenant: 'works', user_unique_id: world.me, email: world.email, subscriptions: ['{"channel":"UserInboxChannel"}'] },
    { user_unique_id: world.other, subscriptions: [] },
  ])
  const { body: page } = await world.world.call('GET', '/_sandbox', { appId: null })
  expect(page).toContain(`<td>${world.email}</td>`)
  expect(page).toContain('<code>{&quot;channel&quot;:&quot;UserInboxChannel&quot;}</code>')
  expect((await world.world.call('DELETE', '/_sandbox/sockets', { appId: null })).json).toEqual({ cut: 2 })
  for (const ear of ears) {
    await until(() => ear.closed() !== null)
    expect([ear.closed(), ear.frames.some(({ type }) => type === 'disconnect')]).toEqual([{ code: 1006, reason: '' }, false])
  }
  expect((await world.world.call('GET', '/_sandbox/sockets', { appId: null })).at('sockets')).toEqual([])
})

test('sockets are refused for so many seconds, in memory and over a port, and then let in again', async () => {
  const world = await twoUsers()
  const { origin, close } = await listen(world.world.sandbox)
  onTestFinished(close)
  const open = async (): Promise<unknown> => (await earOf(new world.world.sandbox.WebSocket(await addressOf(world)))).closed()
  expect(await lay(world, { seconds: 30, fault: 'status=503' })).toBe(200)
  expect(await open()).toEqual({ code: 1006, reason: '' })
  const refused = new Promise((resolve) =>
    new WireSocket(`${origin.replace('http', 'ws')}/v1/realtime/cable`).on('error', ({ message }) => resolve(message)),
  )
  expect(await refused).toBe('Unexpected server response: 503')
  world.world.advance(29_999)
  expect(await open()).toEqual({ code: 1006, reason: '' })
  world.world.advance(1)
  expect(await open()).toBeNull()
  expect(await lay(world, { seconds: 0, fault: 'status=503' })).toBe(400)
})

test('frames come late, in their order', async () => {
  const world = await twoUsers()
  await lay(world, { fault: 'delay=100; slow=500' })
  const socket = new world.world.sandbox.WebSocket(await addressOf(world))
  const came: string[] = []
  socket.onmessage = ({ data }) => came.push(String(Reflect.get(JSON.parse(String(data)) as object, 'type')))
  await turn()
  expect(socket.readyState).toBe(socket.CONNECTING)
  world.world.advance(100)
  await until(() => socket.readyState === socket.OPEN)
  socket.send(JSON.stringify({ command: 'subscribe', identifier: '{"channel":"UserInboxChannel"}' }))
  await world.world.sandbox.settled()
  expect(came).toEqual([])
  for (const types of [['welcome'], ['welcome', 'confirm_subscription']]) {
    world.world.advance(500)
    await turn()
    expect(came).toEqual(types)
  }
})

test('a connection breaks after so many frames, or falls silent and stays open', async () => {
  const world = await twoUsers()
  await lay(world, { times: 1, fault: 'drop=2' })
  const cut = await listenTo(world.world, world)
  await cut.subscribe({ channel: 'UserInboxChannel' })
  cut.socket.send(JSON.stringify({ command: 'subscribe', identifier: '{"channel":"UserInboxChannel","again":true}' }))
  await until(() => cut.closed() !== null)
  expect([cut.frames.length, cut.closed()?.code]).toEqual([2, 1006])
  await lay(world, { times: 1, fault: 'stall=1' })
  const silent = await listenTo(world.world, world)
  const beats: unknown[] = []
  silent.socket.addEventListener('message', ({ data }) => beats.push(data))
  // The sandbox takes it for a sleeper after half a minute; the client is told nothing of that either.
  world.world.advance(60_000)
  await turn()
  expect(world.world.sandbox.cable.list()).toEqual([])
  expect([beats, silent.closed(), silent.socket.readyState]).toEqual([[], null, silent.socket.OPEN])
})

test('who asks for the address of sockets without one is told what lives there', async () => {
  const { world } = await twoUsers()
  const answer = await world.call('GET', '/v1/realtime/cable')
  expect([answer.status, answer.at('errors.0.code'), answer.headers.get('upgrade')]).toEqual([426, 'upgrade_required', 'websocket'])
})
