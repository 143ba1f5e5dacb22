import { expect, test } from 'vitest'
import { createClient } from '../../client/createClient.ts'
import type { Client } from '../../client/createClient.ts'
import { collection, mutation, op, paged, query, resource, writes } from '../../index.ts'
import type { WritesStore } from '../../index.ts'
import { virtualClock, virtualPlatform } from '../../testing/index.ts'
import type { VirtualClock } from '../../testing/index.ts'
import { persist } from '../index.ts'
import type { Persistence } from '../index.ts'
import { memoryStorage } from '../shop.test.ts'
import type { MemoryStorage } from '../shop.test.ts'
import { oracleServer, PER_PAGE } from './oracleServer.test.ts'
import type { OracleServer, Row } from './oracleServer.test.ts'

const Item = resource('item', { name: 'string', note: 'string' })
const auth = 'none'
const shop = {
  listItems: op('GET shop/items', { about: 'List', query: paged(), returns: [Item], auth }),
  getItem: op('GET shop/items/:id', { about: 'Read', returns: Item, auth }),
  createItem: op('POST shop/items', { about: 'Create', body: Item, returns: Item, auth }),
  updateItem: op('PUT shop/items/:id', { about: 'Change', body: Item, returns: Item, auth }),
  deleteItem: op('DELETE shop/items/:id', { about: 'Remove', removes: Item, auth }),
}

/** The machine that pages are opened on, one after the other. */
export interface Machine {
  readonly server: OracleServer
  readonly clock: VirtualClock
  readonly disk: MemoryStorage
  /** Is there a network? */
  readonly online: boolean
  /** The disk of a page hands out nothing before this. */
  readonly reading?: Promise<void> | undefined
}

/** A page that is open: a list, two records, and three forms. */
export interface OraclePage {
  readonly client: Client
  readonly kept: Persistence
  readonly $all: ReturnType<typeof openStores>['$all']
  readonly ones: ReturnType<typeof openStores>['ones']
  readonly forms: ReturnType<typeof openStores>['forms']
  readonly $writes: WritesStore
  setOnline(there: boolean): void
  /** The person looks elsewhere: what the page shows is stored. */
  hide(): void
  /** It is gone from one moment to the next. */
  close(): void
}

// What is inferred here is the stores' own types, by the operations above.
function openStores(client: Client) {
  return {
    $all: collection(client, shop.listItems, { per_page: PER_PAGE }),
    ones: ['r1', 'r2'].map((id) => ({ id, $one: query(client, shop.getItem, { id }) })),
    forms: {
      create: mutation(client, shop.createItem),
      edit: mutation(client, shop.updateItem),
      remove: mutation(client, shop.deleteItem),
    },
  }
}

/**
 * Opens a page.
 *
 * @param visit which one it is: no two pages of a browser make up the same names
 *
 * @example
 * const page = openPage(machine, 1)
 * await page.kept.ready
 */
export function openPage({ server, clock, disk, online, reading }: Machine, visit: number): OraclePage {
  const { platform, setOnline, setVisible } = virtualPlatform(clock)
  setOnline(online)
  const client = createClient({
    appId: 'demo',
    baseUrl: 'http://sandbox.test/v1',
    fetch: server.fetch,
    platform: { ...platform, random: () => visit / 1_000 },
    storage: null,
    attempts: 1,
    timeout: 3_600_000,
    requestsPerMinute: 1_000_000,
  })
  let closed = false
  // A page that is gone asks its disk for nothing more.
  const alive = (use: () => unknown): unknown => (closed ? new Promise(() => {}) : use())
  const storage = {
    ...disk,
    getKeys: async (base: string) => {
      await reading
      return (await disk.getKeys?.(base)) ?? []
    },
    setItem: (key: string, value: string) => alive(() => disk.setItem(key, value)),
    removeItem: (key: string) => alive(() => disk.removeItem(key)),
  }
  return {
    client,
    kept: persist(client, { operations: shop, storage }),
    ...openStores(client),
    $writes: writes(client),
    setOnline,
    hide: () => setVisible(false),
    close: () => {
      closed = true
      client.dispose()
    },
  }
}

test('a page shows what the page before it showed, before anything is answered', async () => {
  const machine: Machine = { server: oracleServer(), clock: virtualClock(), disk: memoryStorage(), online: true }
  const { server, clock } = machine
  server.insert(0, {})
  const first = openPage(machine, 1)
  const off = first.$all.subscribe(() => {})
  await clock.advance(0)
  for (const exchange of server.exchanges) exchange.work()
  for (const exchange of server.exchanges) exchange.end()
  await clock.advance(0)
  first.hide()
  await clock.advance(0)
  off()
  first.close()
  const second = openPage(machine, 2)
  second.$all.subscribe(() => {})
  await second.kept.ready
  expect(second.$all.value.items.map(({ unique_id }: Row) => unique_id)).toEqual(['r1'])
  second.close()
})
