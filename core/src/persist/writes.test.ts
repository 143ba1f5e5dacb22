import { afterEach, describe, expect, test } from 'vitest'
import { mutation, record, writes } from '../index.ts'
import type { BlockstateError } from '../index.ts'
import { sharedTabs, until } from '../testing/index.ts'
import { Item, shop, shopDesk } from './shop.test.ts'
import type { Desk, Visiting } from './shop.test.ts'

const disposals: (() => void)[] = []
afterEach(() => disposals.splice(0).forEach((end) => end()))

const hall = { r1: { name: 'Hall', likes: 3 }, r2: { name: 'Loom', likes: 0 } }
const desk = (): Desk => shopDesk(disposals, hall)
const quiet = (error: BlockstateError): string => error.code

const create = ({ client }: Visiting, input: object): Promise<unknown> => mutation(client, shop.createItem).mutate(input).catch(quiet)
const update = ({ client }: Visiting, id: string, input: object): Promise<unknown> =>
  mutation(client, shop.updateItem)
    .mutate({ id, ...input })
    .catch(quiet)
const like = ({ client }: Visiting, id: string): Promise<unknown> => mutation(client, shop.likeItem).mutate({ id }).catch(quiet)
const queue = ({ client }: Visiting): string[] =>
  writes(client).value.writes.map(({ operation, status, error }) => [operation.method, status, error?.code].filter(Boolean).join(' '))
const stored = ({ storage }: Desk): string[] => [...storage.entries.keys()].filter((key) => key.includes(':w:'))
const madeId = ({ client }: Visiting): string => writes(client).value.writes.at(-1)?.key?.replace('item/', '') ?? ''
const rest = async (it: Desk): Promise<void> => it.clock.advance(10)

describe('writes made offline', () => {
  test('survive a reload, are seen again under the same keys, and go out once and in order when the network is back', async () => {
    const it = desk()
    const before = it.open()
    await before.kept.ready
    it.online(false)
    void create(before, { name: 'new' })
    const id = madeId(before)
    void update(before, id, { name: 'newer' })
    void update(before, 'r1', { note: 'a' })
    void update(before, 'r2', { note: 'b' })
    await rest(it)
    before.close()

    const after = it.open()
    await after.kept.ready
    expect(record(after.client, Item, id).value).toMatchObject({ data: { name: 'newer' }, saving: 'update' })
    expect(queue(after)).toEqual(['POST waiting', 'PUT waiting', 'PUT waiting', 'PUT waiting'])
    it.online(true)
    await until(() => queue(after).length === 0)
    const made = [...it.server.rows.keys()].at(-1)
    expect(it.server.writes).toEqual([
      'POST items {"name":"new"}',
      `PUT items/${made} {"name":"newer"}`,
      'PUT items/r1 {"note":"a"}',
      'PUT items/r2 {"note":"b"}',
    ])
    expect(record(after.client, Item, id).value.data).toMatchObject({ name: 'newer', unique_id: made })
    await rest(it)
    expect(stored(it)).toEqual([])
  })

  test('survive many reloads, and what is written between them comes behind', async () => {
    const it = desk()
    it.online(false)
    for (const note of ['1', '2', '3']) {
      const page = it.open()
      await page.kept.ready
      void update(page, note === '2' ? 'r2' : 'r1', { note })
      await rest(it)
      page.close()
    }
    it.online(true)
    const last = it.open()
    await until(() => it.server.writes.length === 2 && queue(last).length === 0)
    expect(it.server.writes).toEqual(['PUT items/r1 {"note":"3"}', 'PUT items/r2 {"note":"2"}'])
  })

  test('that were made before what was left over is back come behind it', async () => {
    const it = desk()
    it.online(false)
    const before = it.open()
    await before.kept.ready
    void update(before, 'r1', { name: 'old', note: 'left' })
    await rest(it)
    before.close()
    it.online(true)
    const after = it.open()
    void like(after, 'r2')
    void update(after, 'r1', { name: 'new' })
    await until(() => queue(after).length === 0 && it.server.writes.length >= 2)
    expect(it.server.rows.get('r1')).toMatchObject({ name: 'new', note: 'left' })
  })

  test('are not stored where nobody named their operation, nor where they carry a password or a code', async () => {
    const it = desk()
    const page = it.open({ operations: { updateItem: shop.updateItem, changeCode: shop.changeCode } })
    await page.kept.ready
    it.online(false)
    void create(page, { name: 'new' })
    void mutation(page.client, shop.changeCode).mutate({ code: '1234' }).catch(quiet)
    void update(page, 'r1', { name: 'kept' })
    await rest(it)
    expect(queue(page)).toHaveLength(3)
    expect([...it.storage.entries.values()].join()).not.toMatch(/1234|"new"/)
    expect(stored(it)).toHaveLength(1)
  })

  test('that are taken back are not there after a reload', async () => {
    const it = desk()
    it.online(false)
    const page = it.open()
    await page.kept.ready
    void update(page, 'r1', { name: 'wrong' })
    await rest(it)
    expect(writes(page.client).cancel(writes(page.client).value.writes[0]?.id ?? '')).toBe(true)
    await rest(it)
    expect(stored(it)).toEqual([])
  })
})

describe('a write that was on its way when the page went', () => {
  test('is noted down before it is sent', async () => {
    const it = desk()
    const page = it.open()
    await page.kept.ready
    let let_go = (): void => {}
    it.storage.before = () => new Promise((go) => (let_go = go))
    void update(page, 'r1', { name: 'slow disk' })
    await rest(it)
    expect(it.server.writes).toEqual([])
    it.storage.before = () => {}
    let_go()
    await until(() => it.server.writes.length === 1)
  })

  test('is shown as interrupted and not sent again, until somebody says so', async () => {
    const it = desk()
    const before = it.open()
    await before.kept.ready
    it.server.fate = (name) => (name.startsWith('PUT') ? 'hang' : 'answer')
    void update(before, 'r1', { name: 'done?' })
    void update(before, 'r1', { note: 'behind it' })
    await until(() => it.server.writes.length === 1)
    before.close()
    it.server.fate = () => 'answer'

    const after = it.open()
    await after.kept.ready
    await until(() => it.server.writes.length === 2)
    expect(it.server.writes[1]).toBe('PUT items/r1 {"note":"behind it"}')
    expect(queue(after)).toEqual(['PUT failed interrupted'])
    const [first] = writes(after.client).value.writes
    await writes(after.client).retry(first?.id ?? '')
    expect(it.server.rows.get('r1')).toMatchObject({ name: 'done?', note: 'behind it' })
    await rest(it)
    expect(stored(it)).toEqual([])
  })

  test('goes out again under the same key where the server knows it by that', async () => {
    const it = desk()
    const before = it.open()
    await before.kept.ready
    it.server.fate = (name) => (name.startsWith('POST') ? 'hang' : 'answer')
    void like(before, 'r1')
    await until(() => it.server.writes.length === 1)
    before.close()
    // A second time, before it could be sent.
    it.online(false)
    const between = it.open()
    await between.kept.ready
    expect(queue(between)).toEqual(['POST waiting'])
    await rest(it)
    between.close()
    it.server.fate = () => 'answer'
    it.online(true)
    const after = it.open()
    await until(() => it.server.writes.length === 2 && queue(after).length === 0)
    expect(it.server.rows.get('r1')).toMatchObject({ likes: 4 })
  })

  test('together with others is one write afterwards', async () => {
    const it = desk()
    const before = it.open()
    await before.kept.ready
    it.online(false)
    void update(before, 'r1', { name: 'a' })
    void update(before, 'r1', { note: 'b' })
    it.server.fate = (name) => (name.startsWith('PUT') ? 'hang' : 'answer')
    it.online(true)
    await until(() => it.server.writes.length === 1)
    before.close()
    const after = it.open()
    await after.kept.ready
    expect(queue(after)).toEqual(['PUT failed interrupted'])
    expect(writes(after.client).value.writes[0]?.input).toEqual({ id: 'r1', name: 'a', note: 'b' })
    await rest(it)
    expect(stored(it)).toHaveLength(1)
  })

  test('and was a creation takes along what was to follow it', async () => {
    const it = desk()
    const before = it.open()
    await before.kept.ready
    it.server.fate = () => 'hang'
    void create(before, { name: 'new' })
    const id = madeId(before)
    void update(before, id, { name: 'newer' })
    await until(() => it.server.writes.length === 1)
    before.close()
    it.server.fate = () => 'answer'
    const after = it.open()
    await after.kept.ready
    expect(queue(after)).toEqual(['POST failed interrupted', 'PUT failed aborted'])
    const [creation, edit] = writes(after.client).value.writes
    await writes(after.client).retry(creation?.id ?? '')
    await writes(after.client).retry(edit?.id ?? '')
    expect(record(after.client, Item, id).value.data).toMatchObject({ name: 'newer' })
    expect(it.server.writes.at(-1)).toMatch(/^PUT items\/r\d/)
  })
})

test('an edit of what was created just before the reload finds it by the name the server gave it', async () => {
  const it = desk()
  const before = it.open()
  await before.kept.ready
  it.server.fate = (name) => (name.startsWith('PUT') ? 'hang' : 'answer')
  void create(before, { name: 'new' })
  const id = madeId(before)
  void update(before, id, { name: 'first edit' })
  void like(before, id)
  await until(() => it.server.writes.length === 2)
  before.close()
  it.server.fate = () => 'answer'
  const after = it.open()
  await until(() => it.server.writes.length === 3)
  const made = [...it.server.rows.keys()].at(-1)
  expect(it.server.writes[2]).toBe(`POST items/${made}/like`)
  await until(() => queue(after).length === 1)
  expect(it.server.rows.get(made ?? '')).toMatchObject({ likes: 1 })
})

test('a refused write is there again with what the server said, and goes when it is discarded', async () => {
  const it = desk()
  const before = it.open()
  await before.kept.ready
  it.server.fate = (name) => (name.startsWith('PUT') ? 'refuse' : 'answer')
  expect(await update(before, 'r1', { name: 'far too long' })).toBe('invalid')
  await rest(it)
  before.close()
  const after = it.open()
  await after.kept.ready
  const [write] = writes(after.client).value.writes
  expect(write).toMatchObject({ status: 'failed', input: { name: 'far too long' } })
  expect(write?.error).toMatchObject({ code: 'invalid', status: 422, errors: [{ detail: 'Too long', source: 'name' }] })
  expect(write?.error?.message).toContain('Too long')
  expect(it.server.writes).toHaveLength(1)
  writes(after.client).discard(write?.id ?? '')
  await rest(it)
  expect(stored(it)).toEqual([])
})

test('a poisoned entry is dropped, and what stands beside it is sent', async () => {
  const it = desk()
  it.online(false)
  const before = it.open()
  await before.kept.ready
  for (const note of ['1', '2', '3', '4', '5']) void create(before, { note })
  await rest(it)
  before.close()
  const [broken, foreign, unknown, torn] = stored(it)
  const change = (key = '', to: (entry: object) => unknown): void => {
    const text = it.storage.entries.get(key) ?? '{}'
    it.storage.entries.set(key, JSON.stringify(to(JSON.parse(text) as object))) // stored by persist
  }
  it.storage.entries.set(broken ?? '', '{"id":')
  change(foreign, () => ({ something: 'else' }))
  change(unknown, (entry) => ({ ...entry, name: 'dropItem' }))
  change(torn, (entry) => ({ ...entry, name: 'updateItem', input: { name: 'of nothing' } }))
  it.online(true)
  const after = it.open()
  await until(() => it.server.writes.length === 1)
  expect(it.server.writes).toEqual(['POST items {"note":"5"}'])
  expect(after.kept.$status.value.error).toMatchObject({ code: 'storage', message: expect.stringContaining('dropItem') as string })
  expect(queue(after)).toEqual(['PUT failed invalid_input'])
  await rest(it)
  expect(stored(it)).toEqual([torn])
})

describe('two tabs', () => {
  test('each send their own writes; those of a tab that is gone are sent by one of the others', async () => {
    const it = desk()
    const browser = sharedTabs()
    const [left, right] = [browser.open(), browser.open()]
    it.online(false)
    const one = it.open({}, left)
    const two = it.open({}, right)
    await Promise.all([one.kept.ready, two.kept.ready])
    void update(one, 'r1', { note: 'one' })
    void update(two, 'r2', { note: 'two' })
    await browser.advance(1_000)
    left.close()
    one.close()
    const three = it.open({}, browser.open())
    await browser.advance(1_000)
    expect([queue(two), queue(three)]).toEqual([['PUT waiting'], ['PUT waiting']])
    it.online(true)
    await until(() => it.server.writes.length === 2)
    await browser.advance(1_000)
    expect(it.server.writes.toSorted()).toEqual(['PUT items/r1 {"note":"one"}', 'PUT items/r2 {"note":"two"}'])
    expect(stored(it)).toEqual([])
  })

  test('that live on while another is closed take over what it left', async () => {
    const it = desk()
    const browser = sharedTabs()
    const left = browser.open()
    it.online(false)
    const one = it.open({}, left)
    await one.kept.ready
    void update(one, 'r1', { note: 'one' })
    await browser.advance(1_000)
    const two = it.open({}, browser.open())
    await browser.advance(1_000)
    expect(queue(two)).toEqual([])
    left.close()
    one.close()
    await browser.advance(1_000)
    expect(queue(two)).toEqual(['PUT waiting'])
    it.online(true)
    await until(() => it.server.writes.length === 1 && queue(two).length === 0)
  })
})
