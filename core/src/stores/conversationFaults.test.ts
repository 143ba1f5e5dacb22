import { afterEach, expect, test } from 'vitest'
import { entityChat } from '../blocks/jarvis.ts'
import { conversation } from '../index.ts'
import type { ConversationStatus } from '../index.ts'
import { testClient, until } from '../testing/index.ts'

const disposals: (() => void)[] = []
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

const EVENTS = { headers: { 'content-type': 'text/event-stream' } }
const event = (data: object): string => `data: ${JSON.stringify(data)}`
const token = (content: string): string => event({ type: 'token', content })
const [A, B, C, D, E] = ['One', ' two', ' three', ' four', ' five'].map(token) as [string, string, string, string, string]
const DONE = event({ type: 'done', message_id: 'm2' })
const ALL = 'One two three four five'
const SOME = 'One two three'

type End = 'close' | 'error' | 'hold'

/** A stream of these lines, one a chunk, and what becomes of its connection. */
const streamOf =
  (lines: readonly string[], { eol = '\n\n', end = 'close', last = eol }: { eol?: string; end?: End; last?: string } = {}) =>
  (): Response => {
    let at = 0
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        const line = lines[at]
        at += 1
        if (line !== undefined) controller.enqueue(new TextEncoder().encode(line + (at === lines.length ? last : eol)))
        else if (end === 'close') controller.close()
        else if (end === 'error') controller.error(new TypeError('terminated'))
        else return new Promise(() => {})
      },
    })
    return new Response(body, EVENTS)
  }

const whole = [A, B, C, D, E, DONE]
const html = '<!doctype html><h1>502 Bad Gateway</h1>'

interface Scenario {
  readonly name: string
  readonly answer: () => Response
  readonly status: ConversationStatus
  readonly text: string
  /** The error's code, where there is one. */
  readonly code?: string
  /** Virtual milliseconds until it must show. */
  readonly after?: number
}

/** Where a stream ended is where the store begins to ask the list: `interrupted`, while it recovers. */
const SCENARIOS: readonly Scenario[] = [
  { name: 'five tokens', answer: streamOf(whole), status: 'settled', text: ALL },
  { name: 'garbage in the middle', answer: streamOf([A, B, C, 'data: {oops', D, E, DONE]), status: 'settled', text: ALL },
  { name: 'an unknown type in the middle', answer: streamOf([A, B, C, event({ type: 'brand_new', x: 1 }), D, E, DONE]), status: 'settled', text: ALL },
  { name: 'heartbeats and CRLF', answer: streamOf([': hi', A, ': hi', B, C, D, ': hi', E, DONE], { eol: '\r\n\r\n' }), status: 'settled', text: ALL },
  { name: 'an error after three tokens', answer: streamOf([A, B, C, event({ type: 'error', message: 'boom' })]), status: 'error', text: SOME, code: 'stream' },
  { name: 'the last word twice', answer: streamOf([...whole, DONE]), status: 'settled', text: ALL },
  { name: 'a token after the last word', answer: streamOf([...whole, token(' six')]), status: 'settled', text: ALL },
  { name: 'a clean end without a last word', answer: streamOf([A, B, C]), status: 'interrupted', text: SOME, code: 'interrupted' },
  { name: 'an end in the middle of a line', answer: streamOf([A, B, C, 'data: {"type":"tok'], { last: '' }), status: 'interrupted', text: SOME, code: 'interrupted' },
  { name: 'a connection that is destroyed', answer: streamOf([A, B, C], { end: 'error' }), status: 'interrupted', text: SOME, code: 'interrupted' },
  { name: 'a last word on a connection that stays open', answer: streamOf(whole, { end: 'hold' }), status: 'settled', text: ALL },
  { name: 'silence after three tokens', answer: streamOf([A, B, C], { end: 'hold' }), status: 'interrupted', text: SOME, code: 'interrupted', after: 30_100 },
  { name: '422 as the API says it', answer: () => Response.json({ errors: [{ status: '422', detail: 'content is required' }] }, { status: 422 }), status: 'error', text: '', code: 'invalid' },
  { name: '502 as a web page', answer: () => new Response(html, { status: 502, headers: { 'content-type': 'text/html' } }), status: 'error', text: '', code: 'server' },
  { name: '200 as a web page', answer: () => new Response(html, { headers: { 'content-type': 'text/html' } }), status: 'error', text: '', code: 'protocol' },
  { name: '200 with errors as JSON', answer: () => Response.json({ errors: [{ status: '404', title: 'Entity Not Found' }] }), status: 'error', text: '', code: 'not_found' },
  { name: '204', answer: () => new Response(null, { status: 204 }), status: 'interrupted', text: '', code: 'interrupted' },
  // And more.
  { name: 'lines without blank ones', answer: streamOf(whole, { eol: '\n' }), status: 'settled', text: ALL },
  { name: 'lines without blank ones, and no last line end', answer: streamOf(whole, { eol: '\n', last: '' }), status: 'settled', text: ALL },
  { name: 'lines that end in CR', answer: streamOf(whole, { eol: '\r' }), status: 'settled', text: ALL },
  { name: 'a mark of byte order first', answer: streamOf([`\uFEFF${A}`, B, C, D, E, DONE]), status: 'settled', text: ALL },
  { name: 'both framings in one stream', answer: streamOf([`${A}\n${B}`, C, `${D}\n${E}\n${DONE}`]), status: 'settled', text: ALL },
  { name: 'event and id fields beside the data', answer: streamOf([A, B, C, D, E].map((data, id) => `event: token\nid: ${id}\n${data}`).concat(DONE)), status: 'settled', text: ALL },
  { name: 'a stream type in capitals', answer: () => new Response(streamOf(whole)().body, { headers: { 'content-type': 'Text/Event-Stream; charset=utf-8' } }), status: 'settled', text: ALL },
  { name: 'bare errors in the stream', answer: streamOf([A, B, C, event({ errors: [{ status: '500', title: 'Model Failure' }] })]), status: 'error', text: SOME, code: 'stream' },
  { name: 'a last word without an id', answer: streamOf([A, B, C, D, E, event({ type: 'done' })]), status: 'settled', text: ALL },
  { name: 'a token whose content is no text', answer: streamOf([A, B, event({ type: 'token', content: 7 }), C, D, E, DONE]), status: 'settled', text: ALL },
  { name: 'a list and a number for events', answer: streamOf([A, 'data: [1]', B, 'data: 42', C, D, E, DONE]), status: 'settled', text: ALL },
  { name: '403 without a body', answer: () => new Response(null, { status: 403 }), status: 'error', text: '', code: 'forbidden' },
  { name: 'a request that never arrives', answer: () => { throw new TypeError('Failed to fetch') }, status: 'interrupted', text: '', code: 'network' },
] // prettier-ignore

test.each(SCENARIOS)('$name: $status, "$text"', async ({ answer, status, text, code, after = 0 }) => {
  const posts: string[] = []
  const it = testClient(
    {
      fetch: async ({ method, url }) => {
        if (method === 'GET') return Response.json({ data: [], meta: { totalPages: 1, totalRecords: 0 } })
        posts.push(url)
        return answer()
      },
    },
    { attempts: 1 },
  )
  const $chat = conversation(it.client, entityChat, { id: 'e1', conv_id: 'c1' })
  const statuses: ConversationStatus[] = []
  disposals.push(
    $chat.subscribe((state) => void statuses.push(state.status)),
    it.client.dispose,
  )
  await until(() => $chat.value.history === 'success')
  void $chat.send('Go on')
  if (after > 0) {
    await until(() => $chat.value.status === 'streaming')
    await it.advance(after)
  }
  // Within the same instant of the clock: nobody waits for a connection to close.
  await until(() => !['submitting', 'streaming'].includes($chat.value.status))
  expect($chat.value).toMatchObject({ status, recovering: status === 'interrupted' })
  expect($chat.value.error?.code).toBe(code)
  expect($chat.value.messages.find(({ role }) => role === 'assistant')?.content ?? '').toBe(text)
  expect(posts).toHaveLength(1)
  expect(statuses.filter((one, at) => one !== 'idle' && one !== statuses[at - 1] && /settled|error|interrupted/.test(one))).toEqual([
    status,
  ])
})
