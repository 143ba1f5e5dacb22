import { assert, property, string } from 'fast-check'
import { expect, test, vi } from 'vitest'
import { toyBlock } from '../testing/toyBlock.ts'
import { virtualSandbox } from '../testing/virtualSandbox.ts'
import type { Answered, VirtualSandbox } from '../testing/virtualSandbox.ts'
import { matchPattern } from './faultRules.ts'
import { faultWords, readFault } from './readFault.ts'

const open = (options = {}): VirtualSandbox => virtualSandbox({ blocks: [toyBlock()], seed: false, ...options })
const faulty = async ({ call }: VirtualSandbox, fault: string, method = 'GET', path = '/v1/toy/notes', body?: object): Promise<Answered> =>
  call(method, path, { headers: { 'x-sandbox-fault': fault }, body })
const talk = ({ sandbox, request }: VirtualSandbox, words: number, headers = {}): Promise<Response> =>
  sandbox.fetch(request('POST', '/v1/toy/talk/stream', { body: { words }, headers }))
const said = ({ sandbox }: VirtualSandbox): unknown[] =>
  sandbox.database.all('select words, aborted from said').map((row) => Object.assign({}, row))

/** Reads until the body ends or fails; what came, and how it ended. */
async function readStream(response: Response, most = Infinity): Promise<{ chunks: string[]; end: string }> {
  const chunks: string[] = []
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  try {
    while (chunks.length < most) {
      const next = await reader?.read()
      if (next === undefined || next.done) return { chunks, end: 'closed' }
      chunks.push(next.value)
    }
    await reader?.cancel()
    return { chunks, end: 'cancelled' }
  } catch (error) {
    return { chunks, end: String(error) }
  }
}

test.each([
  ['', {}],
  ['delay=500; status=503; retry-after=2', { delay: 500, status: 503, retryAfter: 2 }],
  [' Drop = 12 ;slow=80;', { drop: 12, slow: 80 }],
  ['status-after=500;body=html', { statusAfter: 500, body: 'html' }],
  ['framing=line; stall=0; truncate=200', { framing: 'line', stall: 0, truncate: 200 }],
  ['drop=1; drop=2', { drop: 2 }],
  ['dorp=1', `'dorp' is no fault; the words are: ${faultWords.join(', ')}`],
  ['constructor=1', `'constructor' is no fault; the words are: ${faultWords.join(', ')}`],
  ['status=200', 'status must be a status from 400 to 599'],
  ['delay', 'delay must be a whole number from 0 to 600000'],
  ['delay=-1', 'delay must be a whole number from 0 to 600000'],
  ['framing=none', 'framing must be one of: line, blank'],
])('the fault %j reads as %j', (text, expected) => {
  expect(readFault(text)).toEqual(expected)
})

test('no text breaks the reader of faults', () => {
  assert(
    property(string(), (text) => {
      expect(typeof readFault(text)).toMatch(/string|object/)
    }),
  )
})

test.each([
  ['POST /v1/jarvis/**/stream', 'POST /v1/jarvis/entities/e1/conversations/c1/messages/stream', true],
  ['POST /v1/jarvis/**/stream', 'POST /v1/jarvis/stream', true],
  ['POST /v1/jarvis/**/stream', 'GET /v1/jarvis/x/stream', false],
  ['* /v1/auth/*', 'DELETE /v1/auth/logout', true],
  ['* /v1/auth/*', 'DELETE /v1/auth/mfa/disable', false],
  ['get /v1/a.b', 'GET /v1/a.b', true],
  ['get /v1/a.b', 'GET /v1/axb', false],
  ['* /**', 'PUT /v1/x', true],
])('the rule %s against %s: %s', (match, line, expected) => {
  expect(matchPattern(match).test(line)).toBe(expected)
})

test('delay waits before anything is done', async () => {
  const world = open()
  await faulty(world, 'delay=500')
  expect(world.now() - Date.parse('2026-01-01T00:00:00Z')).toBe(500)
})

test('status refuses before processing, status-after when all is done', async () => {
  const world = open()
  const before = await faulty(world, 'status=503; retry-after=2', 'POST', '/v1/toy/notes', { title: 'a' })
  expect([before.status, before.headers.get('retry-after'), before.at('errors.0.code')]).toEqual([503, '2', 'sandbox_fault'])
  expect((await world.call('GET', '/v1/toy/notes')).at('data')).toHaveLength(0)
  expect((await faulty(world, 'status-after=500', 'POST', '/v1/toy/notes', { title: 'a' })).status).toBe(500)
  expect((await world.call('GET', '/v1/toy/notes')).at('data')).toHaveLength(1)
})

test('a body may be HTML, empty, or no JSON', async () => {
  const world = open()
  const html = await faulty(world, 'status=502; body=html')
  expect([html.status, html.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8'])
  expect(await faulty(world, 'body=empty')).toMatchObject({ status: 200, body: '' })
  expect(await faulty(world, 'body=garbage')).toMatchObject({ status: 200, json: undefined })
})

test('truncate cuts the body after so many bytes', async () => {
  expect((await faulty(open(), 'truncate=5')).body).toBe('{"dat')
})

test('a misspelt fault is refused by name', async () => {
  const answer = await faulty(open(), 'dealy=5')
  expect(answer.at('errors.0')).toMatchObject({ status: '400', code: 'malformed_fault', detail: expect.stringContaining("'dealy'") })
})

test('a stream sends one event a chunk, with a blank line after each', async () => {
  const response = await talk(open(), 2)
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect([response.headers.get('cache-control'), response.headers.get('x-accel-buffering')]).toEqual(['no-cache', 'no'])
  expect((await readStream(response)).chunks).toEqual([
    'data: {"type":"token","content":"0 "}\n\n',
    'data: {"type":"token","content":"1 "}\n\n',
    'data: {"type":"done","count":2}\n\n',
  ])
})

test('line framing prints the bytes of the seed: no blank line anywhere', async () => {
  for (const headers of [{ 'x-sandbox-framing': 'line' }, { 'x-sandbox-fault': 'framing=line' }]) {
    const { chunks } = await readStream(await talk(open(), 1, headers))
    expect(chunks.join('')).toBe('data: {"type":"token","content":"0 "}\ndata: {"type":"done","count":1}\n')
  }
})

test('drop cuts the connection after so many events, and what generates them goes on and is stored', async () => {
  const world = open()
  const { chunks, end } = await readStream(await talk(world, 5, { 'x-sandbox-fault': 'drop=2' }))
  expect([chunks.length, end]).toEqual([2, 'TypeError: The connection was dropped'])
  await world.sandbox.settled()
  expect(said(world)).toEqual([{ words: 5, aborted: 0 }])
})

test('stall stops sending without closing; the reader who gives up gets away', async () => {
  const world = open()
  const response = await talk(world, 5, { 'x-sandbox-fault': 'stall=1' })
  const reader = response.body?.getReader()
  expect((await reader?.read())?.done).toBe(false)
  const next = reader?.read().then(({ done }) => (done ? 'closed' : 'told'))
  await vi.waitFor(() => expect(said(world)).toEqual([{ words: 5, aborted: 0 }]))
  expect(await Promise.race([next, Promise.resolve('silent')])).toBe('silent')
  await reader?.cancel()
  expect(await next).toBe('closed')
})

test('slow waits between events', async () => {
  const world = open()
  const since = world.now()
  await readStream(await talk(world, 3, { 'x-sandbox-fault': 'slow=80' }))
  expect(world.now() - since).toBeGreaterThanOrEqual(4 * 80 + 3 * 10)
})

test('a reader who leaves is told to the handler by the signal', async () => {
  const world = open()
  await readStream(await talk(world, 1000), 2)
  await world.sandbox.settled()
  expect(said(world)).toEqual([{ words: 1000, aborted: 1 }])
})

test('an aborted request rejects, an aborted body errors, and the handler is told', async () => {
  const world = open()
  const controller = new AbortController()
  const response = await world.sandbox.fetch(world.request('POST', '/v1/toy/talk/stream', { body: { words: 1000 } }), {
    signal: controller.signal,
  })
  const reader = response.body?.getReader()
  await reader?.read()
  controller.abort(new Error('enough'))
  await expect(reader?.read()).rejects.toThrow('enough')
  await world.sandbox.settled()
  expect(said(world)).toEqual([{ words: 1000, aborted: 1 }])
  await expect(world.sandbox.fetch(world.request('GET', '/v1/toy/notes'), { signal: controller.signal })).rejects.toThrow('enough')
})

test('rules strike so many times, then no more', async () => {
  const { call } = open()
  const rules = [{ match: 'GET /v1/toy/*', times: 2, fault: 'status=503' }]
  expect((await call('PUT', '/_sandbox/faults', { appId: null, body: rules })).json).toEqual({ rules })
  const statuses = []
  for (let count = 0; count < 3; count += 1) statuses.push((await call('GET', '/hosts/toy/notes')).status)
  expect(statuses).toEqual([503, 503, 200])
  expect((await call('GET', '/_sandbox/faults')).at('rules.0.times')).toBe(0)
  expect((await call('DELETE', '/_sandbox/faults')).json).toEqual({ rules: [] })
})

test('chance is the random that was given', async () => {
  const draws = [0.4, 0.6, 0.1]
  const { call } = open({ random: () => draws.shift() ?? 0 })
  await call('PUT', '/_sandbox/faults', { body: { rules: [{ match: '* /v1/**', probability: 0.5, fault: 'status=500' }] } })
  const statuses = []
  for (let count = 0; count < 3; count += 1) statuses.push((await call('GET', '/v1/toy/notes')).status)
  expect(statuses).toEqual([500, 200, 500])
})

test.each([
  [{}, 'Send a list of rules'],
  ['nonsense', 'Send a list of rules'],
  [[{ match: 'GET', fault: 'delay=1' }], 'Rule 1: match'],
  [[{ match: 'GET /x', fault: 'dely=1' }], "Rule 1: 'dely'"],
  [[{ match: 'GET /x', fault: 'delay=1', probability: 2 }], 'Rule 1: probability'],
  [[{ match: 'GET /x', fault: 'delay=1', often: 2 }], "Rule 1: 'often'"],
])('rules %j are refused: %s', async (rules, detail) => {
  const answer = await open().call('PUT', '/_sandbox/faults', { body: rules })
  expect(answer.status).toBe(400)
  expect(answer.told('errors.0.detail')).toContain(detail)
})

test('what a request asks for itself wins over the rules', async () => {
  const world = open()
  await world.call('PUT', '/_sandbox/faults', { body: [{ match: '* /**', fault: 'status=500; retry-after=9' }] })
  const answer = await faulty(world, 'status=503')
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '9'])
})
