import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { IDBFactory } from 'fake-indexeddb'
import { createStorage } from 'unstorage'
import fsDriver from 'unstorage/drivers/fs'
import fsLiteDriver from 'unstorage/drivers/fs-lite'
import memoryDriver from 'unstorage/drivers/memory'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { mutation, writes } from '../index.ts'
import { until } from '../testing/index.ts'
import { indexedDbStorage } from './index.ts'
import type { PersistStorage } from './index.ts'
import { placeOf, readKey, tabOf, writeKey } from './place.ts'
import { shop, shopDesk } from './shop.test.ts'
import type { Desk, Visiting } from './shop.test.ts'
import { listed } from './storage.ts'

const disposals: (() => void)[] = []
afterEach(() => {
  disposals.splice(0).forEach((end) => end())
  vi.unstubAllGlobals()
})

const desk = (): Desk => shopDesk(disposals, { r1: { name: 'Hall' } })
const rename = ({ client }: Visiting, name: string): void =>
  void mutation(client, shop.updateItem)
    .mutate({ id: 'r1', name })
    .catch(() => {})

/** A storage with `getItem`, `setItem` and `removeItem` only, that answers at once. */
function plainStorage(): PersistStorage & { entries: Map<string, string> } {
  const entries = new Map<string, string>()
  return {
    entries,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  }
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'blockstate-kept-'))
  disposals.push(() => rmSync(path, { recursive: true, force: true }))
  return path
}

function browserStorage(): PersistStorage {
  vi.stubGlobal('indexedDB', new IDBFactory())
  return indexedDbStorage()
}

describe.each<[string, () => PersistStorage]>([
  ['IndexedDB', browserStorage],
  ['a storage that cannot list its keys', plainStorage],
  ['unstorage in memory', () => createStorage({ driver: memoryDriver() })],
  ['unstorage on files', () => createStorage({ driver: fsDriver({ base: folder() }) })],
  ['unstorage on files, the light driver', () => createStorage({ driver: fsLiteDriver({ base: folder() }) })],
])('%s', (_, make) => {
  test('keeps reads and unsent writes, and is empty of writes when they are sent', async () => {
    const it = desk()
    const storage = make()
    const before = it.open({ storage })
    await before.kept.ready
    const $item = before.item('r1')
    await until(() => $item.value.status === 'success')
    it.online(false)
    rename(before, 'Hall 2')
    await before.kept.flush()
    before.close()

    const after = it.open({ storage })
    await after.kept.ready
    expect(after.kept.$status.value).toEqual({ status: 'ready' })
    expect(after.item('r1').value.data).toMatchObject({ name: 'Hall 2' })
    it.online(true)
    await until(() => writes(after.client).value.writes.length === 0)
    expect(it.server.writes).toEqual(['PUT items/r1 {"name":"Hall 2"}'])
    await after.kept.flush()
    const keys = await listed(storage).getKeys('')
    expect(keys.filter((key) => key.includes(':w:'))).toEqual([])
    expect(keys.filter((key) => key.includes(':r:'))).toHaveLength(1)
  })
})

describe('a storage that refuses', () => {
  test('everything keeps nobody from working, and says so in the status', async () => {
    const it = desk()
    const no = (): never => {
      throw new Error('The operation is insecure.')
    }
    const page = it.open({ storage: { getItem: no, setItem: no, removeItem: no, getKeys: no } })
    await page.kept.ready
    const $item = page.item('r1')
    await until(() => $item.value.status === 'success')
    rename(page, 'Hall 2')
    await until(() => it.server.writes.length === 1)
    expect(page.kept.$status.value).toMatchObject({ status: 'ready', error: { code: 'storage' } })
    expect(page.kept.$status.value.error?.cause).toMatchObject({ message: 'The operation is insecure.' })
  })

  test('to be there at all, as in a private window, is such a storage', async () => {
    vi.stubGlobal('indexedDB', undefined)
    const it = desk()
    const page = it.open({ storage: indexedDbStorage() })
    await page.kept.ready
    rename(page, 'Hall 2')
    await until(() => it.server.writes.length === 1)
    expect(page.kept.$status.value.error?.code).toBe('storage')
  })

  test('for want of room gives up kept reads for an unsent write', async () => {
    const it = desk()
    const page = it.open()
    await page.kept.ready
    const $item = page.item('r1')
    await until(() => $item.value.status === 'success')
    await page.kept.flush()
    it.storage.before = () => {
      if (it.storage.entries.size > 0) throw new Error('QuotaExceededError')
    }
    it.online(false)
    rename(page, 'Hall 2')
    await page.kept.flush()
    expect([...it.storage.entries.keys()].map((key) => /:w:/.test(key))).toEqual([true])
    expect(page.kept.$status.value.error).toBe(undefined)
  })

  test('to answer at all holds nothing up for more than five seconds', async () => {
    const it = desk()
    const never = (): Promise<never> => new Promise(() => {})
    const page = it.open({ storage: { getItem: never, setItem: never, removeItem: never, getKeys: never } })
    rename(page, 'Hall 2')
    await it.clock.advance(4_900)
    expect(it.server.writes).toEqual([])
    await it.clock.advance(5_200)
    expect(it.server.writes).toHaveLength(1)
  })
})

describe('keys', () => {
  const signedIn = (unique_id: string) => ({ status: 'authenticated', user: { unique_id }, expiresAt: null }) as const

  test('differ wherever app or user do, by more than case, and hold nothing a file system could take amiss', () => {
    const names = ['Ada', 'ada', 'a:da', 'a/da', '../ada', 'a%da', '_', 'ä', 'a_da', 'a_3a_da']
    const places = names.map((name) => placeOf('demo@https://api.23blocks.com/v1', signedIn(name))?.user ?? '')
    places.push(placeOf('demo@https://api.23blocks.com/v1', { status: 'anonymous' })?.user ?? '')
    places.push(placeOf('demo', signedIn('@https://api.23blocks.com/v1'))?.user ?? '')
    expect(new Set(places.map((place) => place.toLowerCase())).size).toBe(places.length)
    expect(places.every((place) => /^[a-z0-9_:-]+:$/.test(place) && !place.includes('::'))).toBe(true)
    expect(places.some((one) => places.some((other) => one !== other && other.startsWith(one)))).toBe(false)
  })

  test('of writes name their tab, those of reads none; nobody has a place while it is not known who is there', () => {
    const { app, user } = placeOf('demo', signedIn('u1')) ?? { app: '', user: '' }
    expect(tabOf(app, writeKey(user, 't1', 'w1'))).toBe(`${user}w:t1:`)
    expect(tabOf(app, readKey(user, 'query GET shop/items?{}'))).toBe(null)
    expect(readKey(user, 'a')).not.toBe(readKey(user, 'b'))
    expect(placeOf('demo', { status: 'authenticating' })).toBe(null)
    expect(placeOf('demo', { status: 'authenticated', user: null, expiresAt: null })).toBe(null)
  })
})
