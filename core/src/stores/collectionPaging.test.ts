import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { restoreRead } from '../client/restoreRead.ts'
import { collection, prefetch, query } from '../index.ts'
import type { CollectionInput, CollectionOptions, CollectionStore } from '../index.ts'
import { until } from '../testing/index.ts'
import { atRest, dealOf, dealWorld, getDeal, listDeals } from './dealServer.test.ts'
import type { DealRow } from './dealServer.test.ts'

type World = ReturnType<typeof dealWorld>
type List = CollectionStore<DealRow>

async function shown({ client }: World, input: CollectionInput<typeof listDeals> = {}, options: CollectionOptions = {}): Promise<List> {
  const $list = collection(client, listDeals, { per_page: 5, ...input }, options)
  $list.listen(() => {})
  await atRest($list)
  return $list
}

const ids = ({ value }: List): string[] => value.items.map(({ unique_id }) => unique_id)
const there = ({ server }: World, rows: number): string[] => server.rows.slice(0, rows).map(({ unique_id }) => unique_id)
const asked = ({ requests }: World, from = 0): string =>
  requests
    .slice(from)
    .map((request) => /[?&]page=(\d+)/.exec(request)?.[1])
    .join(' ')

describe('forty pages loaded while another client inserts and deletes', () => {
  /** Loads forty pages of five; each change happens before a page is read. */
  async function loading(changes: readonly { readonly insert: boolean; readonly at: number }[], totals: boolean): Promise<number> {
    const it = dealWorld(300)
    it.server.totals = totals
    const $list = await shown(it)
    let made = 1_000
    let loading = true
    const next = changes.values()
    it.server.reading = () => {
      const { value } = loading ? next.next() : { value: undefined }
      if (!value) return
      if (value.insert) it.server.rows.splice(value.at % it.server.rows.length, 0, dealOf((made += 1)))
      else it.server.rows.splice(value.at % it.server.rows.length, 1)
    }
    $list.listen((state) => {
      const keys = state.items.map(({ unique_id }) => unique_id)
      expect(keys.length).toBe(new Set(keys).size)
    })
    while ($list.value.page < 40) await $list.loadMore()
    loading = false
    // Nobody asks for more.
    for (let rest = 0; rest < 3; rest += 1) {
      await it.advance(2_000)
      await atRest($list)
    }
    expect(ids($list)).toEqual(there(it, 200))
    if (totals) expect($list.value.totalCount).toBe(it.server.rows.length)
    return it.reads() - 40
  }

  test.each([true, false])(
    'shows no row twice and misses none at rest; totals told: %s',
    async (totals) => {
      const change = fc.option(fc.record({ insert: fc.boolean(), at: fc.nat(200) }), { freq: 3 })
      const extra: number[] = []
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 40, maxLength: 60, size: 'max' }), async (changes) => {
          extra.push(
            await loading(
              changes.map((one) => one ?? { insert: true, at: 290 }),
              totals,
            ),
          )
        }),
        { numRuns: 8 },
      )
      // Joins, and at most two rounds over what may have moved.
      expect(Math.max(...extra)).toBeLessThanOrEqual(160)
    },
    60_000,
  )

  test('costs nothing more where nobody does', async () => {
    expect(await loading([], true)).toBe(0)
  })
})

describe('what others change while a list is paged', () => {
  test('opens no hole, at once: the page before is read again', async () => {
    const it = dealWorld(30)
    const $list = await shown(it)
    it.server.rows.shift()
    await $list.loadMore()
    expect(asked(it)).toBe('1 2 1')
    expect(ids($list)).toEqual(there(it, 10))
  })

  test('further up is read again when nobody has asked for more for two seconds', async () => {
    const it = dealWorld(50)
    const $list = await shown(it)
    for (let more = 0; more < 3; more += 1) await $list.loadMore()
    it.server.rows.unshift(dealOf(99))
    await $list.loadMore()
    expect([asked(it), ids($list).includes('d99')]).toEqual(['1 2 3 4 5', false])
    await it.advance(1_900)
    expect(asked(it)).toBe('1 2 3 4 5')
    await it.advance(200)
    await atRest($list)
    expect([asked(it), ids($list)]).toEqual(['1 2 3 4 5 4 3 2 1', there(it, 25)])
  })

  test('lets those go first who ask for more meanwhile', async () => {
    const it = dealWorld(50)
    const $list = await shown(it)
    for (let more = 0; more < 3; more += 1) await $list.loadMore()
    it.server.rows.unshift(dealOf(99))
    await $list.loadMore()
    let loaded: Promise<void> | undefined
    it.server.reading = () => {
      loaded ??= $list.loadMore()
    }
    await it.advance(2_000)
    await loaded
    expect(asked(it).startsWith('1 2 3 4 5 4 6')).toBe(true)
    await it.advance(4_000)
    await atRest($list)
    expect(ids($list)).toEqual(there(it, 30))
  })

  test('all the time ends the repair: it waits for the next refetch', async () => {
    const it = dealWorld(50)
    const $list = await shown(it)
    await $list.loadMore()
    await $list.loadMore()
    it.server.reading = () => void it.server.rows.unshift(dealOf(100 + it.reads()))
    await $list.loadMore()
    for (let rest = 0; rest < 10; rest += 1) await it.advance(2_000)
    const before = it.reads()
    for (let rest = 0; rest < 5; rest += 1) await it.advance(2_000)
    expect(it.reads()).toBe(before)
    expect(before).toBeLessThan(30)
  })

  test('a page in the middle that is not there any more ends the list', async () => {
    const it = dealWorld(20)
    const { fetch } = it.server
    const $list = await shown(it)
    while ($list.value.hasMore) await $list.loadMore()
    it.server.rows.length = 7
    it.server.fetch = async (request) =>
      /[?&]page=[3-9]/.test(request.url) ? Response.json({ errors: [] }, { status: 404 }) : fetch(request)
    await $list.refetch()
    expect([$list.value.status, ids($list), $list.value.hasMore]).toEqual(['success', there(it, 7), false])
  })
})

describe('one page at a time', () => {
  test('with `prefetch`, the pages beside the one shown are there when somebody turns', async () => {
    const it = dealWorld(25)
    const $list = await shown(it, {}, { mode: 'page', prefetch: true })
    await until(() => asked(it) === '1 2')
    await $list.goTo(3)
    await until(() => asked(it) === '1 2 3 4 2')
    const turned = $list.goTo(4)
    expect([$list.value.page, ids($list), $list.value.fetching]).toEqual([4, ['d16', 'd17', 'd18', 'd19', 'd20'], true])
    await turned
    expect([$list.value.page, $list.value.hasMore]).toEqual([4, true])
  })

  test('a page behind the end is empty, with totals that say so', async () => {
    const it = dealWorld(25)
    const $list = await shown(it, {}, { mode: 'page' })
    await $list.goTo(5)
    it.server.rows.length = 8
    await $list.refetch()
    expect($list.value).toMatchObject({ status: 'success', page: 5, items: [], totalPages: 2, totalCount: 8, hasMore: false })
  })
})

describe('prefetch', () => {
  test('reads a list or a record before anybody looks, and nothing twice', async () => {
    const it = dealWorld(25)
    await Promise.all([prefetch(it.client, listDeals, { per_page: 5 }), prefetch(it.client, listDeals, { per_page: 5 })])
    const $list = collection(it.client, listDeals, { per_page: 5 })
    expect([$list.value.status, ids($list).length, it.reads()]).toEqual(['success', 5, 1])
    $list.listen(() => {})
    await atRest($list)
    expect(it.reads()).toBe(1)
    await prefetch(it.client, getDeal, { id: 'd1' })
    expect(query(it.client, getDeal, { id: 'd1' }).value).toMatchObject({ status: 'success', data: { name: 'deal 1' } })
  })
})

test('what a list saved is shown by another client: every page, with totals', async () => {
  const [here, elsewhere] = [dealWorld(12), dealWorld(0)]
  const $list = await shown(here)
  await $list.loadMore()
  const [read] = here.client.scheduler.reads()
  const dumped = JSON.parse(JSON.stringify(read?.dump())) as { at: number; saved: unknown }
  const $there = collection(elsewhere.client, listDeals, { per_page: 5 })
  const [other] = elsewhere.client.scheduler.reads()
  if (!other) throw new Error('No list lives there.')
  expect(restoreRead(other, [{ records: [], included: [], rest: 'nonsense' }], dumped.at)).toBe(false)
  expect(restoreRead(other, { records: [], included: [], rest: null }, dumped.at)).toBe(false)
  expect(restoreRead(other, dumped.saved, dumped.at)).toBe(true)
  expect($there.value).toMatchObject({ status: 'success', page: 2, totalCount: 12, totalPages: 3, hasMore: true })
  expect(ids($there)).toEqual(there(here, 10))
})

test('what another tab saved of a shorter list, or of another page, cuts and turns nothing here', async () => {
  const [here, elsewhere] = [dealWorld(12), dealWorld(12)]
  await shown(here)
  const dump = (it: World) => [...it.client.scheduler.reads()].at(-1)?.dump()
  const short = dump(here)
  const $list = await shown(elsewhere)
  await $list.loadMore()
  const [read] = elsewhere.client.scheduler.reads()
  if (!read || !short) throw new Error('No list lives here.')
  expect([restoreRead(read, short.saved, short.at + 60_000), ids($list).length]).toEqual([false, 10])
})
