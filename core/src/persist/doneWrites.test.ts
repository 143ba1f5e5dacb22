import { afterEach, expect, test } from 'vitest'
import { mutation } from '../index.ts'
import { until } from '../testing/index.ts'
import { shop, shopDesk } from './shop.test.ts'
import type { Desk, Visiting } from './shop.test.ts'

const disposals: (() => void)[] = []
afterEach(() => disposals.splice(0).forEach((end) => end()))

const names = ({ $items }: Visiting): (string | undefined)[] => $items.value.items.map(({ name }) => name)
const done = ({ storage }: Desk): string[] => [...storage.entries.keys()].filter((key) => key.includes(':d:'))
const watched = (it: Desk): Visiting => {
  const page = it.open()
  disposals.push(page.$items.subscribe(() => {}))
  return page
}

test('what was acknowledged is seen on a page that is opened without a network before the list was read again, and forgotten when it was', async () => {
  const it = shopDesk(disposals, { r1: { name: 'Hall' }, r2: { name: 'Loom' }, r3: { name: 'Oven' } })
  const before = watched(it)
  await until(() => names(before).length === 3 && !before.$items.value.fetching)
  await before.kept.flush()
  await it.clock.advance(1)
  it.server.fate = (name) => (name.startsWith('GET') ? 'hang' : 'answer')
  await mutation(before.client, shop.createItem).mutate({ name: 'Mill' })
  await mutation(before.client, shop.updateItem).mutate({ id: 'r1', name: 'Hall 2' })
  await mutation(before.client, shop.deleteItem).mutate({ id: 'r2' })
  await before.kept.flush()
  before.close()
  it.online(false)

  const after = watched(it)
  await after.kept.ready
  expect(names(after)).toEqual(['Mill', 'Hall 2', 'Oven'])
  expect(after.$items.value.keys[0]).toMatch(/^item\/new-/)
  expect(done(it)).toHaveLength(3)

  it.server.fate = () => 'answer'
  await it.clock.advance(1)
  it.online(true)
  await it.clock.advance(10_000)
  await until(() => after.$items.value.status === 'success' && !after.$items.value.fetching)
  await after.kept.flush()
  expect(names(after).toSorted()).toEqual(['Hall 2', 'Mill', 'Oven'])
  expect(done(it)).toEqual([])
})
