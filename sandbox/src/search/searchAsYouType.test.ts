import { searchAsYouType, session } from '@blockstate/core'
import type { SearchOptions } from '@blockstate/core'
import { autocomplete, getFacets, listDocuments, search } from '@blockstate/core/search'
import { testClient, until, virtualPlatform } from '@blockstate/core/testing'
import type { TestClient } from '@blockstate/core/testing'
import { afterEach, expect, test } from 'vitest'
import { createSandbox } from '../createSandbox.ts'
import { demoPassword, demoUsers } from '../index.ts'
import { makeSigningKey } from '../testing/virtualSandbox.ts'
import { searchBlock } from './searchBlock.ts'

const signingKey = await makeSigningKey()
const closings: (() => void)[] = []
afterEach(() => {
  for (const close of closings.splice(0)) close()
})

/** The demo's library, and somebody at its door. */
async function library(): Promise<TestClient> {
  const virtual = virtualPlatform()
  const sandbox = createSandbox({ blocks: [searchBlock], now: virtual.platform.now, signingKey })
  const it = testClient(sandbox, { virtual })
  closings.push(it.client.dispose, sandbox.close)
  await session(it.client).signIn({ email: demoUsers.ada.email, password: demoPassword })
  return it
}

test('books are found while they are typed, page by page, and counted by their fields', async () => {
  const { client, advance } = await library()
  const facets: SearchOptions['facets'] = { operation: getFacets, fields: ['language', 'subjects'], limit: 3 }
  const $found = searchAsYouType(client, search, { entity_type: 'book', search_type: 'wide', per_page: 5 }, { facets })
  closings.push($found.listen(() => {}))
  $found.type('sea')
  await advance(150)
  await until(() => $found.value.status === 'success' && $found.value.facets.length === 2)
  const { totalCount, items, facets: counted } = $found.value
  expect(items).toHaveLength(5)
  expect(counted[0]?.buckets.reduce((sum, { count }) => sum + count, counted[0].other_count)).toBe(totalCount)
  await $found.loadMore()
  expect($found.value.items.length).toBeGreaterThan(5)

  const { key, count } = counted[1]?.buckets[0] ?? { key: '', count: 0 }
  $found.narrow({ entity_type: 'book', search_type: 'wide', per_page: 5, include: { subjects: [key] } })
  await until(() => !$found.value.previous && !$found.value.fetching)
  expect($found.value.totalCount).toBe(count)
})

test('names are completed as they are typed', async () => {
  const { client, advance } = await library()
  const $found = searchAsYouType(client, autocomplete, { entity_type: 'book', limit: 5 })
  closings.push($found.listen(() => {}))
  $found.type('b')
  await advance(150)
  await until(() => $found.value.status === 'success')
  expect($found.value.items.length).toBeGreaterThan(0)
  expect($found.value.items.every(({ content }) => /\bb/iu.test(content))).toBe(true)
})

test('any list that takes a `search` is shown whole until something is typed', async () => {
  const { client, advance } = await library()
  const $found = searchAsYouType(client, listDocuments, { entity_type: 'book' }, { whole: true })
  closings.push($found.listen(() => {}))
  await until(() => $found.value.status === 'success')
  const { totalCount } = $found.value
  $found.type('bees')
  await advance(150)
  await until(() => $found.value.answered === 'bees')
  expect($found.value.totalCount).toBeLessThan(Number(totalCount))
})
