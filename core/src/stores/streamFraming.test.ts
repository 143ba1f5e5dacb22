import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { entityChat } from '../blocks/jarvis.ts'
import { conversation, createClient } from '../index.ts'
import type { Client, ConversationStatus, ConversationStore } from '../index.ts'
import { testClient, until, virtualPlatform } from '../testing/index.ts'
import type { Answering } from '../testing/index.ts'

// Real keys, passwords and sockets take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const opened: { close(): unknown }[] = []

afterEach(() => {
  for (const one of opened.splice(0)) one.close()
})

const TOKENS = ['The', ' premium', ' plan', ' includes']
const LINES = [
  ...TOKENS.map((content) => `data: ${JSON.stringify({ type: 'token', content })}`),
  'data: {"type":"done","message_id":"msg-uuid-102"}',
]

const chatOf = (client: Client): ConversationStore => conversation(client, entityChat, { id: 'e1', conv_id: 'c1' })
const answerOf = ({ value }: ConversationStore): string => value.messages.find(({ role }) => role === 'assistant')?.content ?? ''

/** Serves a stream over a socket, a line a write; before each further one, `meanwhile` is waited for. The connection stays open. */
async function onSocket(
  lines: readonly string[],
  meanwhile: (written: number) => Promise<void>,
): Promise<{ client: Client; served: () => Promise<void> }> {
  let serving = Promise.resolve()
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[],"meta":{"totalPages":1,"totalRecords":0}}')
      return
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const write = async (): Promise<void> => {
      for (const [index, line] of lines.entries()) {
        response.write(line)
        await meanwhile(index + 1)
      }
    }
    serving = write()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo
  const client = createClient({ appId: 'demo', baseUrl: `http://127.0.0.1:${port}/v1`, storage: null })
  opened.push(server, { close: () => server.closeAllConnections() }, { close: client.dispose })
  return { client, served: () => serving }
}

test.each([
  ['line by line, as the reference prints it', '\n'],
  ['with the blank lines of the standard', '\n\n'],
  ['line by line with CRLF', '\r\n'],
  ['with blank lines of CRLF', '\r\n\r\n'],
  ['line by line with CR', '\r'],
])('over a real socket, a stream %s shows each token before the next is sent', async (_, end) => {
  const seen: string[] = []
  const { client, served } = await onSocket(
    LINES.map((line) => line + end),
    async (written) => {
      const expected = TOKENS.slice(0, written).join('')
      await until(() => answerOf(chat) === expected)
      seen.push(answerOf(chat))
    },
  )
  const chat = chatOf(client)
  expect(await chat.send('What does the premium plan include?')).toBe('settled')
  await served()
  expect(seen).toEqual(['The', 'The premium', 'The premium plan', 'The premium plan includes', 'The premium plan includes'])
  const content = 'The premium plan includes'
  expect(chat.value.messages.at(-1)).toMatchObject({ role: 'assistant', id: 'msg-uuid-102', state: 'done', content })
})

test('over a real socket, the first token shows although the line that follows is only half there', async () => {
  const lines = ['data: {"type":"token","content":"The"}\ndata: {"type":"tok', 'en","content":" end"}\n', `${LINES[4]}\n`]
  const { client, served } = await onSocket(lines, async (written) => {
    await until(() => answerOf(chat) === (written === 1 ? 'The' : 'The end'))
  })
  const chat = chatOf(client)
  expect(await chat.send('Go on')).toBe('settled')
  await served()
})

/** One user's exchange with a server that sends these bytes and is never heard of again. */
interface Cut {
  readonly chat: ConversationStore
  readonly statuses: ConversationStatus[]
}

const WIDE = ['Grüße', ' aus ', '東京', ' 🚀', '']
const whole = (end: string): string =>
  [...WIDE.map((content) => ({ type: 'token', content })), { type: 'done', message_id: 'm9' }]
    .map((event) => `data: ${JSON.stringify(event)}${end}`)
    .join('')

/** Sends the beginning of the bytes, cut into pieces of `step`, and then ends: cleanly, or as a lost connection does. */
function cutting(bytes: Uint8Array, step: number, lost: boolean): Answering {
  return {
    fetch: async ({ method }) => {
      if (method === 'GET') return new Response('{"errors":[{"status":"404"}]}', { status: 404 })
      let at = 0
      const body = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          if (at < bytes.length) controller.enqueue(bytes.subarray(at, (at += step)))
          else if (lost) controller.error(new TypeError('terminated'))
          else controller.close()
        },
      })
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
    },
  }
}

/** The tokens whose whole line, or whole JSON, stands in the text. */
const tokensOf = (text: string, complete: RegExp): string =>
  [...text.matchAll(complete)].map(([, json = '']) => (JSON.parse(json) as { content?: string }).content ?? '').join('')
const LINE = /data: (\{[^\r\n]*\})(?=[\r\n])/g
const JSON_ALONE = /data: (\{[^\r\n]*\})/g

test.each([
  ['LF', '\n', false, 'ended'],
  ['LF LF', '\n\n', false, 'ended'],
  ['CRLF', '\r\n', false, 'ended'],
  ['CR', '\r', false, 'ended'],
  ['LF', '\n', true, 'torn'],
  ['LF LF', '\n\n', true, 'torn'],
  ['CRLF', '\r\n', true, 'torn'],
  ['CR', '\r', true, 'torn'],
])('a stream of %s (%j, lost: %s), %s after any byte, shows what arrived and settles only with its last event', async (_, end, lost) => {
  const bytes = new TextEncoder().encode(whole(end))
  const virtual = virtualPlatform()
  const cuts: Cut[] = []
  const sent: Promise<ConversationStatus>[] = []
  for (let length = 0; length <= bytes.length; length += 1) {
    const { client } = testClient(cutting(bytes.subarray(0, length), 1 + (length % 7), lost), { virtual })
    const chat = chatOf(client)
    const statuses: ConversationStatus[] = []
    chat.subscribe(({ status }) => void (statuses.at(-1) === status || statuses.push(status)))
    sent.push(chat.send('Hello'))
    cuts.push({ chat, statuses })
    opened.push({ close: client.dispose })
  }
  await virtual.advance(120_000)
  const outcomes = await Promise.all(sent)
  for (const [length, { chat, statuses }] of cuts.entries()) {
    const text = new TextDecoder().decode(bytes.subarray(0, length)).replace(/�+$/, '')
    // A last line without its end counts where the stream was ended, and not where it was torn.
    expect.soft(answerOf(chat), `after ${length} bytes`).toBe(tokensOf(text, lost ? LINE : JSON_ALONE))
    const done = (lost ? /m9"\}[\r\n]/ : /m9"\}/).test(text)
    expect.soft(outcomes[length], `after ${length} bytes`).toBe(done ? 'settled' : 'interrupted')
    expect.soft(statuses.includes('settled'), `after ${length} bytes`).toBe(done)
  }
})
