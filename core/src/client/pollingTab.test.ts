import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { op, resource } from '../declare/index.ts'
import type { Output } from '../declare/index.ts'
import { query } from '../index.ts'
import type { QueryStore } from '../index.ts'
import { sharedTabs, testClient, turn } from '../testing/index.ts'
import type { SharedTabs, Tab, TestClient } from '../testing/index.ts'
import { isOverdue, readTold, scopeOf } from './pollingTab.ts'

const getThing = op('GET jarvis/things/:id', { about: 'Read', auth: 'none', returns: resource('thing', { name: 'string?' }) })
const SECOND = 1_000

const disposals: (() => void)[] = []
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

interface Window extends TestClient {
  readonly tab: Tab
  /** Watches a thing, every ten seconds unless said otherwise. Returns its store and the way to stop. */
  watch(id?: string, interval?: number): { $thing: QueryStore<Output<typeof getThing>>; stop: () => void }
}

/** A browser, its windows, and a server that counts its versions. */
function browser(): SharedTabs & { server: { version: number; status: number }; window(appId?: string): Window } {
  const tabs = sharedTabs()
  const server = { version: 1, status: 200 }
  const window = (appId = 'demo'): Window => {
    const tab = tabs.open()
    const fetch = async ({ url }: Request): Promise<Response> => {
      const id = url.split('/').at(-1)
      if (server.status !== 200) return new Response('{"errors":[{"title":"No"}]}', { status: server.status })
      return new Response(JSON.stringify({ data: { id, type: 'thing', attributes: { name: `${id} v${server.version}` } } }))
    }
    const it = testClient({ fetch }, { virtual: tab, appId, attempts: 1 })
    disposals.push(it.client.dispose)
    return {
      ...it,
      tab,
      watch: (id = 't1', interval = 10 * SECOND) => {
        const $thing = query(it.client, getThing, { id }, { interval })
        return { $thing, stop: $thing.subscribe(() => {}) }
      },
    }
  }
  return { ...tabs, channels: () => tabs.channels('blockstate demo@'), server, window }
}

const counts = (windows: readonly Window[]): number[] => windows.map(({ requests }) => requests.length)

describe('tabs that watch the same read', () => {
  test('read it once each, then one polls and all show what it read', async () => {
    const it = browser()
    const windows = [it.window(), it.window(), it.window()]
    const things = windows.map((window) => window.watch().$thing)
    await turn()
    expect(counts(windows)).toEqual([1, 1, 1])
    it.server.version = 2
    await it.advance(35 * SECOND)
    expect(counts(windows)).toEqual([4, 1, 1])
    expect(things.map(({ value }) => value.data?.name)).toEqual(['t1 v2', 't1 v2', 't1 v2'])
    expect(it.held()).toHaveLength(1)
  })

  test('agree on each read for itself', async () => {
    const it = browser()
    const [left, right] = [it.window(), it.window()]
    left.watch('t1')
    right.watch('t1')
    right.watch('t2')
    left.watch('t2')
    await it.advance(25 * SECOND)
    expect(it.held()).toHaveLength(2)
    expect(left.requests.length + right.requests.length).toBe(4 + 2 * 2)
  })

  test('of different apps do not share', async () => {
    const it = browser()
    const windows = [it.window('one'), it.window('two')]
    windows.forEach((window) => window.watch())
    await it.advance(25 * SECOND)
    expect(counts(windows)).toEqual([3, 3])
  })

  test.each<[string, (window: Window, stop: () => void) => void]>([
    ['stops watching', (_, stop) => stop()],
    ['closes', ({ tab }) => tab.close()],
    ['is disposed of', ({ client }) => client.dispose()],
    ['is hidden for an interval', ({ tab }) => tab.setVisible(false)],
  ])('go on when the one that polls %s: another takes over', async (_, go) => {
    const it = browser()
    const [left, right] = [it.window(), it.window()]
    const { stop } = left.watch()
    await turn()
    const { $thing } = right.watch()
    await it.advance(15 * SECOND)
    expect(counts([left, right])).toEqual([2, 1])
    go(left, stop)
    it.server.version = 2
    await it.advance(22 * SECOND)
    expect(left.requests.length).toBe(2)
    expect(right.requests.length).toBeGreaterThan(1)
    expect($thing.value.data?.name).toBe('t1 v2')
  })

  test('poll for themselves once the one that polls has been silent for two intervals', async () => {
    const it = browser()
    const [asleep, awake] = [it.window(), it.window()]
    asleep.watch()
    await turn()
    const { $thing } = awake.watch()
    // It keeps its lock but runs no more: a phone puts hidden pages to sleep.
    asleep.tab.setOnline(false)
    it.server.version = 2
    await it.advance(35 * SECOND)
    expect(asleep.requests).toHaveLength(1)
    expect($thing.value.data?.name).toBe('t1 v2')
  })

  test('ask for themselves when the server refuses the one that polls, and follow again when it no longer does', async () => {
    const it = browser()
    const [left, right] = [it.window(), it.window()]
    left.watch()
    const { $thing } = right.watch()
    await turn()
    it.server.status = 404
    await it.advance(15 * SECOND)
    expect($thing.value.error?.code).toBe('not_found')
    const asked = right.requests.length
    await it.advance(20 * SECOND)
    expect(right.requests).toHaveLength(asked)
    it.server.status = 200
    it.server.version = 2
    await it.advance(10 * SECOND)
    expect($thing.value).toMatchObject({ status: 'success', data: { name: 't1 v2' } })
    expect(right.requests).toHaveLength(asked)
  })

  test('leave no lock and no channel behind', async () => {
    const it = browser()
    const [left, right] = [it.window(), it.window()]
    const stops = [left.watch().stop, right.watch().stop, right.watch('t2').stop]
    await it.advance(15 * SECOND)
    expect([it.held().length, it.channels()]).toEqual([2, 2])
    stops.forEach((stop) => stop())
    await it.advance(2 * SECOND)
    expect([it.held(), it.channels()]).toEqual([[], 0])
  })

  test('without locks poll each for itself', async () => {
    const it = browser()
    const tab = it.window().tab
    const { locks: _, ...platform } = tab.platform
    const alone = testClient({ fetch: async () => new Response('{"data":{"id":"t1","type":"thing"}}') }, { virtual: { ...tab, platform } })
    disposals.push(alone.client.dispose)
    query(alone.client, getThing, { id: 't1' }, { interval: 10 * SECOND }).subscribe(() => {})
    await it.advance(25 * SECOND)
    expect(alone.requests).toHaveLength(3)
  })

  test('poll each for itself where the browser grants no lock', async () => {
    const it = browser()
    const { tab } = it.window()
    const locks = { request: () => Promise.reject(new DOMException('opaque origin', 'SecurityError')) }
    const refused = testClient(
      { fetch: async () => new Response('{"data":{"id":"t1","type":"thing"}}') },
      { virtual: { ...tab, platform: { ...tab.platform, locks } } },
    )
    disposals.push(refused.client.dispose)
    query(refused.client, getThing, { id: 't1' }, { interval: 10 * SECOND }).subscribe(() => {})
    await it.advance(25 * SECOND)
    expect(refused.requests).toHaveLength(3)
  })
})

type Step = { window: number; does: 'watch' | 'stop' | 'hide' | 'show' | 'close' | 'change' | 'wait'; ms: number }

const step: fc.Arbitrary<Step> = fc.record({
  window: fc.nat(3),
  does: fc.constantFrom('watch', 'stop', 'hide', 'show', 'close', 'change', 'wait', 'wait'),
  ms: fc.integer({ min: 1, max: 25 * SECOND }),
})

test('whatever tabs do, at most one holds the lock, and within two intervals all that watch and are seen show what the server has', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const it = browser()
      const windows = Array.from({ length: 4 }, () => ({ ...it.window(), stop: null as (() => void) | null, seen: true, closed: false }))
      for (const { window, does, ms } of steps) {
        const one = windows[window]
        if (!one || one.closed) continue
        if (does === 'watch') one.stop ??= one.watch().stop
        if (does === 'stop') {
          one.stop?.()
          one.stop = null
        }
        if (does === 'hide' || does === 'show') one.tab.setVisible((one.seen = does === 'show'))
        if (does === 'close') {
          one.closed = true
          one.tab.close()
        }
        if (does === 'change') it.server.version += 1
        await it.advance(ms)
        expect(it.held().length).toBeLessThanOrEqual(1)
      }
      const looked = windows.filter(({ stop, seen, closed }) => stop && seen && !closed)
      // The one that polls may have been hidden just now: an interval until it notices, another until the next one reads.
      await it.advance(23 * SECOND)
      const before = counts(windows)
      await it.advance(30 * SECOND)
      const polls = counts(windows).map((count, index) => count - (before[index] ?? 0))
      expect(polls.filter((count) => count > 0)).toHaveLength(looked.length > 0 ? 1 : 0)
      for (const { client } of looked) expect(query(client, getThing, { id: 't1' }).value.data?.name).toBe(`t1 v${it.server.version}`)
      for (const { client } of windows) client.dispose()
      await turn()
      expect([it.held(), it.channels()]).toEqual([[], 0])
    }),
    { numRuns: 40 },
  )
}, 60_000)

describe('a message', () => {
  const good = { version: 1, scope: 'app u1', key: 'query GET things/t1?{}', read: { at: 5, saved: { records: [] } } }
  test.each<[string, unknown, boolean]>([
    ['of the same user', good, true],
    ['that the server refused the read', { ...good, read: null }, true],
    ['of another user', { ...good, scope: 'app u2' }, false],
    ['of another version', { ...good, version: 2 }, false],
    ['without a key', { ...good, key: 1 }, false],
    ['without a time', { ...good, read: { saved: {} } }, false],
    ['without a read', { ...good, read: undefined }, false],
    ['that is none', 'hello', false],
    ['of nothing', null, false],
  ])('%s is understood: %j %s', (_, message, understood) => {
    expect(readTold(message, 'app u1')).toEqual(understood ? message : null)
  })
})

test.each<[string, Parameters<typeof scopeOf>[1], string | null]>([
  ['nobody', { status: 'anonymous' }, 'app'],
  ['somebody', { status: 'authenticated', user: { unique_id: 'u1' }, expiresAt: null }, 'app u1'],
  ['somebody not known yet', { status: 'authenticated', user: null, expiresAt: null }, null],
  ['somebody about to be', { status: 'authenticating' }, null],
])('tabs agree in the name of %s', (_, session, scope) => {
  expect(scopeOf('app', session)).toBe(scope)
})

test.each([
  [10, 100, false, 119, false],
  [10, 100, false, 120, true],
  [10, -Infinity, false, 0, true],
  [10, 100, true, 120, false],
  [null, 0, false, 1e9, false],
])('a read every %s ms, last heard of at %s (refused: %s), is overdue at %s: %s', (interval, at, refused, now, overdue) => {
  const rhythm = { interval, failures: 0, retryAfter: null }
  expect(isOverdue({ rhythm: () => rhythm, readAt: () => at, refused: () => refused }, now)).toBe(overdue)
})
