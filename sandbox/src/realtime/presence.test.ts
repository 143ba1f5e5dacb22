import { turn, until } from '@blockstate/core/testing'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket as WireSocket } from 'ws'
import { listen } from '../testing/listen.ts'
import { virtualSandbox } from '../testing/virtualSandbox.ts'
import { realtimeBlock } from './realtimeBlock.ts'
import { listenTo } from './testing/listenTo.ts'
import type { Ear } from './testing/listenTo.ts'
import { twoUsers } from './testing/twoUsers.ts'
import type { TwoUsers } from './testing/twoUsers.ts'

interface Watched extends TwoUsers {
  readonly id: string
  /** Listens to the channel of both. */
  readonly mine: Ear
  /** What is said of the other one: the event, the status, the connections. */
  readonly said: () => unknown[]
  readonly arrive: () => Promise<Ear>
  /** How the other one stands, as HTTP tells it. */
  readonly standing: () => Promise<unknown>
}

async function watched(options: Parameters<typeof twoUsers>[0] = {}): Promise<Watched> {
  const world = await twoUsers(options)
  const id = await world.made('channels', { channel: { name: 'pier', members: [world.other] } })
  const mine = await listenTo(world.world, world)
  await mine.subscribe({ channel: 'RealtimeChannel', channel_unique_id: id })
  const ofOther = (row: unknown): boolean => Object(row).user_unique_id === world.other
  return {
    ...world,
    id,
    mine,
    said: () =>
      mine.messages
        .filter(({ event, data }) => event !== 'presence.state' && event.startsWith('presence.') && ofOther(data))
        .map(({ event, data }) => [event.replace('presence.', ''), data['status'], data['connections']]),
    arrive: () => listenTo(world.world, { appId: world.appId, token: world.otherToken }),
    standing: async () => {
      const { json } = await world.send('GET', `channels/${id}/presence`)
      const rows = (json as { data: { attributes: Record<string, unknown> }[] }).data.map(({ attributes }) => attributes) // a list of records
      const row = rows.find(ofOther)
      return [row?.['status'], row?.['connections']]
    },
  }
}

test('who comes is told with the first socket, who goes ten seconds after the last', async () => {
  const { world, said, arrive, standing } = await watched()
  const phone = await arrive()
  const desk = await arrive()
  await until(() => said().length === 2)
  expect(await standing()).toEqual(['online', 2])
  phone.socket.close()
  await until(() => said().length === 3)
  desk.socket.close()
  await until(() => desk.closed() !== null)
  world.advance(9_999)
  await turn()
  expect(said()).toEqual([
    ['join', 'online', 1],
    ['update', 'online', 2],
    ['update', 'online', 1],
  ])
  world.advance(1)
  await until(() => said().length === 4)
  expect(said().at(-1)).toEqual(['leave', 'offline', 0])
  expect(await standing()).toEqual(['offline', 0])
})

test('a page that is loaded anew comes and goes unnoticed', async () => {
  const { world, said, arrive, standing } = await watched()
  const before = await arrive()
  before.socket.close()
  await until(() => before.closed() !== null)
  world.advance(5_000)
  const after = await arrive()
  world.advance(60_000)
  await turn()
  expect(said()).toEqual([['join', 'online', 1]])
  expect(await standing()).toEqual(['online', 1])
  after.socket.close()
  await until(() => after.closed() !== null)
  world.advance(10_000)
  await until(() => said().length === 2)
})

test('one’s own status is told, kept while one is there, and forgotten with the last socket', async () => {
  const { id, world, said, arrive, standing } = await watched()
  const ear = await arrive()
  const channel = { channel: 'RealtimeChannel', channel_unique_id: id }
  await ear.subscribe(channel)
  ear.perform(channel, { action: 'presence', status: 'busy', status_message: 'in a meeting' })
  ear.perform(channel, { action: 'presence', status: 'dancing' })
  await until(() => ear.messages.some(({ event }) => event === 'action.rejected'))
  expect(said().at(-1)).toEqual(['update', 'busy', 1])
  expect(ear.messages.at(-1)?.data).toMatchObject({ action: 'presence', message: expect.stringContaining('online, away, busy') })
  world.advance(600_000)
  expect(await standing()).toEqual(['busy', 1])
  ear.socket.close()
  await until(() => ear.closed() !== null)
  world.advance(10_000)
  await arrive()
  expect(await standing()).toEqual(['online', 1])
})

/** A socket over a real port. */
async function far({ world, appId, otherToken }: Watched, options: { readonly autoPong?: boolean } = {}): Promise<WireSocket> {
  const { origin, close } = await listen(world.sandbox)
  onTestFinished(close)
  const answer = await world.call('POST', '/v1/realtime/ws_tokens', { appId, token: otherToken })
  const address = `${origin.replace('http', 'ws')}/v1/realtime/cable?token=${answer.told('data.attributes.token')}&app_id=${appId}`
  const socket = new WireSocket(address, 'actioncable-v1-json', options)
  await new Promise((resolve) => socket.once('message', resolve))
  return socket
}

test('a killed connection leaves like any other', async () => {
  const place = await watched()
  const socket = await far(place)
  await until(() => place.said().length === 1)
  socket.terminate()
  await until(() => place.world.sandbox.cable.list().length === 1)
  place.world.advance(10_000)
  await until(() => place.said().length === 2)
  expect(place.said()).toEqual([
    ['join', 'online', 1],
    ['leave', 'offline', 0],
  ])
})

test('a client that sleeps is found by the ping it does not answer, one that answers stays', async () => {
  const place = await watched()
  const asleep = await far(place, { autoPong: false })
  const awake = await far(place)
  await until(() => place.said().length === 2)
  const pinged = [asleep, awake].map((socket) => new Promise((resolve) => socket.once('ping', resolve)))
  place.world.advance(15_000)
  await Promise.all(pinged)
  // The answer has come as soon as what is sent behind it has.
  awake.send(JSON.stringify({ command: 'subscribe', identifier: '{"channel":"UserInboxChannel"}' }))
  await until(() => place.world.sandbox.cable.list().some(({ subscriptions }) => subscriptions.includes('{"channel":"UserInboxChannel"}')))
  place.world.advance(15_000)
  await until(() => place.said().length === 3)
  expect(place.said().at(-1)).toEqual(['update', 'online', 1])
  expect(awake.readyState).toBe(awake.OPEN)
})

test('a sandbox that is killed and started anew knows nobody, until they are back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'presence-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'data.sqlite')
  const first = await watched({ file })
  await first.arrive()
  expect(await first.standing()).toEqual(['online', 1])
  // Killed: nobody was told, nothing was tidied up. The file is as it was left.
  const second = virtualSandbox({ file, seed: false, blocks: [realtimeBlock], now: () => first.world.now() + 120_000 })
  onTestFinished(() => second.sandbox.close())
  const path = `/v1/realtime/channels/${first.id}/presence`
  const rows = async (): Promise<unknown> =>
    (await second.call('GET', path, { appId: first.appId, token: first.token })).at('data.1.attributes')
  expect(await rows()).toMatchObject({ user_unique_id: first.other, status: 'away', connections: 0 })
  await listenTo(second, { appId: first.appId, token: first.otherToken })
  expect(await rows()).toMatchObject({ status: 'online', connections: 1 })
})
