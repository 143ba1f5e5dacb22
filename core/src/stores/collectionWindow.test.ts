import { expect, test } from 'vitest'
import { collectionWindow, mutation } from '../index.ts'
import type { WindowOptions, WindowStore } from '../index.ts'
import { until } from '../testing/index.ts'
import { atRest, createDeal, dealOf, dealWorld, deleteDeal, held, listDeals } from './dealServer.test.ts'
import type { DealRow } from './dealServer.test.ts'

type World = ReturnType<typeof dealWorld>

async function shown({ client }: World, options: WindowOptions = {}): Promise<WindowStore<DealRow>> {
  const $rows = collectionWindow(client, listDeals, { per_page: 5 }, options)
  $rows.listen(() => {})
  await atRest($rows)
  return $rows
}

const names = ($rows: WindowStore<DealRow>): string => $rows.value.items.map((row) => row?.name.slice(5) ?? '-').join(' ')
const pagesAsked = ({ requests }: World): string => requests.map((request) => /[?&]page=(\d+)/.exec(request)?.[1]).join(' ')

test('a window shows the rows of its range, and reads the pages it stands on and one ahead', async () => {
  const it = dealWorld(100)
  const $rows = await shown(it)
  await $rows.show(0, 7)
  expect([names($rows), pagesAsked(it)]).toEqual(['1 2 3 4 5 6 7', '1 2 3 4 5'])
  expect($rows.value).toMatchObject({ from: 0, to: 7, totalCount: 100, totalPages: 20, status: 'success', fetching: false })
})

test('it jumps anywhere: the pages between are never read, and what is not here is a gap', async () => {
  const it = dealWorld(1_000)
  const $rows = await shown(it)
  const jumped = $rows.show(500, 505)
  expect([names($rows), $rows.value.keys, $rows.value.at(500)]).toEqual(['- - - - -', ['', '', '', '', ''], undefined])
  await jumped
  expect([names($rows), $rows.value.at(502)?.name, $rows.value.at(7)]).toEqual(['501 502 503 504 505', 'deal 503', undefined])
  expect(pagesAsked(it).endsWith(' 101 102')).toBe(true)
})

test('a range that moves while it is read is read where it came to', async () => {
  const it = dealWorld(1_000)
  const $rows = await shown(it)
  await Promise.all([$rows.show(100, 105), $rows.show(300, 305), $rows.show(600, 605)])
  expect(names($rows)).toBe('601 602 603 604 605')
  expect(pagesAsked(it)).not.toContain(' 61')
})

test('it keeps so many pages and no more', async () => {
  const it = dealWorld(1_000)
  const $rows = await shown(it, { keepPages: 4 })
  for (let from = 0; from < 200; from += 5) await $rows.show(from, from + 5)
  const before = it.reads()
  await $rows.show(190, 195)
  expect(it.reads()).toBe(before)
  await $rows.show(0, 5)
  expect(it.reads()).toBeGreaterThan(before)
  expect(names($rows)).toBe('1 2 3 4 5')
})

test('rows that others insert and delete are found, and the pages in sight read again', async () => {
  const it = dealWorld(100)
  const $rows = await shown(it)
  await $rows.show(20, 30)
  it.server.rows.splice(0, 3)
  await $rows.show(30, 40)
  expect(names($rows)).toBe('34 35 36 37 38 39 40 41 42 43')
  await $rows.show(20, 30)
  expect([names($rows), $rows.value.totalCount]).toEqual(['24 25 26 27 28 29 30 31 32 33', 97])
})

test('a refetch reads the pages in sight', async () => {
  const it = dealWorld(100)
  const $rows = await shown(it)
  await $rows.show(50, 60)
  it.server.rows.unshift(dealOf(0))
  const before = it.reads()
  await $rows.refetch()
  expect([names($rows), it.reads() - before]).toEqual(['50 51 52 53 54 55 56 57 58 59', 3])
})

test('a range behind the end is empty, and a list that became shorter has gaps there', async () => {
  const it = dealWorld(12)
  const $rows = await shown(it)
  await $rows.show(8, 14)
  expect(names($rows)).toBe('9 10 11 12 - -')
  it.server.rows.length = 4
  await $rows.refetch()
  expect([names($rows), $rows.value.totalCount]).toEqual(['- - - - - -', 4])
})

test('writes of this client show at once, in rows and total', async () => {
  const it = dealWorld(20)
  const $rows = await shown(it)
  await $rows.show(0, 5)
  const answer = held()
  it.server.arriving = () => answer.until
  const removed = mutation(it.client, deleteDeal).mutate({ id: 'd2' })
  expect([names($rows), $rows.value.totalCount]).toEqual(['1 3 4 5 6', 19])
  const made = mutation(it.client, createDeal).mutate({ name: 'deal new' })
  expect([names($rows), $rows.value.totalCount, $rows.value.unplaced.length]).toEqual(['new 1 3 4 5', 20, 1])
  answer.release()
  await Promise.all([removed, made])
  await until(() => !$rows.value.fetching)
  expect([names($rows), $rows.value.totalCount, $rows.value.unplaced.length]).toEqual(['new 1 3 4 5', 20, 0])
})

test('a server that tells no totals is read until a page comes short', async () => {
  const it = dealWorld(12)
  it.server.totals = false
  const $rows = await shown(it)
  await $rows.show(5, 20)
  expect([names($rows), $rows.value.totalCount]).toEqual(['6 7 8 9 10 11 12 - - - - - - - -', null])
})

test('an error stands beside the rows that are here, and the next range tries again', async () => {
  const it = dealWorld(100)
  const $rows = await shown(it)
  it.server.reading = () => {
    throw new TypeError('Failed to fetch')
  }
  await $rows.show(50, 55)
  expect($rows.value).toMatchObject({ status: 'error', error: { code: 'network' }, totalCount: 100 })
  it.server.reading = () => {}
  await $rows.show(50, 56)
  expect([$rows.value.status, names($rows)]).toEqual(['success', '51 52 53 54 55 56'])
})
