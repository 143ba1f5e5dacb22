import { createCable } from '@anycable/core'
import { until } from '@blockstate/core/testing'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { listen } from '../testing/listen.ts'
import { listenTo } from './testing/listenTo.ts'
import { twoUsers } from './testing/twoUsers.ts'
import type { TwoUsers } from './testing/twoUsers.ts'

interface Served extends TwoUsers {
  readonly origin: string
  readonly id: string
  /** Where the socket is opened, with a token of one's own. */
  address(token?: string): Promise<string>
}

async function served(): Promise<Served> {
  const world = await twoUsers()
  const { origin, close } = await listen(world.world.sandbox)
  onTestFinished(close)
  const id = await world.made('channels', { channel: { name: 'pier', members: [world.other] } })
  const address = async (token = world.token): Promise<string> => {
    const headers = { 'app-id': world.appId, authorization: `Bearer ${token}` }
    const answer = await fetch(`${origin}/v1/realtime/ws_tokens`, { method: 'POST', headers })
    const { data } = (await answer.json()) as { data: { attributes: { ws_url: string; token: string } } } // as another test holds it to
    return `${data.attributes.ws_url}?token=${data.attributes.token}&app_id=${world.appId}`
  }
  return { ...world, origin, id, address }
}

/** The client of another project, over a real port. */
function cableAt(url: string, options: object = {}): ReturnType<typeof createCable> {
  const cable = createCable(url, { websocketImplementation: WebSocket, logLevel: 'error', ...options })
  onTestFinished(() => void cable.disconnect())
  return cable
}

test('AnyCable’s client connects, subscribes, performs, and hears', async () => {
  const { address, id, send, me, otherToken } = await served()
  const url = await address()
  expect(url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/v1\/realtime\/cable\?/)
  const cable = cableAt(url)
  await cable.connect()
  const channel = cable.subscribeTo('RealtimeChannel', { channel_unique_id: id })
  const heard: { event: string; seq?: number }[] = []
  channel.on('message', (message) => heard.push(message as { event: string; seq?: number })) // events are objects
  await channel.ensureSubscribed()
  await channel.perform('publish', { content: 'Fog.' })
  await send('POST', `channels/${id}/messages`, { message: { content: 'Sun.' } })
  await until(() => heard.filter(({ event }) => event === 'message.created').length === 2)
  expect(heard.map(({ event, seq }) => [event, seq])).toEqual([
    ['presence.state', undefined],
    ['message.created', 1],
    ['message.created', 2],
  ])
  expect(heard[1]).toMatchObject({ data: { type: 'message', attributes: { sender_id: me } } })
  const there = cableAt(await address(otherToken))
  await there.connect()
  await expect(there.subscribeTo('RealtimeChannel', { channel_unique_id: 'nowhere' }).ensureSubscribed()).rejects.toThrow('Rejected')
})

test('AnyCable’s client comes back by itself after a break, with another token, and goes on hearing', async () => {
  const { address, id, send, world } = await served()
  const cable = cableAt(await address())
  const channel = cable.subscribeTo('RealtimeChannel', { channel_unique_id: id })
  const heard: string[] = []
  channel.on('message', (message) => heard.push(String(Object(message).event)))
  await channel.ensureSubscribed()
  expect(world.sandbox.cable.cut()).toBe(1)
  await until(() => cable.state !== 'connected')
  cable.transport.setURL(await address())
  await cable.connect()
  await channel.ensureSubscribed()
  await send('POST', `channels/${id}/messages`, { message: { content: 'Sun.' } })
  await until(() => heard.includes('message.created'))
})

test('a spent token is told so, and an address that is no cable refuses the upgrade', async () => {
  const { address, origin } = await served()
  const url = await address()
  const cable = cableAt(url)
  await cable.connect()
  await expect(cableAt(url).connect()).rejects.toMatchObject({ reason: 'unauthorized' })
  const refused = async (at: string, protocol?: string): Promise<string> =>
    new Promise((resolve) => new WebSocket(at, protocol).on('error', ({ message }) => resolve(message)))
  expect(await refused(`${origin.replace('http', 'ws')}/v1/realtime/channels`)).toBe('Unexpected server response: 404')
  expect(await refused(await address(), 'chat')).toBe('Unexpected server response: 400')
})

test('too much at once, and bytes, end a socket with a word', async () => {
  const { address } = await served()
  for (const sent of ['x'.repeat(70_000), Buffer.from([1, 2])]) {
    const socket = new WebSocket(await address(), 'actioncable-v1-json')
    const frames: string[] = []
    socket.on('message', (data: Buffer) => frames.push(data.toString()))
    const code = new Promise<number>((resolve) => socket.on('close', resolve))
    await until(() => frames.length === 1)
    socket.send(sent)
    expect([await code, frames]).toEqual([
      1008,
      ['{"type":"welcome"}', '{"type":"disconnect","reason":"invalid_request","reconnect":false}'],
    ])
  }
})

test('a socket through the network and one in memory hear the same', async () => {
  const world = await served()
  const near = await listenTo(world.world, world)
  await near.subscribe({ channel: 'RealtimeChannel', channel_unique_id: world.id })
  const cable = cableAt(await world.address())
  const far = cable.subscribeTo('RealtimeChannel', { channel_unique_id: world.id })
  const heard: unknown[] = []
  far.on('message', (message) => heard.push(message))
  await far.ensureSubscribed()
  await world.send('POST', `channels/${world.id}/messages`, { message: { content: 'Sun.' } })
  const created = (messages: readonly unknown[]): unknown => messages.find((one) => Object(one).event === 'message.created')
  await until(() => created(heard) !== undefined && created(near.messages) !== undefined)
  expect(created(heard)).toEqual(created(near.messages))
})
