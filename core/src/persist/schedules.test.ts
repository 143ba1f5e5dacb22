import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mutation, writes } from '../index.ts'
import { until } from '../testing/index.ts'
import { shop, shopDesk } from './shop.test.ts'
import type { Fate, Visiting } from './shop.test.ts'

type Step =
  | { readonly do: 'create' }
  | { readonly do: 'update'; readonly which: number; readonly field: 'name' | 'note' }
  | { readonly do: 'like'; readonly which: number }
  | { readonly do: 'network'; readonly there: boolean }
  | { readonly do: 'fate'; readonly fate: Fate }
  | { readonly do: 'pause'; readonly ms: number }
  | { readonly do: 'reload'; readonly ready: boolean }

/** Milliseconds a disk takes for an entry. */
const SLOW = 5

const which = fc.nat(4)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('create' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('update' as const), which, field: fc.constantFrom('name' as const, 'note' as const) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('like' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('network' as const), there: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('fate' as const), fate: fc.constantFrom<Fate>('answer', 'lose', 'hang', 'hang', 'refuse') }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pause' as const), ms: fc.constantFrom(0, SLOW, 1_500) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('reload' as const), ready: fc.boolean() }) },
)

/** What was asked for: its value is in one write only. */
interface Asked {
  readonly value: string
  readonly field: 'name' | 'note'
}

/** What the server was told of each row, in order: the numbers of the values. */
function toldOf(log: readonly string[]): Map<string, number[]> {
  const told = new Map<string, number[]>()
  for (const line of log) {
    const [, row = '', body = '{}'] = /^PUT items\/(\S+) (.*)$/.exec(line) ?? []
    if (row) told.set(row, [...(told.get(row) ?? []), ...(body.match(/(?<=v)\d+/g) ?? []).map(Number).toSorted((a, b) => a - b)])
  }
  return told
}

/** Plays one schedule and judges how it ends. */
async function play(steps: readonly Step[]): Promise<void> {
  const disposals: (() => void)[] = []
  const it = shopDesk(disposals, { r1: { name: 'Hall', likes: 0 }, r2: { name: 'Loom', likes: 0 } })
  it.storage.before = () => new Promise((go) => void it.clock.after(SLOW - 1, go))
  const asked: Asked[] = []
  /** Asked for since the disk had time, and those of them that a page took with it. */
  let fresh: string[] = []
  const gone = new Set<string>()
  let likes = 0
  let count = 0
  let fate: Fate = 'answer'
  it.server.fate = (name) => {
    if (name.startsWith('GET')) return 'answer'
    const now = fate
    fate = 'answer'
    return now
  }
  const open = (): Visiting => {
    const opened = it.open()
    disposals.push(opened.$items.subscribe(() => {}))
    return opened
  }
  let page = open()
  await until(() => page.$items.value.status === 'success')
  const target = (at: number): string => {
    const { items } = page.$items.value
    return items[at % items.length]?.unique_id ?? 'r1'
  }
  const ask = (field: Asked['field']): object => {
    const value = `v${(count += 1)}`
    asked.push({ value, field })
    fresh.push(value)
    return { [field]: value }
  }
  const ignore = (): void => {}
  for (const one of steps) {
    if (one.do === 'create') void mutation(page.client, shop.createItem).mutate(ask('name')).catch(ignore)
    if (one.do === 'update')
      void mutation(page.client, shop.updateItem)
        .mutate({ id: target(one.which), ...ask(one.field) })
        .catch(ignore)
    if (one.do === 'like') {
      likes += 1
      fresh.push(`like ${likes}`)
      void mutation(page.client, shop.likeItem)
        .mutate({ id: target(one.which) })
        .catch(ignore)
    }
    if (one.do === 'network') it.online(one.there)
    if (one.do === 'fate') fate = one.fate
    if (one.do === 'pause') await it.clock.advance(one.ms)
    if (one.do === 'pause' && one.ms > 0) fresh = []
    if (one.do === 'reload') {
      page.close()
      fresh.forEach((value) => gone.add(value))
      fresh = []
      await it.clock.advance(SLOW)
      page = open()
      if (one.ready) await page.kept.ready
    }
  }
  fate = 'answer'
  await it.clock.advance(SLOW)
  it.online(true)
  await it.clock.advance(40_000)
  await until(() => writes(page.client).value.writes.every(({ status }) => status === 'failed'))
  await page.$items.refetch()

  const left = writes(page.client).value.writes
  const refused = new Set(left.flatMap(({ input }) => Object.values(input)))
  const log = it.server.writes.join('\n')
  for (const [at, { value, field }] of asked.entries()) {
    const arrived = log.split(`"${value}"`).length - 1
    expect(arrived, `${value} came so often`).toBeLessThanOrEqual(1)
    // An update that waited may have been taken over by a later one of the same field, with which it was joined.
    const overtaken = asked.slice(at + 1).some((later) => later.field === field)
    expect(arrived === 1 || refused.has(value) || gone.has(value) || overtaken, `${value} is lost`).toBe(true)
  }
  for (const [row, told] of toldOf(it.server.writes)) expect(told, `the order of ${row}`).toEqual(told.toSorted((a, b) => a - b))
  const failed = left.filter(({ operation }) => operation === shop.likeItem).length
  const liked = [...it.server.rows.values()].reduce((sum, row) => sum + Number(row['likes'] ?? 0), 0)
  expect(liked).toBeLessThanOrEqual(likes)
  if (gone.size === 0) expect(liked).toBeGreaterThanOrEqual(likes - failed)
  expect(page.$items.value.items.toSorted(byId)).toEqual([...it.server.rows.values()].toSorted(byId))
  await it.clock.advance(1_500)
  expect([...it.storage.entries.keys()].filter((key) => key.includes(':w:'))).toHaveLength(left.length)
  disposals.forEach((end) => end())
}

const byId = (a: { unique_id?: unknown }, b: { unique_id?: unknown }): number => (String(a.unique_id) < String(b.unique_id) ? -1 : 1)

test('whatever goes wrong and however often the page is reloaded: no write is lost, none comes twice, each record gets its own in order', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 18 }), play), { numRuns: Number(process.env['RUNS'] ?? 80) })
}, 120_000)
