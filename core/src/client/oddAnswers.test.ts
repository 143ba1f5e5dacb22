import { afterEach, describe, expect, test } from 'vitest'
import { getEntity, listEntities, listEntityContexts } from '../blocks/jarvis.ts'
import { call, collection, query } from '../index.ts'
import type { BlockstateError, Client } from '../index.ts'
import { testClient, turn } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'

const disposals: (() => void)[] = []

afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

/** A client whose server always answers these bytes. */
function answered(body: string | null, { status = 200, type = 'application/json' } = {}): TestClient {
  const headers: Record<string, string> = type === '' ? {} : { 'content-type': type }
  const it = testClient({ fetch: async () => new Response(body, { status, headers }) }, { attempts: 1 })
  disposals.push(it.client.dispose)
  return it
}

const outcome = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => ({ value }),
    ({ code }: BlockstateError) => code,
  )

/** What a list shows in every way there is to read it. */
async function lists(client: Client): Promise<unknown[]> {
  const $collection = collection(client, listEntities, {})
  const $page = query(client, listEntities, {})
  const $list = query(client, listEntityContexts, { id: 'e1' })
  disposals.push(
    $collection.subscribe(() => {}),
    $page.subscribe(() => {}),
    $list.subscribe(() => {}),
  )
  const outcomes = [await outcome(call(client, listEntities, {})), await outcome(call(client, listEntityContexts, { id: 'e1' }))]
  await turn()
  return [...outcomes, ...[$collection, $page, $list].map(({ value }) => `${value.status} ${value.fetching} ${value.error?.code}`)]
}

/** What one record shows in every way there is to read it. */
async function one(client: Client): Promise<unknown[]> {
  const $query = query(client, getEntity, { id: 'e1' })
  disposals.push($query.subscribe(() => {}))
  const called = await outcome(call(client, getEntity, { id: 'e1' }))
  await turn()
  return [called, `${$query.value.status} ${$query.value.fetching} ${$query.value.error?.code}`]
}

const page = (...rows: unknown[]): string => JSON.stringify({ data: rows, meta: { totalPages: 1, totalRecords: rows.length } })
const refusal = { status: '403', code: 'forbidden', title: 'Not for you' }
const html = '<!doctype html><html><head><title>Sign in to the Wi-Fi</title></head><body>Welcome</body></html>'

describe.each<[string, string | null, { status?: number; type?: string }, string]>([
  ['a web page with 200', html, { type: 'text/html' }, 'protocol'],
  ['a web page that claims to be JSON', html, {}, 'protocol'],
  ['an empty body with 200', '', {}, 'protocol'],
  ['blanks', ' \n\t ', {}, 'protocol'],
  ['204 and no body', null, { status: 204 }, 'protocol'],
  ['garbage', '{"data": [{"id": <<<', {}, 'protocol'],
  ['JSON that was cut short', '{"data":[{"id":"e1","type":"entity","attributes":{"name":"Hall"}}', {}, 'protocol'],
  ['JSON and something behind it', '{"data":[]}<script>', {}, 'protocol'],
  ['null', 'null', {}, 'protocol'],
  ['a number', '42', {}, 'protocol'],
  ['a text', '"OK"', {}, 'protocol'],
  ['true', 'true', {}, 'protocol'],
  ['an object without data', '{"ok":true}', {}, 'protocol'],
  ['nothing but meta', '{"meta":{"totalRecords":0}}', {}, 'protocol'],
  ['`data: null`', '{"data":null}', {}, 'protocol'],
  ['data that is a text', '{"data":"none"}', {}, 'protocol'],
  ['an empty object as data', '{"data":{}}', {}, 'protocol'],
  ['a null row', page(null), {}, 'protocol'],
  ['a row that is a text', page('e1'), {}, 'protocol'],
  ['a row without an id', page({ type: 'entity', attributes: { name: 'Hall' } }), {}, 'protocol'],
  ['a row with an empty id', page({ id: '', type: 'entity', attributes: { name: 'Hall' } }), {}, 'protocol'],
  ['a row without an id among good ones', page({ id: 'e1', type: 'entity' }, { type: 'entity', attributes: {} }), {}, 'protocol'],
  ['errors with 200', JSON.stringify({ errors: [refusal] }), {}, 'forbidden'],
  ['errors with 200 beside `data: null`', JSON.stringify({ data: null, errors: [refusal] }), {}, 'forbidden'],
  ['errors with 200 beside an empty list', JSON.stringify({ data: [], errors: [refusal] }), {}, 'forbidden'],
  ['one flat error with 200', '{"error":"not_allowed","message":"Not for you"}', {}, 'invalid'],
  ['a refusal with its status', JSON.stringify({ errors: [refusal] }), { status: 403 }, 'forbidden'],
  ['a refusal without a body', '', { status: 404, type: '' }, 'not_found'],
  ['a refusal as a web page', html, { status: 502, type: 'text/html' }, 'server'],
])('%s', (_, body, head, code) => {
  test('is an error wherever a list is read, never an empty list', async () => {
    const seen = await lists(answered(body, head).client)
    expect(seen).toEqual([code, code, ...Array.from({ length: 3 }, () => `error false ${code}`)])
  })

  test('is an error where a record is read, never a record', async () => {
    const seen = await one(answered(body, head).client)
    expect(seen).toEqual([code, `error false ${code}`])
  })
})

describe('what is odd but can be understood is shown', () => {
  test('a row without attributes is a row that tells only who it is', async () => {
    const { client } = answered(page({ id: 'e1', type: 'entity' }, { id: 'e2', type: 'entity', attributes: { name: 'Hall' } }))
    const $all = collection(client, listEntities, {})
    disposals.push($all.subscribe(() => {}))
    await turn()
    expect($all.value).toMatchObject({ status: 'success', items: [{ unique_id: 'e1' }, { unique_id: 'e2', name: 'Hall' }], totalCount: 2 })
  })

  test('a row without attributes takes nothing from the record that is known', async () => {
    const bodies = ['{"data":{"id":"e1","type":"entity","attributes":{"name":"Hall"}}}', '{"data":{"id":"e1","type":"entity"}}']
    const { client } = testClient({ fetch: async () => new Response(bodies.shift()) })
    disposals.push(client.dispose)
    const $one = query(client, getEntity, { id: 'e1' })
    disposals.push($one.subscribe(() => {}))
    await turn()
    await $one.refetch()
    expect($one.value).toMatchObject({ status: 'success', data: { unique_id: 'e1', name: 'Hall' } })
  })

  test.each([
    ['numbers as ids', page({ id: 7, type: 'entity', attributes: { name: 'Hall' } }), ['7']],
    ['flat rows', page({ unique_id: 'e1', name: 'Hall' }), ['e1']],
    ['a bare list', JSON.stringify([{ id: 'e1', attributes: { name: 'Hall' } }]), ['e1']],
    ['types in other spellings', page({ id: 'e1', type: 'JarvisEntity', attributes: {} }), ['e1']],
    ['the same row twice', page({ id: 'e1', attributes: {} }, { id: 'e2', attributes: {} }, { id: 'e1', attributes: {} }), ['e1', 'e2']],
    ['a byte order mark', `\uFEFF${page({ id: 'e1', attributes: {} })}`, ['e1']],
    ['a list that says it is empty', page(), []],
  ])('%s', async (_, body, ids) => {
    const { client } = answered(body)
    const $all = collection(client, listEntities, {})
    disposals.push($all.subscribe(() => {}))
    await turn()
    expect($all.value.status).toBe('success')
    expect($all.value.items.map(({ unique_id }) => unique_id)).toEqual(ids)
  })

  test('a page of 5,000 rows is shown whole, once to each who watches', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => ({ id: `e${index}`, type: 'entity', attributes: { name: `Hall ${index}` } }))
    const { client } = answered(page(...rows))
    const $all = collection(client, listEntities, {})
    const shown: number[] = []
    disposals.push($all.subscribe(({ items }) => void shown.push(items.length)))
    await turn()
    expect($all.value).toMatchObject({ status: 'success', totalCount: 5000, hasMore: false })
    expect($all.value.items.at(-1)).toMatchObject({ unique_id: 'e4999', name: 'Hall 4999' })
    expect(shown.filter((length) => length > 0).length).toBeLessThan(4)
    expect((await call(client, listEntities, {})).items).toHaveLength(5000)
  })

  test.each([
    ['{"data":[{"id":"e1"}],"meta":{"totalPages":"many","totalRecords":-3}}'],
    ['{"data":[{"id":"e1"}],"meta":{"pagination":"none"}}'],
    ['{"data":[{"id":"e1"}],"meta":[]}'],
    ['{"data":[{"id":"e1"}],"meta":null,"included":null,"links":null}'],
  ])('a list with senseless page numbers is still the list: %s', async (body) => {
    const { client } = answered(body)
    expect(await call(client, listEntities, {})).toMatchObject({ items: [{ unique_id: 'e1' }], page: 1 })
  })
})
