import { afterEach, describe, expect, test } from 'vitest'
import { op, paged, resource } from '../declare/index.ts'
import { call, query } from '../index.ts'
import { testClient, turn } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'
import { saveAnswer } from '../wire/savedAnswer.ts'
import { restoreRead } from './restoreRead.ts'
import type { ScheduledRead } from './scheduledRead.ts'

const Thing = resource('thing', { name: 'string?' })
const getThing = op('GET jarvis/things/:id', { about: 'Read', auth: 'none', returns: Thing })
const listThings = op('GET jarvis/things', { about: 'List', auth: 'none', query: paged(), returns: [Thing] })
const getTotals = op('GET jarvis/totals', { about: 'Count', auth: 'none', returns: { count: 'integer' } })
const updateThing = op('PUT jarvis/things/:id', { about: 'Write', auth: 'none', body: { name: 'string' }, returns: Thing })

const disposals: (() => void)[] = []
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

/** A client of a server that answers a thing, two things, or their number. */
function world(): TestClient & { read(): ScheduledRead } {
  const row = (id: string, name: string): object => ({ id, type: 'thing', attributes: { name } })
  const it = testClient({
    fetch: async (request) => {
      const { pathname } = new URL(request.url)
      const told = request.method === 'PUT' ? ((await request.json()) as object) : {}
      if (pathname.endsWith('totals')) return Response.json({ data: { count: 2 } })
      if (!pathname.endsWith('things')) return Response.json({ data: { ...row('t1', 'Hall'), ...told } })
      return Response.json({ data: [row('t1', 'Hall'), row('t2', 'Tower')], meta: { page: 1, total_pages: 1, total_count: 2 } })
    },
  })
  disposals.push(it.client.dispose)
  const read = (): ScheduledRead => {
    const [first] = it.client.scheduler.reads()
    if (!first) throw new Error('Nothing lives here.')
    return first
  }
  return { ...it, read }
}

describe('what a query read can be shown elsewhere without a request', () => {
  test.each([
    ['one record', (it: TestClient) => query(it.client, getThing, { id: 't1' })],
    ['a page', (it: TestClient) => query(it.client, listThings, { page: 1 })],
    ['an object without records', (it: TestClient) => query(it.client, getTotals, {})],
  ])('%s', async (_, ask) => {
    const here = world()
    const $here = ask(here)
    $here.subscribe(() => {})
    await turn()
    const kept = here.read().dump()
    expect(kept?.at).toBe(here.platform.now())

    const there = world()
    const $there = ask(there)
    const text: unknown = JSON.parse(JSON.stringify(kept?.saved))
    expect(restoreRead(there.read(), text, there.platform.now())).toBe(true)
    expect($there.value).toEqual($here.value)
    $there.subscribe(() => {})
    await turn()
    expect(there.requests).toEqual([])
    await there.advance(31_000)
    there.focus()
    await turn()
    expect(there.requests).toHaveLength(1)
  })
})

describe('what was saved is refused', () => {
  test('where the same or something newer is known, and while it is read', async () => {
    const it = world()
    const $thing = query(it.client, getThing, { id: 't1' })
    $thing.subscribe(() => {})
    const old = saveAnswer({ records: [{ type: 'thing', id: 't1', fields: { name: 'Old' } }], included: [], value: {}, body: {} })
    await Promise.resolve()
    expect(restoreRead(it.read(), old, it.platform.now())).toBe(false)
    await turn()
    expect(restoreRead(it.read(), old, it.platform.now())).toBe(false)
    expect($thing.value.data?.name).toBe('Hall')
    expect(restoreRead(it.read(), old, it.platform.now() + 1)).toBe(true)
    expect($thing.value.data?.name).toBe('Old')
  })

  test('where a write made it wrong since', async () => {
    const it = world()
    const $thing = query(it.client, getThing, { id: 't1' })
    const before = it.platform.now()
    await it.advance(1000)
    await call(it.client, updateThing, { id: 't1', name: 'Hall' })
    const old = saveAnswer({ records: [{ type: 'thing', id: 't1', fields: { name: 'Old' } }], included: [], value: {}, body: {} })
    expect(restoreRead(it.read(), old, before)).toBe(false)
    expect($thing.value.status).toBe('pending')
  })

  test.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'records'],
    ['a record without fields', { records: [{ type: 'thing', id: 't1' }], included: [], rest: null }],
    ['a record without an id', { records: [{ type: 'thing', fields: {} }], included: [], rest: null }],
    ['no list beside the records', { records: null, rest: {} }],
    ['an object where the records go', { records: {}, included: [], rest: null }],
    ['the pages of a list', [{ records: [], included: [], rest: { page: 1, perPage: 5, hasMore: false } }]],
  ])('where it is %s', (_, saved) => {
    const it = world()
    const $thing = query(it.client, getThing, { id: 't1' })
    expect(restoreRead(it.read(), saved, it.platform.now())).toBe(false)
    expect($thing.value).toEqual({ status: 'pending', fetching: false })
  })
})

test('what another clock dates into the future is fresh no longer than what is read now', async () => {
  const it = world()
  const $thing = query(it.client, getThing, { id: 't1' })
  const saved = saveAnswer({ records: [{ type: 'thing', id: 't1', fields: { name: 'Ahead' } }], included: [], value: {}, body: {} })
  expect(restoreRead(it.read(), saved, it.platform.now() + 3_600_000)).toBe(true)
  await it.advance(30_000)
  $thing.subscribe(() => {})
  await turn()
  expect(it.requests).toHaveLength(1)
})
