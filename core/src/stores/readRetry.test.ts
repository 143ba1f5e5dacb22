import { afterEach, describe, expect, test } from 'vitest'
import { op, resource } from '../declare/index.ts'
import { call, query } from '../index.ts'
import { testClient, turn } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'

const Thing = resource('thing', { name: 'string?' })
const getThing = op('GET jarvis/things/:id', { about: 'Read', auth: 'none', returns: Thing })
const updateThing = op('PUT jarvis/things/:id', { about: 'Write', auth: 'none', body: { name: 'string' }, returns: Thing })
const SECOND = 1_000
const MINUTE = 60 * SECOND

const disposals: (() => void)[] = []
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

type Answer = 'ok' | 'lost' | 'never' | { status: number; retryAfter?: string }

/** A client whose calls are tried once, and a server that answers as the test says. */
function world(answer: Answer): TestClient & { server: { answer: Answer } } {
  const server = { answer }
  const it = testClient(
    {
      fetch: async () => {
        const { answer: now } = server
        if (now === 'lost') throw new TypeError('Failed to fetch')
        if (now === 'never') return new Promise<Response>(() => {})
        if (now === 'ok') return new Response('{"data":{"id":"t1","type":"thing","attributes":{"name":"Hall"}}}')
        const headers: HeadersInit = now.retryAfter === undefined ? {} : { 'retry-after': now.retryAfter }
        return new Response('{"errors":[{"title":"No"}]}', { status: now.status, headers })
      },
    },
    { attempts: 1 },
  )
  disposals.push(it.client.dispose)
  return { ...it, server }
}

describe('a read that failed while somebody watches', () => {
  test.each<[string, Answer]>([
    ['a lost connection', 'lost'],
    ['a server that failed', { status: 500 }],
    ['a gateway that failed', { status: 503 }],
    ['a server that took too long', { status: 408 }],
    ['too many requests', { status: 429 }],
  ])('by %s is read again by itself', async (_, answer) => {
    const it = world(answer)
    const $thing = query(it.client, getThing, { id: 't1' })
    $thing.subscribe(() => {})
    await turn()
    expect($thing.value.status).toBe('error')
    it.server.answer = 'ok'
    await it.advance(2 * SECOND - 1)
    expect(it.requests).toHaveLength(1)
    await it.advance(1)
    expect(it.requests).toHaveLength(2)
    expect($thing.value).toMatchObject({ status: 'success', fetching: false, data: { name: 'Hall' } })
    await it.advance(10 * MINUTE)
    expect(it.requests).toHaveLength(2)
  })

  test('for want of an answer within the timeout is read again by itself', async () => {
    const it = world('never')
    const $thing = query(it.client, getThing, { id: 't1' })
    $thing.subscribe(() => {})
    await it.advance(30 * SECOND)
    expect($thing.value.error?.code).toBe('timeout')
    it.server.answer = 'ok'
    await it.advance(2 * SECOND)
    expect($thing.value.status).toBe('success')
  })

  test.each([400, 403, 404, 409, 422])('by a definite refusal (%s) is not read again', async (status) => {
    const it = world({ status })
    query(it.client, getThing, { id: 't1' }).subscribe(() => {})
    await it.advance(10 * MINUTE)
    expect(it.requests).toHaveLength(1)
  })

  test('again and again waits longer each time', async () => {
    const it = world('lost')
    query(it.client, getThing, { id: 't1' }).subscribe(() => {})
    const begun = it.platform.now()
    const at: number[] = []
    for (let second = 0; second < 130; second += 1) {
      const before = it.requests.length
      await it.advance(SECOND)
      if (it.requests.length > before) at.push((it.platform.now() - begun) / SECOND)
    }
    // Halves of 4, 8, 16, 32, 64 and 120 s: chance is one half. The first is read at once.
    expect(at).toEqual([1, 2, 6, 14, 30, 62, 122])
  })

  test('waits no less than the server asked for', async () => {
    const it = world({ status: 429, retryAfter: '50' })
    query(it.client, getThing, { id: 't1' }).subscribe(() => {})
    await it.advance(50 * SECOND - 1)
    expect(it.requests).toHaveLength(1)
    await it.advance(1)
    expect(it.requests).toHaveLength(2)
  })

  test.each<[string, (it: TestClient) => void]>([
    ['the network comes back', (it) => it.setOnline(true)],
    ['the page is looked at again', (it) => it.focus()],
  ])('is read at once when %s', async (_, happens) => {
    const it = world('ok')
    const $thing = query(it.client, getThing, { id: 't1' }, { interval: 10 * SECOND })
    $thing.subscribe(() => {})
    it.server.answer = 'lost'
    await it.advance(10 * SECOND)
    expect($thing.value.status).toBe('error')
    it.server.answer = 'ok'
    happens(it)
    await turn()
    expect($thing.value.status).toBe('success')
  })

  test('is left alone while nobody sees the page, and while there is no network', async () => {
    const it = world('lost')
    query(it.client, getThing, { id: 't1' }).subscribe(() => {})
    await turn()
    it.setOnline(false)
    await it.advance(10 * MINUTE)
    it.setVisible(false)
    it.setOnline(true)
    await it.advance(10 * MINUTE)
    expect(it.requests).toHaveLength(1)
    it.setVisible(true)
    await turn()
    expect(it.requests).toHaveLength(2)
  })
})

test('a read that failed is left alone once nobody watches, and leaves no timer when it is dropped', async () => {
  const it = world('lost')
  const stop = query(it.client, getThing, { id: 't1' }).subscribe(() => {})
  await turn()
  stop()
  await it.advance(2 * SECOND)
  const sent = it.requests.length
  await it.advance(10 * MINUTE)
  expect(it.requests).toHaveLength(sent)
  expect([it.timers(), it.client.stores.size, [...it.client.scheduler.reads()]]).toEqual([0, 0, []])
})

test('a read that fails while a write lands is repeated all the same', async () => {
  let fail = (): void => {}
  const it = testClient(
    {
      fetch: async ({ method }) => {
        if (method === 'GET' && it.requests.length === 1)
          await new Promise<void>((_, reject) => (fail = () => reject(new TypeError('Failed to fetch'))))
        return new Response('{"data":{"id":"t1","type":"thing","attributes":{"name":"Tower"}}}')
      },
    },
    { attempts: 1 },
  )
  disposals.push(it.client.dispose)
  const $thing = query(it.client, getThing, { id: 't1' })
  $thing.subscribe(() => {})
  await turn()
  await call(it.client, updateThing, { id: 't1', name: 'Tower' })
  fail()
  await turn()
  expect(it.requests).toEqual(['GET jarvis/things/t1', 'PUT jarvis/things/t1', 'GET jarvis/things/t1'])
  expect($thing.value).toMatchObject({ status: 'success', fetching: false, data: { name: 'Tower' } })
})
