import { afterEach, describe, expect, test } from 'vitest'
import { getEntity, listEntities } from '../blocks/jarvis.ts'
import { call, query } from '../index.ts'
import type { QueryStore } from '../index.ts'
import { testClient, turn } from '../testing/index.ts'
import type { TestClient, TestClientOptions } from '../testing/index.ts'

const disposals: (() => void)[] = []
const SECOND = 1_000
const MINUTE = 60 * SECOND

afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

interface World extends TestClient {
  readonly server: { answering: 'at once' | 'never'; aborted: number }
}

/** A client of a server that counts: each answer names how many there were. No chance, no waiting. */
function world(options: TestClientOptions = {}): World {
  const server: World['server'] = { answering: 'at once', aborted: 0 }
  const it = testClient(
    {
      fetch: async ({ signal, url }) => {
        signal.addEventListener('abort', () => void (server.aborted += 1))
        if (server.answering === 'never') await new Promise(() => {})
        return new Response(`{"data":{"id":"${url.split('/').at(-1)}","type":"entity","attributes":{"name":"read ${it.requests.length}"}}}`)
      },
    },
    options,
  )
  disposals.push(it.client.dispose)
  return { ...it, server }
}

function watch(store: QueryStore<unknown>): () => void {
  const stop = store.subscribe(() => {})
  disposals.push(stop)
  return stop
}

describe('an answer is fresh for its stale time', () => {
  test.each([
    ['30 seconds unless said otherwise', undefined, 30 * SECOND],
    ['five seconds where five are asked for', 5 * SECOND, 5 * SECOND],
    ['ten minutes where ten are asked for', 10 * MINUTE, 10 * MINUTE],
  ])('%s', async (_, staleTime, fresh) => {
    const it = world()
    const $hall = query(it.client, getEntity, { id: 'e1' }, staleTime === undefined ? {} : { staleTime })
    watch($hall)()
    watch($hall)
    await turn()
    expect(it.requests).toHaveLength(1)
    await it.advance(fresh - 1)
    it.focus()
    await turn()
    expect(it.requests).toHaveLength(1)
    await it.advance(5 * SECOND)
    it.focus()
    await turn()
    expect(it.requests).toHaveLength(2)
  })

  test('where two ask with different times, the shorter holds, and 30 seconds where one of them says nothing', async () => {
    const it = world()
    watch(query(it.client, getEntity, { id: 'e1' }, { staleTime: 5 * SECOND }))
    watch(query(it.client, getEntity, { id: 'e1' }, { staleTime: MINUTE }))
    watch(query(it.client, getEntity, { id: 'e2' }, { staleTime: MINUTE }))
    watch(query(it.client, getEntity, { id: 'e2' }))
    await turn()
    expect(it.requests).toHaveLength(2)
    await it.advance(6 * SECOND)
    it.focus()
    await turn()
    expect(it.requests.slice(2)).toEqual(['GET jarvis/entities/e1'])
    await it.advance(25 * SECOND)
    it.focus()
    await turn()
    expect(it.requests.slice(3)).toEqual(['GET jarvis/entities/e1', 'GET jarvis/entities/e2'])
  })

  test('whoever comes back to it sees the last answer at once, and a newer one where it is stale', async () => {
    const it = world()
    const $hall = query(it.client, getEntity, { id: 'e1' })
    const stop = watch($hall)
    await turn()
    stop()
    await it.advance(10 * SECOND)
    watch($hall)()
    await turn()
    expect(it.requests).toHaveLength(1)
    await it.advance(MINUTE)
    watch($hall)
    expect($hall.value).toMatchObject({ status: 'success', data: { name: 'read 1' } })
    await turn()
    expect($hall.value).toMatchObject({ status: 'success', fetching: false, data: { name: 'read 2' } })
  })
})

describe('coming back', () => {
  test('to the page refetches what is stale, at most every five seconds however often it is clicked', async () => {
    const it = world()
    watch(query(it.client, getEntity, { id: 'e1' }, { staleTime: 0 }))
    await turn()
    for (let click = 0; click < 20; click += 1) it.focus()
    await turn()
    expect(it.requests).toHaveLength(2)
    await it.advance(4 * SECOND)
    it.focus()
    await turn()
    expect(it.requests).toHaveLength(2)
    await it.advance(2 * SECOND)
    it.focus()
    await turn()
    expect(it.requests).toHaveLength(3)
  })

  test('to the network refetches what is watched, fresh or not, and nothing else', async () => {
    const it = world()
    const stop = watch(query(it.client, getEntity, { id: 'e2' }))
    watch(query(it.client, getEntity, { id: 'e1' }))
    await turn()
    stop()
    await it.advance(2 * SECOND)
    it.setOnline(false)
    it.setOnline(true)
    await turn()
    expect(it.requests).toEqual(['GET jarvis/entities/e2', 'GET jarvis/entities/e1', 'GET jarvis/entities/e1'])
  })
})

describe('an interval', () => {
  test('refetches while somebody watches, the page is visible and the network is there', async () => {
    const it = world()
    const stop = watch(query(it.client, getEntity, { id: 'e1' }, { interval: 10 * SECOND }))
    await it.advance(35 * SECOND)
    expect(it.requests).toHaveLength(4)
    it.setVisible(false)
    await it.advance(MINUTE)
    expect(it.requests).toHaveLength(4)
    it.setVisible(true)
    await it.advance(10 * SECOND)
    const again = it.requests.length
    expect(again).toBeGreaterThan(4)
    it.setOnline(false)
    await it.advance(MINUTE)
    expect(it.requests).toHaveLength(again)
    stop()
    it.setOnline(true)
    await it.advance(2 * MINUTE)
    expect(it.requests.length).toBeLessThanOrEqual(again + 1)
  })

  test('is the shortest that anybody asks for', async () => {
    const it = world()
    watch(query(it.client, getEntity, { id: 'e1' }, { interval: MINUTE }))
    watch(query(it.client, getEntity, { id: 'e1' }, { interval: 10 * SECOND }))
    watch(query(it.client, getEntity, { id: 'e1' }))
    await it.advance(31 * SECOND)
    expect(it.requests).toHaveLength(4)
  })

  test('never has two requests under way', async () => {
    const it = world({ timeout: 10 * MINUTE })
    it.server.answering = 'never'
    watch(query(it.client, getEntity, { id: 'e1' }, { interval: SECOND }))
    await it.advance(MINUTE)
    expect(it.requests).toHaveLength(1)
  })
})

describe('being left', () => {
  test('takes the request back, a second later, and shows no error', async () => {
    const it = world()
    it.server.answering = 'never'
    const $hall = query(it.client, getEntity, { id: 'e1' })
    const stop = watch($hall)
    await turn()
    stop()
    await it.advance(500)
    expect(it.server.aborted).toBe(0)
    await it.advance(600)
    expect(it.server.aborted).toBe(1)
    expect($hall.value).toEqual({ status: 'pending', fetching: false })
  })

  test('for a moment only (a remount) costs nothing', async () => {
    const it = world()
    const $hall = query(it.client, getEntity, { id: 'e1' })
    for (let mount = 0; mount < 10; mount += 1) watch($hall)()
    watch($hall)
    await it.advance(5 * SECOND)
    expect(it.requests).toHaveLength(1)
    expect(it.server.aborted).toBe(0)
    expect($hall.value.status).toBe('success')
  })

  test('for less than five minutes keeps the store; after that it is gone', async () => {
    const it = world()
    const $hall = query(it.client, getEntity, { id: 'e1' })
    const stop = watch($hall)
    await turn()
    stop()
    await it.advance(4 * MINUTE)
    expect(query(it.client, getEntity, { id: 'e1' })).toBe($hall)
    expect($hall.value.status).toBe('success')
    watch($hall)()
    await it.advance(4 * MINUTE)
    expect(query(it.client, getEntity, { id: 'e1' })).toBe($hall)
    await it.advance(5 * MINUTE)
    const $next = query(it.client, getEntity, { id: 'e1' })
    expect($next).not.toBe($hall)
    expect($next.value.status).toBe('pending')
  })

  test('never drops a store that somebody watches', async () => {
    const it = world()
    const $hall = query(it.client, getEntity, { id: 'e1' })
    watch($hall)
    await it.advance(60 * MINUTE)
    expect(query(it.client, getEntity, { id: 'e1' })).toBe($hall)
  })

  test('a store held on to past its five minutes still works when it is watched again', async () => {
    const it = world()
    const $hall = query(it.client, getEntity, { id: 'e1' })
    watch($hall)()
    await it.advance(20 * MINUTE)
    watch($hall)
    await turn()
    expect($hall.value.status).toBe('success')
  })
})

describe('dispose', () => {
  test('leaves no timer, no request and no listener behind', async () => {
    const it = world()
    const stop = watch(query(it.client, getEntity, { id: 'e1' }, { interval: 10 * SECOND }))
    watch(query(it.client, getEntity, { id: 'e2' }))
    query(it.client, getEntity, { id: 'e3' })
    await turn()
    stop()
    it.server.answering = 'never'
    watch(query(it.client, listEntities, {}))
    const asked = call(it.client, getEntity, { id: 'e4' }).catch(({ code }: { code: string }) => code)
    await turn()
    expect(it.timers()).toBeGreaterThan(0)
    it.client.dispose()
    expect(await asked).toBe('aborted')
    await turn()
    expect(it.timers()).toBe(0)
    const sent = it.requests.length
    it.focus()
    it.setOnline(true)
    await it.advance(10 * MINUTE)
    expect(it.requests).toHaveLength(sent)
    expect(it.timers()).toBe(0)
  })

  test('takes back a call that waits to be sent again', async () => {
    const failing = testClient({ fetch: () => Promise.reject(new TypeError('Failed to fetch')) })
    const asked = call(failing.client, getEntity, { id: 'e1' }).catch(({ code }: { code: string }) => code)
    await turn()
    failing.client.dispose()
    expect(await asked).toBe('aborted')
    expect(failing.timers()).toBe(0)
  })
})
