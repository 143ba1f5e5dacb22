import { afterEach, expect, test } from 'vitest'
import { getEntity, listEntities } from '../blocks/jarvis.ts'
import { collection, query } from '../index.ts'
import { testClient, until } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'

const disposals: (() => void)[] = []

afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

/** A client on a server with so many halls, a page as long as it is asked for, and how often the table was asked for a row. */
function world(halls: number): TestClient & { readonly looks: () => number } {
  const rowOf = (at: number) => ({ id: `h${at}`, type: 'entity', attributes: { unique_id: `h${at}`, name: `Hall ${at}` } })
  const it = testClient({
    fetch: async ({ url }) => {
      const { pathname, searchParams } = new URL(url)
      const [one] = /(?<=entities\/h)\d+$/.exec(pathname) ?? []
      if (one !== undefined) return Response.json({ data: rowOf(Number(one)) })
      const [page, size] = [Number(searchParams.get('page') ?? 1), Number(searchParams.get('per_page'))]
      const places = Array.from({ length: Math.min(size, halls - (page - 1) * size) }, (_, at) => (page - 1) * size + at)
      return Response.json({ data: places.map(rowOf), meta: { totalPages: Math.ceil(halls / size), totalRecords: halls } })
    },
  })
  let looks = 0
  const { entities } = it.client
  const { seen } = entities
  entities.seen = (key) => {
    looks += 1
    return seen(key)
  }
  disposals.push(it.client.dispose)
  return { ...it, looks: () => looks }
}

async function shown(halls: number) {
  const it = world(halls)
  const $list = collection(it.client, listEntities, { per_page: halls / 4 })
  disposals.push($list.subscribe(() => {}))
  await until(() => $list.value.hasMore)
  while ($list.value.hasMore) await $list.loadMore()
  expect($list.value.items).toHaveLength(halls)
  return { ...it, $list }
}

test.each([40, 4_000])('an edit in a list of %i rows looks at one row, and so does its rollback', async (halls) => {
  const { client, $list, looks } = await shown(halls)
  const before = looks()
  const seq = client.entities.patch('entity/h7', { change: { name: 'Loom' } })
  expect([looks() - before, $list.value.items[7]?.name]).toEqual([1, 'Loom'])
  client.entities.reject('entity/h7', seq)
  expect([looks() - before, $list.value.items[7]?.name]).toEqual([2, 'Hall 7'])
})

test('an edit leaves every other row the very same, and the list shown before as it was', async () => {
  const { client, $list } = await shown(40)
  const { items } = $list.value
  client.entities.patch('entity/h7', { change: { name: 'Loom' } })
  expect($list.value.items.filter((row, at) => row !== items[at])).toEqual([{ unique_id: 'h7', name: 'Loom' }])
  expect(items[7]).toMatchObject({ name: 'Hall 7' })
})

test('rows that change, go and come back in one batch end where they belong', async () => {
  const { client, $list } = await shown(8)
  const { entities } = client
  const names = (): string => $list.value.items.map(({ name }) => name.replace('Hall ', '')).join(' ')
  const seqs: number[] = []
  entities.batch(() => {
    seqs.push(
      entities.patch('entity/h1', { change: { name: 'Loom' } }),
      entities.patch('entity/h2', { change: 'removed' }),
      entities.patch('entity/h5', { change: { name: 'Press' } }),
    )
  })
  expect([names(), $list.value.totalCount]).toEqual(['0 Loom 3 4 Press 6 7', 7])
  entities.patch('entity/h7', { change: { name: 'Last' } })
  entities.batch(() => ['h1', 'h2', 'h5'].forEach((id, at) => entities.reject(`entity/${id}`, seqs[at] ?? 0)))
  expect([names(), $list.value.totalCount]).toEqual(['0 1 2 3 4 5 6 Last', 8])
})

test('one row of a list changing is shown once by the list and once by those who watch that row, and by nobody else', async () => {
  const { client, $list } = await shown(40)
  const heard: string[] = []
  disposals.push($list.listen(() => heard.push('list')))
  for (const id of ['h7', 'h8']) {
    const $one = query(client, getEntity, { id })
    disposals.push($one.listen(() => heard.push(id)))
    await until(() => $one.value.status === 'success' && !$one.value.fetching)
  }
  heard.length = 0
  client.entities.patch('entity/h7', { change: { name: 'Loom' } })
  expect(heard.toSorted()).toEqual(['h7', 'list'])
})
