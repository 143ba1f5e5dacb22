import { afterEach, describe, expect, test } from 'vitest'
import { demoPassword } from '../../../sandbox/src/index.ts'
import { jarvisBlock } from '../../../sandbox/src/jarvis/jarvisBlock.ts'
import { makeSigningKey, virtualSandbox } from '../../../sandbox/src/testing/virtualSandbox.ts'
import { createEntity, deleteEntity, listEntities, registerEntity, updateEntity } from '../blocks/jarvis.ts'
import { call, collection, mutation, session } from '../index.ts'
import type { CollectionState, CollectionStore } from '../index.ts'
import { testClient, turn, until, virtualPlatform } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'

const signingKey = await makeSigningKey()
const disposals: (() => void)[] = []
const LIST = 'GET jarvis/entities?'

afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

interface World extends TestClient {
  readonly server: { held: Promise<void> | null; down: boolean }
  asked(start: string): number
  /** Another client of the same user: what it changes, this one does not know. */
  readonly elsewhere: TestClient
}

/** A client signed in to an app with so many twins, `hall 1` the oldest. */
async function world(halls: number): Promise<World> {
  const virtual = virtualPlatform()
  const server: World['server'] = { held: null, down: false }
  const { sandbox } = virtualSandbox({
    blocks: [jarvisBlock],
    signingKey,
    now: virtual.platform.now,
    requestsPerMinute: 1_000_000,
    seed: false,
  })
  const it = testClient(
    {
      fetch: async (request) => {
        if (server.down) throw new TypeError('Failed to fetch')
        const response = await sandbox.fetch(request)
        await server.held
        return response
      },
    },
    { virtual, attempts: 1, requestsPerMinute: 1_000_000 },
  )
  await session(it.client).signUp({ email: 'ada@example.com', password: demoPassword })
  for (let hall = 1; hall <= halls; hall += 1) await call(it.client, registerEntity, { id: `h${hall}`, name: `hall ${hall}` })
  const elsewhere = testClient(sandbox, { virtual, storage: it.storage })
  disposals.push(it.client.dispose, elsewhere.client.dispose, sandbox.close)
  return { ...it, server, elsewhere, asked: (start) => it.requests.filter((request) => request.startsWith(start)).length }
}

interface Row {
  readonly unique_id: string
}

function watch<T>($list: CollectionStore<T>): CollectionState<T>[] {
  const states: CollectionState<T>[] = []
  disposals.push($list.subscribe((state) => void states.push(state)))
  return states
}

const idle = ($list: CollectionStore<Row>): Promise<void> => until(() => $list.value.status !== 'pending' && !$list.value.fetching)
const ids = ($list: CollectionStore<Row>): string => $list.value.items.map(({ unique_id }) => unique_id).join(' ')

describe('load more', () => {
  test('adds page after page until there is no more, and counts the whole', async () => {
    const it = await world(12)
    const $list = collection(it.client, listEntities, { per_page: 5, sort: 'created_at' })
    expect($list.value).toMatchObject({ status: 'pending', items: [], hasMore: false, totalCount: null })
    const states = watch($list)
    await idle($list)
    expect($list.value).toMatchObject({ status: 'success', hasMore: true, page: 1, totalPages: 3, totalCount: 12 })
    expect(ids($list)).toBe('h1 h2 h3 h4 h5')
    const loading = $list.loadMore()
    expect($list.value).toMatchObject({ loadingMore: true, fetching: true, status: 'success' })
    await loading
    expect($list.value).toMatchObject({ loadingMore: false, fetching: false, page: 2, hasMore: true })
    expect(ids($list)).toBe('h1 h2 h3 h4 h5 h6 h7 h8 h9 h10')
    await $list.loadMore()
    expect($list.value).toMatchObject({ hasMore: false, page: 3, totalCount: 12 })
    expect($list.value.items).toHaveLength(12)
    await $list.loadMore()
    expect(it.asked(LIST)).toBe(3)
    expect(states.every(({ items }, index) => items.length >= (states[index - 1]?.items.length ?? 0))).toBe(true)
  })

  test('asked for many times at once loads one page', async () => {
    const it = await world(12)
    const $list = collection(it.client, listEntities, { per_page: 5, sort: 'created_at' })
    watch($list)
    await idle($list)
    await Promise.all(Array.from({ length: 10 }, () => $list.loadMore()))
    expect($list.value.items).toHaveLength(10)
    expect(it.asked(LIST)).toBe(2)
  })

  test('a refetch reads every page that is shown again', async () => {
    const it = await world(12)
    const $list = collection(it.client, listEntities, { per_page: 5, sort: 'created_at' })
    watch($list)
    await idle($list)
    await $list.loadMore()
    await call(it.elsewhere.client, updateEntity, { id: 'h2', name: 'two' })
    await call(it.elsewhere.client, updateEntity, { id: 'h9', name: 'nine' })
    await $list.refetch()
    expect($list.value.items.map(({ name }) => name).filter((name) => !name.startsWith('hall'))).toEqual(['two', 'nine'])
    expect($list.value).toMatchObject({ page: 2, hasMore: true, totalCount: 12 })
    expect($list.value.items).toHaveLength(10)
  })

  test('an error keeps the rows that are there, and the next try goes on', async () => {
    const it = await world(12)
    const $list = collection(it.client, listEntities, { per_page: 5, sort: 'created_at' })
    watch($list)
    await idle($list)
    it.server.down = true
    await $list.loadMore()
    expect($list.value).toMatchObject({ status: 'error', error: { code: 'network' }, loadingMore: false, fetching: false })
    expect($list.value).toMatchObject({ hasMore: true, totalCount: 12 })
    expect(ids($list)).toBe('h1 h2 h3 h4 h5')
    it.server.down = false
    await $list.loadMore()
    expect($list.value).toMatchObject({ status: 'success', page: 2 })
    expect($list.value.error).toBeUndefined()
    expect($list.value.items).toHaveLength(10)
  })

  test('a refetch that fails keeps the rows beside its error', async () => {
    const it = await world(6)
    const $list = collection(it.client, listEntities, { per_page: 5, sort: 'created_at' })
    watch($list)
    await idle($list)
    await $list.loadMore()
    it.server.down = true
    await $list.refetch()
    expect($list.value).toMatchObject({ status: 'error', error: { code: 'network' }, totalCount: 6 })
    expect($list.value.items).toHaveLength(6)
    it.server.down = false
    await $list.refetch()
    expect($list.value).toMatchObject({ status: 'success', error: undefined })
  })

  test('a first read that fails says so with no rows, and a refetch recovers', async () => {
    const it = await world(3)
    it.server.down = true
    const $list = collection(it.client, listEntities, {})
    watch($list)
    await idle($list)
    expect($list.value).toMatchObject({ status: 'error', items: [], totalCount: null, error: { code: 'network' } })
    it.server.down = false
    await $list.refetch()
    expect($list.value).toMatchObject({ status: 'success', totalCount: 3 })
  })
})

describe('rows that move between two pages', () => {
  test('stand once each where a row was inserted before them', async () => {
    const it = await world(12)
    const $list = collection(it.client, listEntities, { per_page: 5, sort: '-created_at' })
    watch($list)
    await idle($list)
    expect(ids($list)).toBe('h12 h11 h10 h9 h8')
    await call(it.elsewhere.client, registerEntity, { id: 'new', name: 'new' })
    await $list.loadMore()
    const shown = ids($list).split(' ')
    expect(new Set(shown).size).toBe(shown.length)
    expect(shown.slice(0, 5)).toEqual(['h12', 'h11', 'h10', 'h9', 'h8'])
    expect($list.value.totalCount).toBe(13)
    while ($list.value.hasMore) await $list.loadMore()
    await $list.refetch()
    expect(ids($list).split(' ')).toEqual(['new', ...Array.from({ length: 12 }, (_, index) => `h${12 - index}`)])
  })

  test('are all there after a refetch where a row was deleted before them', async () => {
    const it = await world(12)
    const $list = collection(it.client, listEntities, { per_page: 5, sort: 'created_at' })
    watch($list)
    await idle($list)
    await call(it.elsewhere.client, deleteEntity, { id: 'h1' })
    await $list.loadMore()
    const shown = ids($list).split(' ')
    expect(new Set(shown).size).toBe(shown.length)
    while ($list.value.hasMore) await $list.loadMore()
    await $list.refetch()
    expect(ids($list).split(' ')).toEqual(Array.from({ length: 11 }, (_, index) => `h${index + 2}`))
    expect($list.value).toMatchObject({ totalCount: 11, hasMore: false })
  })

  test('leave no ghost page where the list became shorter than what is shown', async () => {
    const it = await world(11)
    const $list = collection(it.client, listEntities, { per_page: 5, sort: 'created_at' })
    watch($list)
    await idle($list)
    while ($list.value.hasMore) await $list.loadMore()
    for (let hall = 3; hall <= 11; hall += 1) await call(it.elsewhere.client, deleteEntity, { id: `h${hall}` })
    await $list.refetch()
    expect(ids($list)).toBe('h1 h2')
    expect($list.value).toMatchObject({ page: 1, totalPages: 1, totalCount: 2, hasMore: false })
  })
})

describe('one page at a time', () => {
  test('turns to any page, keeps the one shown until the new one is here, and counts the whole', async () => {
    const it = await world(12)
    const $list = collection(it.client, listEntities, { per_page: 5, sort: 'created_at' }, { mode: 'page' })
    const states = watch($list)
    await idle($list)
    expect(ids($list)).toBe('h1 h2 h3 h4 h5')
    const turning = $list.goTo(3)
    await turn()
    await turning
    expect(ids($list)).toBe('h11 h12')
    expect($list.value).toMatchObject({ page: 3, totalPages: 3, totalCount: 12, hasMore: false })
    await $list.goTo(2)
    expect(ids($list)).toBe('h6 h7 h8 h9 h10')
    expect($list.value).toMatchObject({ page: 2, hasMore: true })
    expect(states.filter(({ status, items }) => status === 'success' && items.length === 0)).toEqual([])
    await $list.refetch()
    expect(ids($list)).toBe('h6 h7 h8 h9 h10')
  })

  test('turned twice in a row shows the page asked for last', async () => {
    const it = await world(12)
    const $list = collection(it.client, listEntities, { per_page: 5, sort: 'created_at' }, { mode: 'page' })
    watch($list)
    await idle($list)
    await Promise.all([$list.goTo(2), $list.goTo(3)])
    await idle($list)
    expect($list.value.page).toBe(3)
    expect(ids($list)).toBe('h11 h12')
  })

  test('a page that cannot be read keeps the one shown beside the error', async () => {
    const it = await world(12)
    const $list = collection(it.client, listEntities, { per_page: 5, sort: 'created_at' }, { mode: 'page' })
    watch($list)
    await idle($list)
    it.server.down = true
    await $list.goTo(2)
    expect($list.value).toMatchObject({ status: 'error', error: { code: 'network' } })
    expect(ids($list)).toBe('h1 h2 h3 h4 h5')
    it.server.down = false
    await $list.refetch()
    expect($list.value).toMatchObject({ status: 'success', page: 2 })
  })

  test('is another store than the one that loads more', async () => {
    const { client } = await world(1)
    const $list = collection(client, listEntities, { per_page: 5, sort: 'name' })
    expect(collection(client, listEntities, { per_page: 5, sort: 'name' }, { mode: 'page' })).not.toBe($list)
    expect(collection(client, listEntities, { sort: 'name', per_page: 5 })).toBe($list)
  })
})

describe('a write elsewhere in the app', () => {
  test('that creates a row brings it in, with the total', async () => {
    const { client } = await world(3)
    const $list = collection(client, listEntities, { per_page: 5, sort: '-created_at' })
    watch($list)
    await idle($list)
    await call(client, createEntity, { name: 'fourth', entity_type: 'hall' })
    await until(() => $list.value.items.length === 4 && !$list.value.fetching)
    expect($list.value).toMatchObject({ totalCount: 4, items: [{ name: 'fourth' }, { unique_id: 'h3' }, {}, {}] })
  })

  test('that deletes a row takes it out at once, and the pages close up after it', async () => {
    const { client } = await world(12)
    const $list = collection(client, listEntities, { per_page: 5, sort: 'created_at' })
    const states = watch($list)
    await idle($list)
    const deleting = mutation(client, deleteEntity).mutate({ id: 'h2' })
    expect(ids($list)).toBe('h1 h3 h4 h5')
    expect($list.value.totalCount).toBe(11)
    await deleting
    await until(() => $list.value.items.length === 5 && !$list.value.fetching)
    expect(ids($list)).toBe('h1 h3 h4 h5 h6')
    const after = states.slice(states.findIndex(({ items }) => items.length === 4))
    expect(after.flatMap(({ items }) => items.map(({ unique_id }) => unique_id))).not.toContain('h2')
    expect(new Set(after.map(({ totalCount }) => totalCount))).toEqual(new Set([11]))
  })

  test('that changes a row is seen in it, and rows that did not change stay the same objects', async () => {
    const { client } = await world(5)
    const $list = collection(client, listEntities, { per_page: 5, sort: 'created_at' })
    watch($list)
    await idle($list)
    const before = $list.value.items
    await call(client, updateEntity, { id: 'h3', name: 'third' })
    await idle($list)
    expect($list.value.items.map((row, index) => row === before[index])).toEqual([true, true, false, true, true])
    expect($list.value.items[2]?.name).toBe('third')
  })

  test('is read once, however many rows one refetch brings', async () => {
    const it = await world(30)
    const $list = collection(it.client, listEntities, { per_page: 30 })
    const states = watch($list)
    await idle($list)
    for (let hall = 1; hall <= 30; hall += 1) await call(it.elsewhere.client, updateEntity, { id: `h${hall}`, name: 'all new' })
    states.length = 0
    await $list.refetch()
    expect($list.value.items.every(({ name }) => name === 'all new')).toBe(true)
    expect(states.length).toBeLessThan(6)
  })
})

test('a sign-out empties the list before anybody is told', async () => {
  const { client } = await world(3)
  const $list = collection(client, listEntities, {})
  watch($list)
  await idle($list)
  const seen: string[] = []
  disposals.push(client.session.listen(({ status }) => void seen.push(`${status} ${$list.value.items.length}`)))
  await session(client).signOut()
  expect(seen).toEqual(['anonymous 0'])
  expect($list.value).toMatchObject({ status: 'pending', items: [], totalCount: null, hasMore: false })
})

test('`null` is a list nobody has asked for: pending and empty', async () => {
  const it = await world(3)
  const sent = it.requests.length
  const $list = collection(it.client, listEntities, null)
  watch($list)
  await $list.refetch()
  await $list.loadMore()
  await $list.goTo(2)
  expect($list.value).toMatchObject({ status: 'pending', items: [], fetching: false })
  expect(it.requests).toHaveLength(sent)
})
