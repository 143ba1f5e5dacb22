import { channel, createClient, session } from '@blockstate/core'
import { report } from './line.ts'
import { ratio, rounds } from './rounds.ts'
import type { Candidate } from './rounds.ts'

/** Messages to each channel a sample: histories of the same length, however many channels there are. */
const EACH = 40
/** Who listens to one channel. */
const LISTENERS = 20

interface Wire {
  readonly WebSocket: typeof WebSocket
  sockets(): number
  say(channel: number): void
}

const message = (seq: number, channel_unique_id: string): object => ({
  event: 'message.created',
  object_type: 'message',
  channel_unique_id,
  data: {
    id: `m${seq}`,
    type: 'message',
    attributes: { unique_id: `m${seq}`, seq, content: 'Fog over the pier.', sender_id: 'u2', channel_unique_id },
  },
  seq,
})

/** A socket that is welcomed and confirmed at once, and then says what it is told to, as bytes a server would send. */
function wire(): Wire {
  let opened = 0
  let hear = (_: string): void => {}
  const seqs = new Map<number, number>()
  function Wired(): object {
    opened += 1
    const socket: { onopen?: () => void; onmessage?: (event: { data: string }) => void; send(text: string): void; close(): void } = {
      send: (text) => {
        const { command, identifier } = JSON.parse(text) as { command: string; identifier: string }
        if (command === 'subscribe') queueMicrotask(() => hear(JSON.stringify({ type: 'confirm_subscription', identifier })))
      },
      close: () => {},
    }
    hear = (data) => socket.onmessage?.({ data })
    setTimeout(() => {
      socket.onopen?.()
      hear('{"type":"welcome"}')
    })
    return socket
  }
  return {
    // Of a socket's interface what the client uses.
    WebSocket: Wired as unknown as typeof WebSocket,
    sockets: () => opened,
    say: (at) => {
      const seq = (seqs.get(at) ?? 0) + 1
      seqs.set(at, seq)
      hear(
        JSON.stringify({
          identifier: JSON.stringify({ channel: 'RealtimeChannel', channel_unique_id: `c${at}` }),
          message: message(seq, `c${at}`),
        }),
      )
    },
  }
}

const USER = { id: 'u1', type: 'user', attributes: { unique_id: 'u1', email: 'u1@example.com' } }
const TOKENS = { access_token: 'a', refresh_token: 'r', expires_in: 86_400 }
const TICKET = { token: 't', ws_url: 'ws://bench.test/cable', user_unique_id: 'u1', device_id: null, expires_at: '', created_at: '' }

/** So many channels, each with its listeners, on one client. */
async function ours(channels: number): Promise<Candidate> {
  const { WebSocket, sockets, say } = wire()
  const client = createClient({
    appId: 'bench',
    baseUrl: 'http://bench.test',
    storage: null,
    requestsPerMinute: 1e9,
    WebSocket,
    fetch: async (input) => {
      const { url } = new Request(input)
      if (url.includes('ws_tokens')) return Response.json({ data: { id: 't', type: 'ws_tokens', attributes: TICKET } })
      if (url.includes('/messages')) return Response.json({ data: [], meta: { totalPages: 1, totalRecords: 0 } })
      return Response.json({ data: { id: 's', type: 'session', attributes: TOKENS }, included: [USER] })
    },
  })
  await session(client).signIn({ email: 'u1@example.com', password: 'x' })
  let heard = 0
  const $channels = Array.from({ length: channels }, (_, at) => channel(client, { id: `c${at}` }))
  for (const $channel of $channels) for (let at = 0; at < LISTENERS; at += 1) $channel.listen(() => void (heard += 1))
  while (!$channels.every(({ value }) => value.line === 'live' && value.status === 'success' && !value.fetching))
    await new Promise((later) => setTimeout(later, 5))
  if (sockets() !== 1) throw new Error(`${sockets()} sockets are open.`)
  let next = 0
  const many = channels * EACH
  return async (clock) => {
    heard = 0
    await clock(`ours ${channels}`, many, () => {
      for (let said = 0; said < many; said += 1) say((next += 1) % channels)
    })
    if (heard !== many * LISTENERS) throw new Error(`${many} messages for ${LISTENERS} each were heard ${heard} times.`)
  }
}

const samples = await rounds(15, { 'ours 50': await ours(50), 'ours 5': await ours(5) })
report([
  {
    what: 'a message to one of 50 channels with 1,000 subscribers in all, over one socket',
    unit: 'messages to one of 5 channels with 100 in all',
    ours: ratio(samples, 'ours 50', 'ours 5'),
    peer: null,
    promise: { of: 'ours', is: 'at most', value: 1.5 },
  },
])
process.exit(0) // its clients live on
