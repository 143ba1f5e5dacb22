import { expect, test } from 'vitest'
import { collection, op, paged, patch, query, resource } from '../index.ts'
import type { CollectionStore, QueryStore } from '../index.ts'
import { testClient, virtualClock, virtualPlatform } from '../testing/index.ts'
import type { TestClient, VirtualClock, VirtualPlatform } from '../testing/index.ts'
import { persist } from './index.ts'
import type { Persistence, PersistOptions, PersistStorage } from './index.ts'

export const Item = resource('item', { name: 'string?', note: 'string?', likes: 'integer!?', parent_id: 'string?' })
const auth = 'none'
const about = ''
const plusOne = patch(Item, ({ likes = 0 }) => ({ likes: likes + 1 }))
/** What the shop's server can do. */
export const shop = {
  listItems: op('GET shop/items', { about, query: paged(), returns: [Item], auth }),
  getItem: op('GET shop/items/:id', { about, returns: Item, auth }),
  createItem: op('POST shop/items', { about, body: Item, returns: Item, auth }),
  updateItem: op('PUT shop/items/:id', { about, body: Item, returns: Item, auth }),
  deleteItem: op('DELETE shop/items/:id', { about, removes: Item, auth }),
  likeItem: op('POST shop/items/:id/like', { about, patches: plusOne, returns: { message: 'string?' }, auth, idempotent: true }),
  changeCode: op('PUT shop/code', { about, body: { code: 'string' }, credentials: true, auth }),
}

/** What becomes of a request: it is done and answered, done and never answered, or refused. */
export type Fate = 'answer' | 'lose' | 'hang' | 'refuse'

export interface ShopServer {
  readonly rows: Map<string, Record<string, unknown>>
  /** `PUT items/r1 {"name":"a"}`: every write that came, in order. */
  readonly writes: string[]
  /** Decides about the requests to come; answered unless it says otherwise. */
  fate: (name: string) => Fate
  fetch(request: Request): Promise<Response>
}

/**
 * A server with items. It knows a write that comes twice under one key, and does it once.
 *
 * @example
 * const server = shopServer({ r1: { name: 'Hall' } })
 */
export function shopServer(items: Readonly<Record<string, object>> = {}): ShopServer {
  const rows = new Map(Object.entries(items).map(([id, fields]) => [id, { unique_id: id, ...fields } as Record<string, unknown>]))
  const done = new Set<string>()
  const record = (row: Record<string, unknown>): object => ({ type: 'item', id: row['unique_id'], attributes: row })
  let made = 0
  const act = (method: string, path: string, fields: Record<string, unknown>): Response => {
    const [, id = '', deed] = path.split('/')
    if (method === 'GET' && !id) return Response.json({ data: [...rows.values()].map(record) })
    if (method === 'POST' && !id) {
      const row = { unique_id: `r${(made += 1)}-${rows.size}`, ...fields }
      rows.set(row.unique_id, row)
      return Response.json({ data: record(row) }, { status: 201 })
    }
    const row = rows.get(id)
    if (!row) return Response.json({ errors: [{ status: '404', title: 'Not found' }] }, { status: 404 })
    if (method === 'DELETE') return rows.delete(id) ? new Response(null, { status: 204 }) : raise()
    const next = deed === 'like' ? { ...row, likes: Number(row['likes'] ?? 0) + 1 } : { ...row, ...fields }
    rows.set(id, next)
    return deed === 'like' ? Response.json({ message: 'liked' }) : Response.json({ data: record(next) })
  }
  const server: ShopServer = {
    rows,
    writes: [],
    fate: () => 'answer',
    fetch: async (request) => {
      const text = await request.clone().text()
      const path = new URL(request.url).pathname.replace('/v1/shop/', '')
      const name = `${request.method} ${path}`
      // The client under test wrote it.
      const fields = ((text ? JSON.parse(text) : {}) as { item?: Record<string, unknown> }).item ?? {}
      const fate = server.fate(name)
      if (request.method !== 'GET') server.writes.push(text ? `${name} ${JSON.stringify(fields)}` : name)
      if (fate === 'refuse')
        return Response.json({ errors: [{ status: '422', title: 'No', detail: 'Too long', source: 'name' }] }, { status: 422 })
      const key = request.headers.get('idempotency-key')
      const response = key && done.has(key) ? Response.json({ message: 'known' }) : act(request.method, path, fields)
      if (key) done.add(key)
      if (fate === 'lose') throw new TypeError('fetch failed')
      return fate === 'hang' ? new Promise(() => {}) : response
    },
  }
  return server
}

/** A page that is open: its client, and what is kept of it. */
export interface Visiting extends TestClient {
  readonly kept: Persistence
  readonly $items: CollectionStore<{ unique_id?: string; name?: string }>
  /** A query of one item, watched. */
  item(id: string): QueryStore<Record<string, unknown>>
  /** It is closed without a word, as a browser does. */
  close(): void
}

/** A place where pages are opened, one after the other or side by side. */
export interface Desk {
  readonly clock: VirtualClock
  readonly server: ShopServer
  readonly storage: MemoryStorage
  open(options?: PersistOptions, virtual?: VirtualPlatform): Visiting
  /** Whether the machine has a network; pages that are open hear of it. */
  online(there: boolean): void
}

/** A storage in memory that shows what is in it. */
export interface MemoryStorage extends PersistStorage {
  readonly entries: Map<string, string>
  /** Called before each entry is stored: to be slow, to refuse. */
  before: (key: string) => void | Promise<void>
}

/**
 * A storage as IndexedDB is one: of one person, in its own time.
 *
 * @example
 * const storage = memoryStorage()
 */
export function memoryStorage(): MemoryStorage {
  const entries = new Map<string, string>()
  const storage: MemoryStorage = {
    entries,
    before: () => {},
    personal: true,
    getItem: async (key) => entries.get(key),
    setItem: async (key, value) => {
      await storage.before(key)
      entries.set(key, value)
    },
    removeItem: async (key) => void entries.delete(key),
    getKeys: async (base) => [...entries.keys()].filter((key) => key.startsWith(base)),
  }
  return storage
}

/**
 * A desk with a server, a clock and a storage, on which pages come and go.
 *
 * @param disposals where the ends of what it opens are put
 *
 * @example
 * const desk = shopDesk(disposals, { r1: { name: 'Hall' } })
 */
export function shopDesk(disposals: (() => void)[], items: Readonly<Record<string, object>> = {}): Desk {
  const clock = virtualClock()
  const server = shopServer(items)
  const storage = memoryStorage()
  const pages = new Set<VirtualPlatform>()
  let there = true
  let opened = 0
  return {
    clock,
    server,
    storage,
    online: (now) => {
      there = now
      for (const page of pages) page.setOnline(now)
    },
    open: (options = {}, tab = virtualPlatform(clock)) => {
      // No two pages of a browser make up the same names.
      const chance = (opened += 1) / 1_000
      const virtual = { ...tab, platform: { ...tab.platform, random: () => chance } }
      virtual.setOnline(there)
      pages.add(virtual)
      let closed = false
      const fetch = async (request: Request): Promise<Response> => {
        if (closed) return new Promise(() => {})
        if (!there) throw new TypeError('fetch failed')
        return server.fetch(request)
      }
      const it = testClient({ fetch }, { virtual, attempts: 1 })
      const disk = options.storage ?? storage
      // A page that is gone asks its disk for nothing more.
      const alive = (use: () => unknown): unknown => (closed ? new Promise(() => {}) : use())
      const own: PersistStorage = {
        ...disk,
        setItem: (key, value) => alive(() => disk.setItem(key, value)),
        removeItem: (key) => alive(() => disk.removeItem(key)),
      }
      const kept = persist(it.client, { operations: shop, ...options, storage: own })
      const close = (): void => {
        closed = true
        pages.delete(virtual)
        it.client.dispose()
      }
      disposals.push(close)
      return {
        ...it,
        kept,
        get $items() {
          return collection(it.client, shop.listItems, {}) as Visiting['$items'] // its rows are items
        },
        item: (id) => {
          const $item = query(it.client, shop.getItem, { id })
          disposals.push($item.subscribe(() => {}))
          return $item as unknown as QueryStore<Record<string, unknown>> // an item's fields
        },
        close,
      }
    },
  }
}

function raise(): never {
  throw new Error('It was there a moment ago.')
}

test('the shop does what it is told, once for each key, and answers as fate will have it', async () => {
  const server = shopServer({ r1: { name: 'Hall', likes: 1 } })
  const ask = (name: string, init: RequestInit = {}): Promise<Response> =>
    server.fetch(new Request(`http://sandbox.test/v1/shop/${name}`, init))
  await ask('items/r1', { method: 'PUT', body: '{"item":{"name":"Hall 2"}}' })
  for (let time = 0; time < 2; time += 1) await ask('items/r1/like', { method: 'POST', headers: { 'idempotency-key': 'k1' } })
  expect(server.rows.get('r1')).toEqual({ unique_id: 'r1', name: 'Hall 2', likes: 2 })
  server.fate = () => 'lose'
  await expect(ask('items', { method: 'POST', body: '{"item":{"name":"lost"}}' })).rejects.toThrow('fetch failed')
  expect(server.rows.size).toBe(2)
  server.fate = () => 'refuse'
  expect((await ask('items/r1', { method: 'DELETE' })).status).toBe(422)
  expect(server.writes).toHaveLength(5)
})
