import { afterEach, expect, test } from 'vitest'
import { entityChat } from '../blocks/jarvis.ts'
import { draft } from '../index.ts'
import type { DraftStore } from '../index.ts'
import { testClient } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'

const disposals: (() => void)[] = []
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

const server = { fetch: async (): Promise<Response> => Response.json({ data: { access_token: 'a', refresh_token: 'r' } }) }

/** A visit of the page with what earlier ones stored. */
function visit(storage?: TestClient['storage']): TestClient & { of: (conv_id?: string) => DraftStore } {
  const it = testClient(server, storage ? { storage } : {})
  disposals.push(it.client.dispose)
  const of = (conv_id = 'c1'): DraftStore => draft(it.client, entityChat, { id: 'e1', conv_id }, { storage: it.storage })
  return { ...it, of }
}

test('survives a reload, each conversation’s its own', async () => {
  const before = visit()
  before.of('c1').write('How often')
  before.of('c2').write('Why')
  await before.advance(301)
  const after = visit(before.storage)
  expect([after.of('c1').value, after.of('c2').value, after.of('c3').value]).toEqual([{ text: 'How often' }, { text: 'Why' }, { text: '' }])
})

test('is stored when the writing pauses, when the page goes out of sight and when the client ends, not at every key', async () => {
  const before = visit()
  const $draft = before.of()
  disposals.push($draft.listen(() => {}))
  $draft.write('H')
  await before.advance(200)
  $draft.write('Ho')
  await before.advance(200)
  expect(visit(before.storage).of().value.text).toBe('')
  before.setVisible(false)
  expect(visit(before.storage).of().value.text).toBe('Ho')
  $draft.write('How')
  before.client.dispose()
  expect(visit(before.storage).of().value.text).toBe('How')
})

test('that was sent is gone, from the storage at once', () => {
  const before = visit()
  before.of().write('Hello')
  before.of().clear()
  expect(before.of().value.text).toBe('')
  expect(visit(before.storage).of().value.text).toBe('')
})

test('is one store for everybody who asks', () => {
  const { of } = visit()
  expect(of()).toBe(of())
})

test('written in another tab shows when this one is looked at, unless something was written here since', async () => {
  const one = visit()
  const other = visit(one.storage)
  disposals.push(one.of().listen(() => {}))
  other.of().write('From the other tab')
  await other.advance(301)
  one.focus()
  expect(one.of().value.text).toBe('From the other tab')
  other.of().write('Later')
  await other.advance(301)
  one.of().write('Mine')
  one.focus()
  expect(one.of().value.text).toBe('Mine')
})

test('a storage that refuses costs the draft after a reload, and nothing else', async () => {
  const it = testClient(server)
  disposals.push(it.client.dispose)
  const setItem = (): void => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  const $draft = draft(it.client, entityChat, { id: 'e1', conv_id: 'c1' }, { storage: { ...it.storage, setItem } })
  $draft.write('Hello')
  await it.advance(301)
  expect($draft.value.text).toBe('Hello')
})
