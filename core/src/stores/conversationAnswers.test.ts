import { afterEach, describe, expect, test } from 'vitest'
import { entityChat } from '../blocks/jarvis.ts'
import { conversation } from '../index.ts'
import type { ConversationState, ConversationStore } from '../index.ts'
import { testClient, turn, until } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'

const disposals: (() => void)[] = []

afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

interface Chat extends TestClient {
  readonly $chat: ConversationStore
  readonly states: ConversationState[]
}

/** A message row as the list tells it. */
const row = (id: string, role: string, content: string): object => {
  return { id, type: 'message', attributes: { role, content, created_at: `2026-01-01T00:00:0${id}.000Z` } }
}

const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

/** A conversation whose server answers a message with this, and lists these rows, newest first. */
async function chatWith(answer: (signal: AbortSignal) => Response, rows: object[] = []): Promise<Chat> {
  const it = testClient(
    {
      fetch: async ({ method, signal }) =>
        method === 'POST' ? answer(signal) : json({ data: rows, meta: { totalPages: 1, totalRecords: rows.length } }),
    },
    { attempts: 2 },
  )
  const $chat = conversation(it.client, entityChat, { id: 'e1', conv_id: 'c1' })
  const states: ConversationState[] = []
  disposals.push(
    $chat.subscribe((state) => void states.push(state)),
    it.client.dispose,
  )
  await until(() => $chat.value.history === 'success')
  return { ...it, $chat, states }
}

const EVENTS = { 'content-type': 'text/event-stream' }
const line = (event: unknown): string => `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`
const token = (content: string): string => line({ type: 'token', content })
const [ONE, TWO, DONE] = [token('One'), token(' two'), line({ type: 'done', message_id: '9' })]

/** An event stream of these bytes; `held` keeps the connection open behind them. */
function streamOf(text: string, { held = false } = {}): Response {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode(text))
      if (!held) controller.close()
    },
  })
  return new Response(body, { headers: EVENTS })
}

const isOver = ({ status, recovering }: ConversationState): boolean =>
  status === 'settled' || status === 'aborted' || status === 'error' || (status === 'interrupted' && !recovering)
/** How often a state that ends a send was entered. */
const endings = (states: readonly ConversationState[]): string[] =>
  states.flatMap((state, index) => {
    const before = states[index - 1]
    return isOver(state) && before !== undefined && (!isOver(before) || before.status !== state.status) ? [state.status] : []
  })
const answerOf = ({ value }: ConversationStore): string => value.messages.find(({ role }) => role === 'assistant')?.content ?? ''

describe('what a stream says beside tokens', () => {
  test.each([
    ['a line that is no JSON', [ONE, line('{oops'), TWO, DONE]],
    ['a line that is JSON but no event', [ONE, line('42'), line('null'), line('"text"'), line('[1]'), TWO, DONE]],
    ['events of unknown types', [ONE, line({ type: 'thinking', content: 'hm' }), line({ type: '__proto__' }), line({}), TWO, DONE]],
    ['a token without text', [ONE, line({ type: 'token' }), line({ type: 'token', content: 7 }), token(''), TWO, DONE]],
    ['comments, event names, ids and retry times', [': hello\n\nevent: message\nid: 7\nretry: 5\n', ONE, ':\n\n', TWO, DONE]],
    ['a last word said twice', [ONE, TWO, DONE, DONE]],
    ['tokens behind the last word', [ONE, TWO, DONE, token(' three')]],
    ['an error behind the last word', [ONE, TWO, DONE, line({ type: 'error', message: 'too late' })]],
    ['the [DONE] of other servers', [ONE, TWO, DONE, line('[DONE]')]],
    ['a last word without an id', [ONE, TWO, line({ type: 'done' })]],
    ['a byte order mark', ['\uFEFF', ONE, TWO, DONE]],
  ])('%s changes nothing in the answer', async (_, pieces) => {
    const it = await chatWith(() => streamOf(pieces.join('')))
    expect(await it.$chat.send('Hello')).toBe('settled')
    await turn()
    expect(it.$chat.value).toMatchObject({ status: 'settled', error: undefined })
    expect(answerOf(it.$chat)).toBe('One two')
    expect(it.$chat.value.messages).toHaveLength(2)
    expect(endings(it.states)).toEqual(['settled'])
  })

  test('the last word ends it at once, although the connection stays open, which is then let go', async () => {
    let left = false
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(token('One') + DONE)),
      cancel: () => {
        left = true
      },
    })
    const it = await chatWith(() => new Response(body, { headers: EVENTS }))
    const before = it.platform.now()
    expect(await it.$chat.send('Hello')).toBe('settled')
    expect(it.platform.now()).toBe(before)
    await until(() => left)
  })
})

describe('an error that the stream itself reports', () => {
  test.each([
    ['by its type', { type: 'error', code: 'overloaded', message: 'Too busy' }, 'Too busy'],
    ['by its type, with a list', { type: 'error', errors: [{ detail: 'Too busy' }] }, 'Too busy'],
    ['without a type', { errors: [{ status: '503', title: 'Too busy' }] }, 'Too busy'],
  ])('%s ends it as an error and keeps the text so far', async (_, event, said) => {
    const it = await chatWith(() => streamOf(token('One') + token(' two') + line(event) + token(' three')))
    expect(await it.$chat.send('Hello')).toBe('error')
    expect(it.$chat.value).toMatchObject({ status: 'error', error: { code: 'stream' } })
    expect(it.$chat.value.error?.message).toContain(said)
    expect(answerOf(it.$chat)).toBe('One two')
    expect(it.$chat.value.messages[0]?.state).not.toBe('failed')
    expect(it.requests.filter((request) => request.startsWith('POST'))).toHaveLength(1)
    expect(endings(it.states)).toEqual(['error'])
  })

  test('before the first token leaves no empty answer', async () => {
    const it = await chatWith(() => streamOf(line({ type: 'error', message: 'Too busy' })))
    expect(await it.$chat.send('Hello')).toBe('error')
    expect(it.$chat.value.messages).toMatchObject([{ role: 'user', content: 'Hello' }])
  })
})

describe('an answer that is no stream', () => {
  test.each([
    ['a web page with 200', () => new Response('<html><title>Wi-Fi</title>', { headers: { 'content-type': 'text/html' } }), 'protocol'],
    ['garbage', () => new Response('<<<', { headers: { 'content-type': 'application/json' } }), 'protocol'],
    ['a refusal as JSON with 200', () => json({ errors: [{ status: '404', title: 'Entity Not Found' }] }), 'not_found'],
    ['422', () => json({ errors: [{ status: '422', detail: 'content is too long' }] }, 422), 'invalid'],
    ['403', () => new Response('', { status: 403 }), 'forbidden'],
    ['500 with a web page', () => new Response('<html><title>Oh</title>', { status: 500 }), 'server'],
  ])('%s is an error, the message failed, and nothing is sent twice', async (_, answer, code) => {
    const it = await chatWith(answer)
    const sent = it.$chat.send('Hello')
    await it.advance(100_000)
    expect(await sent).toBe('error')
    expect(it.$chat.value).toMatchObject({ status: 'error', error: { code }, messages: [{ role: 'user', state: 'failed' }] })
    expect(it.$chat.value.messages).toHaveLength(1)
    expect(it.requests.filter((request) => request.startsWith('POST'))).toHaveLength(1)
    expect(endings(it.states)).toEqual(['error'])
  })

  test.each([
    ['204', () => new Response(null, { status: 204 })],
    ['an empty body', () => new Response('', { headers: { 'content-type': 'application/json' } })],
    ['an empty stream', () => new Response('', { headers: EVENTS })],
    ['a stream of nothing but comments', () => streamOf(': hello\n\n: still here\n\n')],
    ['JSON without an answer', () => new Response('{"ok":true}', { headers: { 'content-type': 'application/json' } })],
  ])('%s is looked into, and settled with what the list holds', async (_, answer) => {
    const rows: object[] = []
    const it = await chatWith(answer, rows)
    const sent = it.$chat.send('Hello')
    await until(() => it.$chat.value.recovering)
    expect(it.$chat.value).toMatchObject({ status: 'interrupted', error: { code: 'interrupted' } })
    rows.push(row('2', 'assistant', 'Hello to you'), row('1', 'user', 'Hello'))
    await it.advance(2_000)
    expect(await sent).toBe('settled')
    expect(it.$chat.value.messages).toMatchObject([
      { id: '1', content: 'Hello' },
      { id: '2', content: 'Hello to you', state: 'done' },
    ])
    expect(it.requests.filter((request) => request.startsWith('POST'))).toHaveLength(1)
    expect(endings(it.states)).toEqual(['settled'])
  })

  test('the finished answer in one piece settles, with its text', async () => {
    const rows: object[] = []
    const it = await chatWith(() => {
      rows.push(row('2', 'assistant', 'Hello to you'), row('1', 'user', 'Hello'))
      return json({ data: row('2', 'assistant', 'Hello to you') })
    }, rows)
    expect(await it.$chat.send('Hello')).toBe('settled')
    await until(() => it.$chat.value.messages.length === 2)
    expect(it.$chat.value.messages).toMatchObject([
      { role: 'user', state: 'done' },
      { content: 'Hello to you', state: 'done' },
    ])
    expect(endings(it.states)).toEqual(['settled'])
  })
})

describe('waiting', () => {
  test('a refusal for now is waited out as long as the server asks, and the message sent again', async () => {
    const answers = [new Response('', { status: 429, headers: { 'retry-after': '7' } }), streamOf(token('One') + DONE)]
    const it = await chatWith(() => answers.shift() ?? new Response('', { status: 500 }))
    const sent = it.$chat.send('Hello')
    await it.advance(6_900)
    expect(it.requests.filter((request) => request.startsWith('POST'))).toHaveLength(1)
    await it.advance(200)
    expect(await sent).toBe('settled')
    expect(it.requests.filter((request) => request.startsWith('POST'))).toHaveLength(2)
    expect(it.$chat.value.messages).toHaveLength(2)
  })

  test('comments count as life, silence for thirty seconds does not', async () => {
    const stream = new TransformStream<Uint8Array, Uint8Array>()
    const writer = stream.writable.getWriter()
    const write = (text: string): Promise<void> => writer.write(new TextEncoder().encode(text))
    const it = await chatWith(() => new Response(stream.readable, { headers: EVENTS }))
    const sent = it.$chat.send('Hello')
    await write(token('One'))
    for (let beat = 0; beat < 5; beat += 1) {
      await it.advance(20_000)
      await write(': still here\n\n')
    }
    expect(it.$chat.value.status).toBe('streaming')
    await it.advance(29_000)
    expect(it.$chat.value.status).toBe('streaming')
    await it.advance(1_100)
    expect(it.$chat.value).toMatchObject({ status: 'interrupted', recovering: true })
    await it.advance(100_000)
    // The list never heard of the message.
    expect(await sent).toBe('error')
    expect(answerOf(it.$chat)).toBe('One')
    expect(endings(it.states)).toEqual(['error'])
  })

  test('a server that never begins to answer is given up after a minute', async () => {
    const it = await chatWith((signal) => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => signal.addEventListener('abort', () => controller.error(signal.reason)),
      })
      return new Response(body, { headers: EVENTS })
    })
    const sent = it.$chat.send('Hello')
    await it.advance(61_000)
    expect(['interrupted', 'error']).toContain(it.$chat.value.status)
    await it.advance(100_000)
    expect(['interrupted', 'error']).toContain(await sent)
    expect(endings(it.states)).toHaveLength(1)
  })

  test('no timer is left of a send that is over and a client that is disposed of', async () => {
    const it = await chatWith(() => streamOf(token('One'), { held: true }))
    const sent = it.$chat.send('Hello')
    await turn()
    it.client.dispose()
    expect(['aborted', 'interrupted', 'error']).toContain(await sent)
    await turn()
    expect(it.timers()).toBe(0)
  })
})

test('ten thousand tokens in one chunk are one text and a handful of states', async () => {
  const words = Array.from({ length: 10_000 }, (_, index) => `w${index} `)
  const it = await chatWith(() => streamOf(words.map(token).join('') + DONE))
  expect(await it.$chat.send('Hello')).toBe('settled')
  expect(answerOf(it.$chat)).toBe(words.join(''))
  expect(it.states.filter(({ status }) => status === 'streaming').length).toBeLessThanOrEqual(3)
  expect(endings(it.states)).toEqual(['settled'])
})

test('an error before the first token leaves the message said, not being sent for ever', async () => {
  const { $chat } = await chatWith(() => streamOf(line({ type: 'error', code: 'busy', message: 'Too busy' })))
  expect(await $chat.send('Hello')).toBe('error')
  expect($chat.value.messages.map(({ role, state }) => `${role} ${state}`)).toEqual(['user done'])
})

test('tokens without a letter at the beginning make one answer, not several', async () => {
  const { $chat } = await chatWith(() => streamOf(token('') + token('') + ONE + DONE))
  expect(await $chat.send('Hello')).toBe('settled')
  expect($chat.value.messages.map(({ role, content }) => `${role} ${content}`)).toEqual(['user Hello', 'assistant One'])
})
