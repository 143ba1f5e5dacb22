import { afterEach, expect, test } from 'vitest'
import { createSocketToken } from '../blocks/realtime.ts'
import { session } from '../index.ts'
import { testClient, turn, until } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'
import { identifierOf } from './carrier.ts'
import { lineOf } from './line.ts'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

/** Sockets that the test holds: they are welcomed and confirmed at once, and say what the test says. */
interface Wire {
  readonly WebSocket: typeof WebSocket
  /** What was sent, of all sockets: `subscribe x`. */
  readonly sent: string[]
  opened(): number
  /** How many are open now. */
  alive(): number
  say(identifier: string, message: unknown): void
  close(): void
}

function wire(): Wire {
  const sent: string[] = []
  const open = new Set<{ onmessage?: (event: { data: string }) => void; onclose?: () => void }>()
  let opened = 0
  function Wired(this: unknown): object {
    opened += 1
    const socket: {
      onopen?: () => void
      onmessage?: (event: { data: string }) => void
      onclose?: () => void
      send(text: string): void
      close(): void
    } = {
      send: (text) => {
        const { command, identifier } = JSON.parse(text) as { command: string; identifier: string }
        sent.push(`${command} ${identifier}`)
        if (command === 'subscribe')
          queueMicrotask(() => socket.onmessage?.({ data: JSON.stringify({ type: 'confirm_subscription', identifier }) }))
      },
      close: () => void open.delete(socket),
    }
    open.add(socket)
    setTimeout(() => {
      socket.onopen?.()
      socket.onmessage?.({ data: '{"type":"welcome"}' })
    })
    return socket
  }
  return {
    // Of a socket's interface what the client uses.
    WebSocket: Wired as unknown as typeof WebSocket,
    sent,
    opened: () => opened,
    alive: () => open.size,
    say: (identifier, message) => {
      for (const { onmessage } of open) onmessage?.({ data: JSON.stringify({ identifier, message }) })
    },
    close: () => {
      for (const { onclose } of open) onclose?.()
    },
  }
}

async function world(token: () => Promise<Response> = async () => Response.json(TICKET)): Promise<TestClient & Wire> {
  const sockets = wire()
  const tokens = { access_token: 'a1', refresh_token: 'r1', expires_in: 36_000_000 }
  const user = { id: 'u1', type: 'user', attributes: { unique_id: 'u1', email: 'u1@example.com' } }
  const answering = {
    fetch: async (request: Request) =>
      request.url.endsWith('/ws_tokens')
        ? token()
        : Response.json({ data: { id: 's', type: 'session', attributes: tokens }, included: [user] }),
  }
  const made = testClient(answering, { WebSocket: sockets.WebSocket })
  ends.push(() => made.client.dispose())
  await session(made.client).signIn({ email: 'u1@example.com', password: 'x' })
  return { ...made, ...sockets }
}

const TICKET = {
  data: {
    id: 't',
    type: 'ws_tokens',
    attributes: { token: 't', ws_url: 'ws://sandbox.test/cable', user_unique_id: 'u1', device_id: null, expires_at: '', created_at: '' },
  },
}

/** Follows an identifier; counts what it hears. */
function follow({ client }: TestClient, identifier: string): { heard: unknown[]; ups: number; downs: number; stop: () => void } {
  const counts = { heard: [] as unknown[], ups: 0, downs: 0, stop: (): void => {} }
  counts.stop = lineOf(client).follow(identifier, {
    hear: (message) => counts.heard.push(message),
    up: () => void (counts.ups += 1),
    down: () => void (counts.downs += 1),
  })
  return counts
}

const NAMES = Array.from({ length: 50 }, (_, at) => identifierOf('RealtimeChannel', { channel_unique_id: `c${at}` }))
/** As AnyCable writes it: names in order. */
const onTheWire = (identifier: string): string =>
  JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(identifier) as object).toSorted()))

test('a thousand who follow fifty channels share one socket and fifty subscriptions, and each message reaches those of its channel alone', async () => {
  const made = await world()
  const all = Array.from({ length: 1_000 }, (_, at) => follow(made, NAMES[at % 50] ?? ''))
  await until(() => all.every(({ ups }) => ups === 1))
  expect([made.opened(), made.sent.length, made.requests.filter((request) => request.includes(createSocketToken.path)).length]).toEqual([
    1, 50, 1,
  ])
  for (let at = 0; at < 500; at += 1) made.say(onTheWire(NAMES[at % 50] ?? ''), { at })
  // 500 messages, each to the twenty of its channel.
  expect(all.map(({ heard }) => heard.length)).toEqual(all.map(() => 10))
  expect(all[7]?.heard).toEqual(Array.from({ length: 10 }, (_, round) => ({ at: round * 50 + 7 })))
})

test('the last who leaves ends the subscription, the socket is closed ten seconds after the last of all', async () => {
  const made = await world()
  const [one, two] = [follow(made, NAMES[0] ?? ''), follow(made, NAMES[0] ?? '')]
  await until(() => one.ups === 1)
  one.stop()
  await made.advance(0)
  expect(made.sent).toHaveLength(1)
  two.stop()
  await until(() => made.sent.length === 2)
  expect(made.sent[1]).toBe(`unsubscribe ${onTheWire(NAMES[0] ?? '')}`)
  const three = follow(made, NAMES[1] ?? '')
  await until(() => three.ups === 1)
  for (let second = 0; second < 12; second += 1) {
    made.say(onTheWire(NAMES[1] ?? ''), {})
    await made.advance(1_000)
  }
  expect([made.opened(), three.downs]).toEqual([1, 0])
  three.stop()
  await made.advance(9_000)
  expect(made.alive()).toBe(1)
  await made.advance(1_100)
  expect(made.alive()).toBe(0)
})

test('a lost socket is opened again, and everybody hears that there was a gap', async () => {
  const made = await world()
  const one = follow(made, NAMES[0] ?? '')
  await until(() => one.ups === 1)
  made.close()
  expect(one.downs).toBe(1)
  await made.advance(1_200)
  await until(() => one.ups === 2)
  expect(made.opened()).toBe(2)
})

test('a server that falls silent is left for another connection', async () => {
  const made = await world()
  const one = follow(made, NAMES[0] ?? '')
  await until(() => one.ups === 1)
  await made.advance(7_100)
  expect(one.downs).toBe(1)
  await made.advance(1_200)
  await until(() => one.ups === 2)
})

test('nothing is opened while the page is offline, and at once when it is back', async () => {
  const made = await world()
  const one = follow(made, NAMES[0] ?? '')
  await until(() => one.ups === 1)
  made.setOnline(false)
  made.close()
  await made.advance(600_000)
  expect(made.opened()).toBe(1)
  made.setOnline(true)
  await until(() => one.ups === 2)
})

test('a sign-out closes the socket; the next user has one of their own', async () => {
  const made = await world()
  const one = follow(made, NAMES[0] ?? '')
  await until(() => one.ups === 1)
  await session(made.client).signOut()
  expect(one.downs).toBeGreaterThan(0)
  expect(made.alive()).toBe(0)
  made.say(onTheWire(NAMES[0] ?? ''), { late: true })
  expect(one.heard).toEqual([])
  await session(made.client).signIn({ email: 'u1@example.com', password: 'x' })
  await until(() => one.ups === 2)
  expect(made.opened()).toBe(2)
})

test('a client that goes while its socket waits for a token opens none, and nobody hears of an error', async () => {
  let give = (_: Response): void => {}
  const made = await world(() => new Promise((resolve) => (give = resolve)))
  follow(made, NAMES[0] ?? '')
  await until(() => made.requests.some((request) => request.includes('ws_tokens')))
  made.client.dispose()
  await turn()
  give(Response.json(TICKET))
  await turn()
  expect(made.opened()).toBe(0)
})
