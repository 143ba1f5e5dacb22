import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../database/openDatabase.ts'
import type { Place } from '../database/place.ts'
import { bytesResponse } from './bytesResponse.ts'
import { dropBytes, keepBytes } from './keepBytes.ts'
import { openByteStore } from './openByteStore.ts'

const key = '00000000-0000-4000-8000-00000000000a'
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = (found: Uint8Array | undefined): string | undefined => found && new TextDecoder().decode(found)

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'bytes-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return join(made, 'kept')
}

describe.each([
  ['in memory', () => undefined],
  ['on disk', folder],
])('bytes %s', (_, place) => {
  test('are kept, read back and let go by their key', () => {
    const store = openByteStore(place())
    store.put(key, bytes('tide'))
    expect(text(store.get(key))).toBe('tide')
    store.remove(key)
    store.remove(key)
    expect(store.get(key)).toBeUndefined()
  })

  test.each(['../secret', 'a.txt', '', `${key}/..`, key.toUpperCase()])('are never reached by a name such as %j', (name) => {
    const store = openByteStore(place())
    for (const reach of [() => store.put(name, bytes('x')), () => store.get(name), () => store.remove(name)])
      expect(reach).toThrow(TypeError)
  })

  test('are all gone after clear', () => {
    const store = openByteStore(place())
    store.put(key, bytes('tide'))
    store.clear()
    expect(store.get(key)).toBeUndefined()
  })

  test('stay with the rows that point to them: both or neither', () => {
    const store = openByteStore(place())
    const database = openDatabase(':memory:')
    database.script('create table t (k text)')
    const here: Place = { database, bytes: store, tenant: 'works', now: () => 0, mint: () => key }
    const failing = (): never => {
      database.run('insert into t values (?)', key)
      throw new Error('refused')
    }
    expect(() => keepBytes(here, bytes('x'), failing)).toThrow('refused')
    expect([store.get(key), database.all('select * from t')]).toEqual([undefined, []])
    keepBytes(here, bytes('x'), (kept) => database.run('insert into t values (?)', kept))
    expect(() => dropBytes(here, failing)).toThrow('refused')
    expect(text(store.get(key))).toBe('x')
    dropBytes(here, () => [key])
    expect(store.get(key)).toBeUndefined()
  })
})

test('on disk they survive the object, whole and under no name but their key', () => {
  const place = folder()
  openByteStore(place).put(key, bytes('tide'))
  expect([text(openByteStore(place).get(key)), readdirSync(place)]).toEqual(['tide', [key]])
})

test.each([
  ['image/png', 'image/png', 'inline'],
  ['text/plain', 'text/plain; charset=utf-8', 'inline'],
  ['text/html', 'text/html', 'attachment'],
  ['image/svg+xml', 'image/svg+xml', 'attachment'],
  ['no type\r\nx: y', 'application/octet-stream', 'attachment'],
])('bytes told as %j are served as %s, %s, and nothing in them runs', (type, served, disposition) => {
  const { headers } = bytesResponse(Uint8Array.from(bytes('x')), { type, name: 'Plan "ü"\r\n.png' })
  expect([headers.get('content-type'), headers.get('content-disposition')]).toEqual([
    served,
    `${disposition}; filename*=UTF-8''Plan%20%22%C3%BC%22%0D%0A.png`,
  ])
  expect([headers.get('x-content-type-options'), headers.get('content-security-policy')]).toEqual([
    'nosniff',
    "default-src 'none'; sandbox",
  ])
})
