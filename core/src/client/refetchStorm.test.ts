import fc from 'fast-check'
import { expect, test } from 'vitest'
import { op, resource } from '../declare/index.ts'
import { query } from '../index.ts'
import { testClient, virtualPlatform } from '../testing/index.ts'
import type { VirtualPlatform } from '../testing/index.ts'

const getThing = op('GET jarvis/things/:id', { about: 'Read', auth: 'none', returns: resource('thing', { version: 'integer' }) })

const QUERIES = 200
const SECOND = 1_000
const MINUTE = 60 * SECOND
/** Coming back to the page or the network refetches at most this often. */
const CATCH_UP = 5 * SECOND

/** What happens to the page, its network or its server, and how long after the one before. */
interface Happening {
  readonly after: number
  readonly what: 'focus' | 'hide' | 'show' | 'offline' | 'online' | 'limit' | 'change'
  /** How long the server asks to wait, for `limit`. */
  readonly wait: number
  /** How much of that it says. */
  readonly says: number
  readonly form: 'seconds' | 'date'
}

const happening: fc.Arbitrary<Happening> = fc.record({
  after: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 900 }) }, fc.integer({ min: 900, max: 8 * SECOND })),
  what: fc.constantFrom('focus', 'focus', 'hide', 'show', 'show', 'offline', 'online', 'online', 'online', 'limit', 'change'),
  wait: fc.integer({ min: 1, max: 20 * SECOND }),
  says: fc.constantFrom(1, 1, 0.1),
  form: fc.constantFrom('seconds', 'date'),
})

/** A server that answers after a while, refuses while it is asked too much of, and keeps account of what it was asked. */
function stormServer({ platform }: VirtualPlatform, latencies: readonly number[]) {
  const server = {
    versions: Array.from({ length: QUERIES }, () => 1),
    down: false,
    limitedUntil: 0,
    says: 1,
    form: 'seconds' as Happening['form'],
    /** When each request began. */
    starts: [] as number[],
    /** Requests that were refused or lost: each may be sent once more. */
    failed: 0,
    most: 0,
    /** Requests that began while the client knew that it had to wait. */
    early: [] as number[],
    fetch: async ({ url }: Request): Promise<Response> => {
      const id = Number(url.split('/').at(-1))
      const began = platform.now()
      const lost = server.down
      const limited = began < server.limitedUntil
      const version = server.versions[id]
      if (began > told.at && began < told.until) server.early.push(began)
      server.starts.push(began)
      server.most = Math.max(server.most, (reading += 1))
      await new Promise<void>((go) => platform.after(latencies[server.starts.length % latencies.length] ?? 1, go))
      reading -= 1
      if (lost || server.down || limited) server.failed += 1
      if (lost || server.down) throw new TypeError('Failed to fetch')
      if (limited) return refusal()
      return new Response(JSON.stringify({ data: { id: String(id), type: 'thing', attributes: { version } } }))
    },
  }
  let reading = 0
  let told = { at: 0, until: 0 }
  const refusal = (): Response => {
    const now = platform.now()
    const wait = Math.max(0, server.limitedUntil - now) * server.says
    const date = Math.ceil((now + wait) / SECOND) * SECOND
    const seconds = Math.ceil(wait / SECOND)
    told = { at: now, until: Math.max(told.until, server.form === 'date' ? date : now + seconds * SECOND) }
    const after = server.form === 'date' ? new Date(date).toUTCString() : String(seconds)
    return new Response('{"errors":[{"title":"Too many requests"}]}', { status: 429, headers: { 'retry-after': after } })
  }
  return server
}

/** The most requests that began within any minute. */
function busiestMinute(starts: readonly number[]): number {
  return starts.reduce((most, start, index) => Math.max(most, index + 1 - starts.findIndex((other) => other > start - MINUTE)), 0)
}

/** How often a page may catch up that was woken at these times: at once, or when the last is as long ago as it must be. */
function catchUps(woken: readonly number[]): number {
  const runs = woken.reduce<number[]>((made, at) => {
    const last = made.at(-1) ?? -Infinity
    return last > at ? made : [...made, Math.max(at, last + CATCH_UP)]
  }, [])
  return runs.length
}

test.each([
  ['no budget to speak of', 100_000],
  ['the documented budget', 1_000],
  ['a budget smaller than the storm', 240],
])(
  'a storm of 200 queries, with %s: six at once, none inside a wait, no minute too full, a bounded number, all fresh at the end',
  async (_, requestsPerMinute) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { minLength: 40, maxLength: 60 }),
        fc.oneof(...[8, 60, 900].map((max) => fc.array(fc.integer({ min: 1, max }), { minLength: 1, maxLength: 7 }))),
        fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
        async (happenings, latencies, chance) => {
          const virtual = virtualPlatform()
          const woken: number[] = []
          const platform = { ...virtual.platform, random: () => chance.next().value }
          const server = stormServer(virtual, latencies)
          const { client } = testClient(server, { virtual: { ...virtual, platform }, requestsPerMinute })
          const stores = server.versions.map((_version, id) => query(client, getThing, { id: String(id) }, id % 2 ? { staleTime: 0 } : {}))
          for (const $store of stores) $store.subscribe(() => {})

          const act: Record<Happening['what'], (happening: Happening) => void> = {
            focus: virtual.focus,
            hide: () => virtual.setVisible(false),
            show: () => virtual.setVisible(true),
            offline: () => virtual.setOnline(!(server.down = true)),
            online: () => virtual.setOnline(!(server.down = false)),
            limit: ({ wait, says, form }) => Object.assign(server, { form, says, limitedUntil: platform.now() + wait }),
            change: () => (server.versions = server.versions.map((version) => version + 1)),
          }
          for (const one of happenings) {
            await virtual.advance(one.after)
            act[one.what](one)
            if (/focus|show|online/.test(one.what)) woken.push(platform.now())
          }
          // Calm: the page is seen, the network is back. What was asked to wait, waits; what waits for the budget, for a minute.
          Object.assign(server, { down: false, limitedUntil: 0 })
          virtual.setVisible(true)
          virtual.setOnline(true)
          woken.push(platform.now())
          await virtual.advance(4 * MINUTE)

          expect(server.most).toBeLessThanOrEqual(6)
          expect(server.early).toEqual([])
          expect(busiestMinute(server.starts)).toBeLessThanOrEqual(requestsPerMinute)
          expect(stores.map(({ value }) => value.data?.version)).toEqual(server.versions)
          expect(stores.every(({ value }) => value.status === 'success' && !value.fetching)).toBe(true)
          // Each query once at first, once for each time the page caught up, and once more for each request that was refused or lost.
          expect(server.starts.length).toBeLessThanOrEqual(QUERIES * (1 + catchUps(woken)) + server.failed)
          client.dispose()
          expect(virtual.timers()).toBe(0)
        },
      ),
      { numRuns: 6, endOnFailure: true },
    )
  },
  240_000,
)
