import { conversation, createClient } from '@blockstate/core'
import { entityChat } from '@blockstate/core/jarvis'
import { AbstractChat, DefaultChatTransport } from 'ai'
import type { ChatState, UIMessage } from 'ai'
import { createParser } from 'eventsource-parser'
import { report } from './line.ts'
import type { Line } from './line.ts'
import { ratio, rounds } from './rounds.ts'
import type { Candidate } from './rounds.ts'

const TOKENS = 10_000
const LONG = 100_000
const HISTORY = 1_000
const PER_PAGE = 50

/** About 4.5 characters a token, some of several bytes. */
const WORDS = [' loom', ' press', ' and', ' größer', ' 東京', ' a', ' the', ' plan,']
const word = (at: number): string => WORDS[at % WORDS.length] ?? ''
const encoder = new TextEncoder()

/** One chunk an event. */
function chunks(
  tokens: number,
  print: (content: string) => object,
  [before, after]: readonly (readonly object[])[],
  end: string,
): Uint8Array[] {
  const events = [...(before ?? []), ...Array.from({ length: tokens }, (_, at) => print(word(at))), ...(after ?? [])]
  return events.map((event) => encoder.encode(`data: ${JSON.stringify(event)}${end}`))
}

const ourChunks = (tokens: number, end: string): Uint8Array[] =>
  chunks(tokens, (content) => ({ type: 'token', content }), [[], [{ type: 'done', message_id: 'm1' }]], end)

/** The AI SDK's own protocol for the same text. */
const peerChunks = (tokens: number): Uint8Array[] =>
  chunks(
    tokens,
    (delta) => ({ type: 'text-delta', id: '0', delta }),
    [
      [{ type: 'start' }, { type: 'start-step' }, { type: 'text-start', id: '0' }],
      [{ type: 'text-end', id: '0' }, { type: 'finish-step' }, { type: 'finish' }],
    ],
    '\n\n',
  )

function streaming(all: readonly Uint8Array[]): Response {
  let at = 0
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const chunk = all[at]
      at += 1
      if (chunk) controller.enqueue(chunk)
      else controller.close()
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}

const LENGTHS = new Map([TOKENS, LONG].map((tokens) => [tokens, Array.from({ length: tokens }, (_, at) => word(at)).join('').length]))
function whole(text: string, tokens: number): void {
  if (text.length !== LENGTHS.get(tokens)) throw new Error(`${text.length} characters of ${LENGTHS.get(tokens) ?? 0} arrived.`)
}
/** What showing a text does to it: its pieces are joined. The peer is spared that, for it tells of every token. */
const look = (text: string): number => text.charCodeAt(text.length - 1)

/** The floor: reads, decodes, parses and adds up, and tells nobody. */
function bare(name: string, tokens: number): Candidate {
  const all = ourChunks(tokens, '\n\n')
  return (clock) =>
    clock(name, tokens, async () => {
      let text = ''
      const decoder = new TextDecoder()
      const parser = createParser({
        onEvent: ({ data }) => {
          // What `ourChunks` printed.
          const { content } = JSON.parse(data) as { content?: string }
          text += content ?? ''
        },
      })
      const reader = streaming(all).body?.getReader()
      for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) {
        parser.feed(decoder.decode(chunk.value, { stream: true }))
      }
      look(text)
      whole(text, tokens)
    })
}

/** How often each was told of its latest stream. */
const notified: Record<string, number> = {}
const hear = (name: string): void => void (notified[name] = (notified[name] ?? 0) + 1)

const saying = (at: number): string => `Message ${at} of the history, as long as a question in a support chat tends to be. `.repeat(4)

/** A history page as the API lists it, newest first. */
function listed(page: number, history: number): Response {
  const ids = Array.from({ length: history }, (_, at) => history - at).slice((page - 1) * PER_PAGE, page * PER_PAGE)
  const data = ids.map((id) => ({
    id: `h${id}`,
    type: 'message',
    attributes: {
      unique_id: `h${id}`,
      role: id % 2 ? 'user' : 'assistant',
      content: saying(id),
      created_at: new Date(id * 1000).toISOString(),
    },
  }))
  return Response.json({ data, meta: { totalPages: Math.max(1, Math.ceil(history / PER_PAGE)), totalRecords: history } })
}

async function ours(name: string, tokens: number, end: string, history: number): Promise<Candidate> {
  const all = ourChunks(tokens, end)
  const opened = async (): Promise<{ chat: ReturnType<typeof conversation>; dispose: () => void }> => {
    const client = createClient({
      appId: 'bench',
      baseUrl: 'http://bench.test',
      storage: null,
      requestsPerMinute: 1e9,
      fetch: async (input, init) => {
        if (init?.method === 'POST' || (input instanceof Request && input.method === 'POST')) return streaming(all)
        return listed(Number(new URL(input instanceof Request ? input.url : input).searchParams.get('page') ?? 1), history)
      },
    })
    const chat = conversation(client, entityChat, { id: 'e1', conv_id: 'c1' })
    chat.listen(({ messages }) => {
      hear(name)
      look(messages.at(-1)?.content ?? '')
    })
    await chat.refetch()
    while (chat.value.hasOlder) await chat.loadOlder()
    if (chat.value.messages.length !== history) throw new Error(`${chat.value.messages.length} messages are loaded.`)
    return { chat, dispose: client.dispose }
  }
  return async (clock) => {
    const { chat, dispose } = await opened()
    notified[name] = 0
    await clock(name, tokens, () => chat.send('Go on'))
    whole(chat.value.messages.at(-1)?.content ?? '', tokens)
    if (chat.value.status !== 'settled') throw new Error(`The stream ended as ${chat.value.status}.`)
    dispose()
  }
}

/** The state a framework's binding would bring: lists replaced, never changed. */
function peerState(messages: UIMessage[], tell: () => void): ChatState<UIMessage> {
  const set = (next: UIMessage[]): void => {
    state.messages = next
    tell()
  }
  const state: ChatState<UIMessage> = {
    status: 'ready',
    error: undefined,
    messages,
    pushMessage: (message) => set([...state.messages, message]),
    popMessage: () => set(state.messages.slice(0, -1)),
    replaceMessage: (index, message) => set(state.messages.with(index, { ...message })),
    snapshot: (thing) => structuredClone(thing),
  }
  return state
}

/** Their class is made to be extended by bindings; we use it without one. */
class PeerChat extends AbstractChat<UIMessage> {}

function textOf(message: UIMessage | undefined): string {
  const part = message?.parts.at(-1)
  return part?.type === 'text' ? part.text : ''
}

function peer(name: string, tokens: number, history: number): Candidate {
  const all = peerChunks(tokens)
  return async (clock) => {
    const past = Array.from({ length: history }, (_, at): UIMessage => {
      return { id: `h${at}`, role: at % 2 ? 'user' : 'assistant', parts: [{ type: 'text', text: saying(at) }] }
    })
    const state = peerState(past, () => hear(name))
    // The last message alone is sent, as ours is: how long the request is, is not what is measured.
    const transport = new DefaultChatTransport<UIMessage>({
      api: 'http://bench.test/chat',
      fetch: async () => streaming(all),
      prepareSendMessagesRequest: ({ messages }) => ({ body: { message: messages.at(-1) } }),
    })
    const chat = new PeerChat({ state, transport })
    notified[name] = 0
    await clock(name, tokens, () => chat.sendMessage({ text: 'Go on' }))
    whole(textOf(state.messages.at(-1)), tokens)
  }
}

const samples = await rounds(15, {
  bare: bare('bare', TOKENS),
  blank: await ours('blank', TOKENS, '\n\n', 0),
  lines: await ours('lines', TOKENS, '\n', 0),
  'blank after': await ours('blank after', TOKENS, '\n\n', HISTORY),
  'lines after': await ours('lines after', TOKENS, '\n', HISTORY),
  long: await ours('long', LONG, '\n', HISTORY),
  peer: peer('peer', TOKENS, 0),
  'peer after': peer('peer after', TOKENS, HISTORY),
})
const line = (what: string, name: string, most: number, of = 'bare', peer = 'peer', peerOf: string | null = 'bare'): Line => ({
  what,
  unit: of === 'bare' ? 'bare reader loops' : 'times',
  ours: ratio(samples, name, of),
  peer: peerOf === null ? null : ratio(samples, peer, peerOf),
  promise: { of: 'ours', is: 'at most', value: most },
})
report([
  line('a token of 10,000, blank lines', 'blank', 1.4),
  line('a token of 10,000, lines', 'lines', 1.4),
  line('a token of 10,000, blank lines, after 1,000 messages', 'blank after', 1.4, 'bare', 'peer after'),
  line('a token of 10,000, lines, after 1,000 messages', 'lines after', 1.4, 'bare', 'peer after'),
  line('growth from no message before to 1,000', 'lines after', 1.05, 'lines', 'peer after', 'peer'),
  line('growth of a token from 10,000 tokens to 100,000', 'long', 1.2, 'lines after', 'peer', null),
  {
    what: 'notifications of a stream of 10,000 tokens in one burst',
    unit: 'calls of a listener',
    ours: notified['lines after'] ?? NaN,
    peer: notified['peer after'] ?? NaN,
  },
])
