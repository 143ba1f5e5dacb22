import { afterEach, describe, expect, test } from 'vitest'
import { call, mutation, op, patch, query, record, resource, writes } from '../index.ts'
import type { BlockstateError } from '../index.ts'
import { testClient, until, virtualPlatform } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'
import { heldServer } from './heldServer.test.ts'
import type { HeldRequest, HeldServer } from './heldServer.test.ts'

const Item = resource('item', { name: 'string?', note: 'string?', likes: 'integer!?', parent_id: 'string?', lock: 'integer!?' })
const auth = 'none'
const about = ''
const getItem = op('GET shop/items/:id', { about, returns: Item, auth })
const createItem = op('POST shop/items', { about, body: Item, returns: Item, auth })
const createPart = op('POST shop/items/:id/parts', { about, body: Item, returns: Item, auth })
const updateItem = op('PUT shop/items/:id', { about, body: Item, returns: Item, auth })
const deleteItem = op('DELETE shop/items/:id', { about, removes: Item, auth })
const more = patch(Item, ({ likes = 0 }) => ({ likes: likes + 1 }))
const likeItem = op('PUT shop/items/:id/like', { about, patches: more, returns: { message: 'string?' }, auth })

const disposals: (() => void)[] = []
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

interface World extends TestClient {
  readonly server: HeldServer
  /** The request of this name that waits, as soon as it does. */
  asked(name: string): Promise<HeldRequest>
}

function world(attempts = 1): World {
  const server = heldServer()
  const it = testClient(server, { virtual: virtualPlatform(), attempts })
  disposals.push(it.client.dispose)
  const find = (name: string): HeldRequest | undefined => server.open().find((request) => request.name === name)
  return {
    ...it,
    server,
    asked: async (name) => {
      await until(() => find(name) !== undefined)
      return find(name) as HeldRequest // until says so
    },
  }
}

/** A world that knows the item r1. */
async function known(fields: object = { name: 'old', likes: 3 }): Promise<World> {
  const it = world()
  const read = call(it.client, getItem, { id: 'r1' })
  const request = await it.asked('GET items/r1')
  request.answer({ unique_id: 'r1', ...fields })
  await read
  return it
}

const codeOf = ({ code }: BlockstateError): string => code
const writesOf = ({ client }: World): string[] =>
  writes(client).value.writes.map(({ operation, status }) => `${operation.method} ${status}`)
/** The id that the last creation made up. */
const madeId = ({ client }: World): string => writes(client).value.writes.at(-1)?.key?.replace('item/', '') ?? ''

describe('a creation', () => {
  test('has a row at once, under a key that stays when the server names it', async () => {
    const it = world()
    const created = mutation(it.client, createItem).mutate({ name: 'new' })
    const id = madeId(it)
    const $row = record(it.client, Item, id)
    disposals.push($row.subscribe(() => {}))
    expect($row.value).toMatchObject({ data: { name: 'new', unique_id: id }, saving: 'create' })
    const request = await it.asked('POST items')
    expect(request.fields).toEqual({ name: 'new' })
    request.answer({ unique_id: 'r7', name: 'new' }, 201)
    expect(await created).toMatchObject({ unique_id: 'r7' })
    expect($row.value).toMatchObject({ data: { name: 'new', unique_id: 'r7' }, saving: null })
    expect(it.client.entities.rowKey('item', 'r7')).toBe(`item/${id}`)
    expect(record(it.client, Item, 'r7').value.data).toBe($row.value.data)
  })

  test("is followed by the edits made meanwhile, addressed by the server's id", async () => {
    const it = world()
    void mutation(it.client, createItem).mutate({ name: 'new' }).catch(codeOf)
    const id = madeId(it)
    const edited = mutation(it.client, updateItem).mutate({ id, name: 'newer' })
    const part = mutation(it.client, createPart).mutate({ id, parent_id: id, name: 'part' })
    expect(record(it.client, Item, id).value).toMatchObject({ data: { name: 'newer' } })
    const request = await it.asked('POST items')
    expect(it.server.log).toEqual(['POST items {"name":"new"}'])
    request.answer({ unique_id: 'r7' })
    const [put, post] = [await it.asked('PUT items/r7'), await it.asked('POST items/r7/parts')]
    expect([put.fields, post.fields]).toEqual([{ name: 'newer' }, { parent_id: 'r7', name: 'part' }])
    put.answer({ unique_id: 'r7', name: 'newer' })
    post.answer({ unique_id: 'p1' })
    expect(await edited).toMatchObject({ name: 'newer' })
    expect(await part).toMatchObject({ unique_id: 'p1' })
    expect(writesOf(it)).toEqual([])
  })

  test('that is refused takes its edits and what was created below it along, and can be tried again with them', async () => {
    const it = world()
    const outcomes = [mutation(it.client, createItem).mutate({ name: 'new' }).catch(codeOf)]
    const id = madeId(it)
    outcomes.push(
      mutation(it.client, updateItem).mutate({ id, name: 'newer' }).catch(codeOf),
      mutation(it.client, createPart).mutate({ id, name: 'part' }).catch(codeOf),
    )
    const part = madeId(it)
    const first = await it.asked('POST items')
    first.refuse()
    expect(await Promise.all(outcomes)).toEqual(['invalid', 'aborted', 'aborted'])
    expect([id, part].map((one) => record(it.client, Item, one).value.data)).toEqual([null, null])
    expect(it.server.log).toHaveLength(1)
    expect(writesOf(it)).toEqual(['POST failed', 'PUT failed', 'POST failed'])

    const $writes = writes(it.client)
    const [creation, edit] = $writes.value.writes.map((write) => write.id)
    await expect($writes.retry(edit ?? '')).rejects.toMatchObject({ code: 'aborted' })
    const again = $writes.retry(creation ?? '')
    expect(record(it.client, Item, id).value.data).toMatchObject({ name: 'new' })
    const retried = $writes.retry(edit ?? '')
    const second = await it.asked('POST items')
    second.answer({ unique_id: 'r7' })
    const put = await it.asked('PUT items/r7')
    put.answer({ unique_id: 'r7', name: 'newer' })
    await Promise.all([again, retried])
    expect(record(it.client, Item, id).value.data).toEqual({ unique_id: 'r7', name: 'newer' })
  })

  test('whose row is removed before it was sent is never sent, nor is the removal', async () => {
    const it = world()
    it.setOnline(false)
    const created = mutation(it.client, createItem).mutate({ name: 'new' }).catch(codeOf)
    const id = madeId(it)
    await mutation(it.client, deleteItem).mutate({ id })
    expect(await created).toBe('aborted')
    it.setOnline(true)
    await it.advance(1_000)
    expect([it.server.log, writesOf(it)]).toEqual([[], []])
  })

  test('stands in the unpaged list of its path at once, once, and where the server has it after the next read', async () => {
    const it = world()
    const listParts = op('GET shop/items/:id/parts', { about, returns: [Item], auth })
    const $parts = query(it.client, listParts, { id: 'r1' })
    const $others = query(it.client, listParts, { id: 'r2' })
    const heard: number[] = []
    disposals.push(
      $parts.subscribe(() => {}),
      $others.listen(({ data }) => heard.push(data?.length ?? -1)),
    )
    for (const id of ['r1', 'r2']) {
      const request = await it.asked(`GET items/${id}/parts`)
      request.answer([{ unique_id: `${id}-a`, name: 'a' }])
    }
    const names = (): unknown => $parts.value.data?.map(({ name, unique_id }) => `${name} ${unique_id.slice(0, 2)}`)
    await until(() => $parts.value.status === 'success' && $others.value.status === 'success' && !$others.value.fetching)
    const before = heard.length
    void mutation(it.client, createPart).mutate({ id: 'r1', name: 'b' }).catch(codeOf)
    expect(names()).toEqual(['a r1', 'b ne'])
    expect(heard).toHaveLength(before)
    const post = await it.asked('POST items/r1/parts')
    post.answer({ unique_id: 'p1' }, 201)
    const reread = await it.asked('GET items/r1/parts')
    expect(names()).toEqual(['a r1', 'b p1'])
    reread.answer([
      { unique_id: 'p1', name: 'b' },
      { unique_id: 'r1-a', name: 'a' },
    ])
    await until(() => !$parts.value.fetching)
    expect(names()).toEqual(['b p1', 'a r1'])
  })

  test('can be read under the id it made up, as soon as the server has named it', async () => {
    const it = world()
    void mutation(it.client, createItem).mutate({ name: 'new' }).catch(codeOf)
    const $one = query(it.client, getItem, { id: madeId(it) })
    disposals.push($one.subscribe(() => {}))
    const request = await it.asked('POST items')
    request.answer({ unique_id: 'r7' })
    const read = await it.asked('GET items/r7')
    read.answer({ unique_id: 'r7', name: 'as the server has it' })
    await until(() => $one.value.status === 'success')
    expect($one.value.data).toMatchObject({ name: 'as the server has it' })
  })
})

describe('an unsent write', () => {
  test('can be taken back: it is not shown, not sent, and those behind it are', async () => {
    const it = await known()
    const $edit = mutation(it.client, updateItem)
    void $edit.mutate({ id: 'r1', name: 'one' }).catch(codeOf)
    const second = $edit.mutate({ id: 'r1', name: 'two' }).catch(codeOf)
    void mutation(it.client, updateItem).mutate({ id: 'r1', note: 'three' }).catch(codeOf)
    expect($edit.undo()).toBe(true)
    expect(await second).toBe('aborted')
    expect($edit.value).toEqual({ status: 'idle' })
    expect(record(it.client, Item, 'r1').value.data).toMatchObject({ name: 'one', note: 'three' })
    const first = await it.asked('PUT items/r1')
    first.answer({ unique_id: 'r1' })
    const last = await it.asked('PUT items/r1')
    expect(last.fields).toEqual({ note: 'three' })
    expect($edit.undo()).toBe(false)
  })

  test('is kept back as long as it may be undone', async () => {
    const it = await known()
    const $remove = mutation(it.client, deleteItem, { hold: 5_000 })
    const removed = $remove.mutate({ id: 'r1' }).catch(codeOf)
    expect(record(it.client, Item, 'r1').value).toMatchObject({ data: null, saving: 'remove' })
    await it.advance(4_999)
    expect(it.server.open()).toEqual([])
    $remove.undo()
    expect(await removed).toBe('aborted')
    expect(record(it.client, Item, 'r1').value).toMatchObject({ data: { name: 'old' }, saving: null })
    void $remove.mutate({ id: 'r1' }).catch(codeOf)
    await it.advance(5_000)
    expect(it.server.open().map(({ name }) => name)).toEqual(['DELETE items/r1'])
    expect($remove.undo()).toBe(false)
  })
})

describe('while the network is down', () => {
  test('writes wait, and go out one after the other in their order when it is back', async () => {
    const it = await known()
    it.setOnline(false)
    void mutation(it.client, createItem).mutate({ name: 'first' }).catch(codeOf)
    void mutation(it.client, updateItem).mutate({ id: 'r1', name: 'second' }).catch(codeOf)
    void mutation(it.client, updateItem)
      .mutate({ id: madeId(it), name: 'ignored: made before' })
      .catch(() => {})
    await it.advance(60_000)
    expect(writesOf(it)).toEqual(['POST waiting', 'PUT waiting', 'PUT waiting'])
    expect(it.server.open()).toEqual([])
    it.setOnline(true)
    const post = await it.asked('POST items')
    expect(it.server.open()).toHaveLength(1)
    post.answer({ unique_id: 'r7' })
    const put = await it.asked('PUT items/r1')
    expect(it.server.open()).toHaveLength(1)
    put.answer({ unique_id: 'r1', name: 'second' })
  })

  test('one that the server refuses does not keep the others from going out', async () => {
    const it = await known()
    it.setOnline(false)
    const bad = mutation(it.client, updateItem).mutate({ id: 'r1', name: 'bad' }).catch(codeOf)
    const good = mutation(it.client, createItem).mutate({ name: 'good' })
    it.setOnline(true)
    const first = await it.asked('PUT items/r1')
    first.refuse()
    expect(await bad).toBe('invalid')
    const second = await it.asked('POST items')
    second.answer({ unique_id: 'r7' })
    expect(await good).toMatchObject({ unique_id: 'r7' })
    expect(writesOf(it)).toEqual(['PUT failed'])
  })
})

describe('a refused write', () => {
  test('is remembered with its input and its error, until it is tried again', async () => {
    const it = await known()
    const $row = record(it.client, Item, 'r1')
    disposals.push($row.subscribe(() => {}))
    void mutation(it.client, updateItem)
      .mutate({ id: 'r1', name: 'new' })
      .catch(() => {})
    expect($row.value).toMatchObject({ data: { name: 'new' }, saving: 'update' })
    const first = await it.asked('PUT items/r1')
    first.refuse()
    await until(() => $row.value.error !== undefined)
    expect($row.value).toMatchObject({ data: { name: 'old' }, saving: null, error: { code: 'invalid' } })
    expect(writes(it.client).value.writes).toMatchObject([{ input: { id: 'r1', name: 'new' }, error: { code: 'invalid' } }])
    const retried = $row.retry()
    expect($row.value).toMatchObject({ data: { name: 'new' }, saving: 'update', error: undefined })
    const second = await it.asked('PUT items/r1')
    second.answer({ unique_id: 'r1', name: 'new' })
    await retried
    expect($row.value).toMatchObject({ data: { name: 'new' }, saving: null, error: undefined })
    expect(writesOf(it)).toEqual([])
  })

  test('is forgotten when it is discarded, when its form tries anew, and when its form is reset', async () => {
    const it = await known()
    const $edit = mutation(it.client, updateItem)
    const refuse = async (): Promise<void> => {
      const write = $edit.mutate({ id: 'r1', name: 'new' }).catch(codeOf)
      const request = await it.asked('PUT items/r1')
      request.refuse()
      await write
    }
    await refuse()
    record(it.client, Item, 'r1').discard()
    expect(writesOf(it)).toEqual([])
    await refuse()
    await refuse()
    expect(writesOf(it)).toEqual(['PUT failed'])
    const again = $edit.retry()
    expect(writesOf(it)).toEqual(['PUT sending'])
    const request = await it.asked('PUT items/r1')
    request.refuse()
    await expect(again).rejects.toMatchObject({ code: 'invalid' })
    $edit.reset()
    expect(writesOf(it)).toEqual([])
    await expect($edit.retry()).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('that is tried again elsewhere is followed by its form, and sent once', async () => {
    const it = await known()
    const $edit = mutation(it.client, updateItem)
    const write = $edit.mutate({ id: 'r1', name: 'new' }).catch(codeOf)
    const first = await it.asked('PUT items/r1')
    first.refuse()
    await write
    expect($edit.value.status).toBe('error')
    const retried = record(it.client, Item, 'r1').retry()
    expect($edit.value).toMatchObject({ status: 'pending', input: { id: 'r1', name: 'new' } })
    await expect($edit.retry()).rejects.toMatchObject({ code: 'invalid_input' })
    const second = await it.asked('PUT items/r1')
    second.answer({ unique_id: 'r1', name: 'new' })
    await retried
    await until(() => $edit.value.status === 'success')
    expect($edit.value.data).toMatchObject({ name: 'new' })
    expect(it.server.log.filter((line) => line.startsWith('PUT'))).toHaveLength(2)
  })

  test('is one of a hundred at most', async () => {
    const it = world()
    const all = Array.from({ length: 130 }, (_, at) =>
      mutation(it.client, updateItem)
        .mutate({ id: `r${at}`, name: 'x' })
        .catch(codeOf),
    )
    await until(() => it.server.open().length === 130)
    for (const request of it.server.open()) request.refuse()
    await Promise.all(all)
    const { writes: left } = writes(it.client).value
    expect([left.length, left[0]?.input['id'], left.at(-1)?.input['id']]).toEqual([100, 'r30', 'r129'])
  })
})

describe('a declared patch', () => {
  test('shows at once what the declaration says, on top of what is pending', async () => {
    const it = await known()
    const $like = mutation(it.client, likeItem)
    const likes = (): unknown => record(it.client, Item, 'r1').value.data?.likes
    const first = $like.mutate({ id: 'r1' }).catch(codeOf)
    const second = $like.mutate({ id: 'r1' })
    expect(likes()).toBe(5)
    const one = await it.asked('PUT items/r1/like')
    one.refuse()
    expect(await first).toBe('invalid')
    expect(likes()).toBe(4)
    const two = await it.asked('PUT items/r1/like')
    two.answer({ message: 'Liked' })
    await second
    expect(likes()).toBe(4)
  })

  test('of a record nobody knows shows nothing, and is sent all the same', async () => {
    const it = world()
    void mutation(it.client, likeItem).mutate({ id: 'r9' }).catch(codeOf)
    expect(record(it.client, Item, 'r9').value).toMatchObject({ data: null, saving: 'update' })
    expect((await it.asked('PUT items/r9/like')).fields).toEqual({})
  })
})

describe('a removal', () => {
  test.each([404, 410])('of what is gone already (%i) is one', async (status) => {
    const it = await known()
    const removed = mutation(it.client, deleteItem).mutate({ id: 'r1' })
    const request = await it.asked('DELETE items/r1')
    request.refuse(status)
    expect(await removed).toBeUndefined()
    expect(record(it.client, Item, 'r1').value).toMatchObject({ data: null, saving: null, error: undefined })
  })
})

describe('what a declaration says about reads', () => {
  const [countItems, countOne] = [
    op('GET shop/counts', { about, returns: {}, auth }),
    op('GET shop/counts/:id', { about, returns: {}, auth }),
  ]
  const moveItem = op('PUT shop/items/:id/move', { about, body: { to: 'string?' }, stale: ['shop/counts/:to'], auth })
  const findItems = op('POST shop/items/find', { about, body: { text: 'string' }, returns: [Item], reads: true, auth })

  test.each([
    ['the one it names', { to: 'r1' }, ['GET counts', 'GET counts/r1']],
    ['all that it may mean where the name is left out', {}, ['GET counts', 'GET counts/r1', 'GET counts/r2']],
  ])('a success makes stale %s', async (_, to, expected) => {
    const it = world()
    const counts = [query(it.client, countItems, {}), ...['r1', 'r2'].map((id) => query(it.client, countOne, { id }))]
    for (const $count of counts) disposals.push($count.subscribe(() => {}))
    await until(() => it.server.open().length === 3)
    for (const request of it.server.open()) request.answer({ unique_id: 'x' })
    await until(() => counts.every(({ value }) => value.status === 'success' && !value.fetching))
    const moved = call(it.client, moveItem, { id: 'r9', ...to })
    const put = await it.asked('PUT items/r9/move')
    put.answer()
    await moved
    await until(() => it.server.open().length >= expected.length)
    expect(
      it.server
        .open()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(expected)
  })

  test('a POST that only reads may be watched, makes nothing stale, and is asked again after a lost connection', async () => {
    const it = world(2)
    const $one = query(it.client, getItem, { id: 'r1' })
    const $found = query(it.client, findItems, { text: 'a' })
    disposals.push(
      $one.subscribe(() => {}),
      $found.subscribe(() => {}),
    )
    const [first, one] = [await it.asked('POST items/find'), await it.asked('GET items/r1')]
    one.answer({ unique_id: 'r1', name: 'old' })
    first.lose()
    await it.advance(2_000)
    const second = await it.asked('POST items/find')
    second.answer([{ unique_id: 'r1', name: 'new' }])
    await until(() => $found.value.status === 'success' && !$found.value.fetching)
    expect([$one.value.data?.name, it.server.log.length]).toEqual(['new', 3])
  })

  test('a removal whose route goes on behind the record is seen at once', async () => {
    const revoke = op('DELETE shop/items/:id/revoke', { about, removes: Item, auth })
    const it = await known()
    void mutation(it.client, revoke).mutate({ id: 'r1' }).catch(codeOf)
    expect(record(it.client, Item, 'r1').value).toMatchObject({ data: null, saving: 'remove' })
  })
})

describe('an operation declared idempotent', () => {
  const pay = op('POST shop/items/:id/pay', { about, idempotent: true, auth })
  const book = op('POST shop/book', { about, body: { reference: 'string?', amount: 'integer' }, idempotent: 'reference', auth })

  test('is sent again after a lost connection, under the same key', async () => {
    const it = world(3)
    const paid = call(it.client, pay, { id: 'r1' })
    const first = await it.asked('POST items/r1/pay')
    first.lose()
    await it.advance(60_000)
    const second = await it.asked('POST items/r1/pay')
    expect(second.headers.get('idempotency-key')).toMatch(/.{8}/)
    expect(second.headers.get('idempotency-key')).toBe(first.headers.get('idempotency-key'))
    second.answer()
    await paid
    const other = call(it.client, pay, { id: 'r1' })
    const third = await it.asked('POST items/r1/pay')
    expect(third.headers.get('idempotency-key')).not.toBe(first.headers.get('idempotency-key'))
    third.answer()
    await other
  })

  test('keeps its key in the field it names, unless the caller filled it', async () => {
    const it = world()
    void mutation(it.client, book).mutate({ amount: 5 }).catch(codeOf)
    const own = await it.asked('POST book')
    expect(own.fields).toEqual({ amount: 5, reference: writes(it.client).value.writes[0]?.id })
    own.answer()
    void mutation(it.client, book).mutate({ amount: 6, reference: 'mine' }).catch(codeOf)
    expect((await it.asked('POST book')).fields).toEqual({ amount: 6, reference: 'mine' })
  })
})

describe('an operation declared with ifMatch', () => {
  const lockItem = op('PUT shop/items/:id', { about, body: Item, returns: Item, ifMatch: 'lock', auth })

  test('says which version it was made on, and is put on top of what came first', async () => {
    const it = await known({ name: 'old', note: 'old', lock: 1 })
    const edited = mutation(it.client, lockItem).mutate({ id: 'r1', name: 'mine' })
    const first = await it.asked('PUT items/r1')
    expect(first.headers.get('if-match')).toBe('"1"')
    first.refuse(412)
    const read = await it.asked('GET items/r1')
    read.answer({ unique_id: 'r1', name: 'theirs', note: 'theirs', lock: 2 })
    const second = await it.asked('PUT items/r1')
    expect([second.headers.get('if-match'), second.fields]).toEqual(['"2"', { name: 'mine' }])
    expect(record(it.client, Item, 'r1').value.data).toMatchObject({ name: 'mine', note: 'theirs' })
    second.answer({ unique_id: 'r1', name: 'mine', note: 'theirs', lock: 3 })
    expect(await edited).toMatchObject({ name: 'mine', lock: 3 })
  })

  test('is refused where no other write came first, and where others always do', async () => {
    const it = await known({ name: 'old', lock: 1 })
    const conflicting = mutation(it.client, lockItem).mutate({ id: 'r1', name: 'taken' }).catch(codeOf)
    const put = await it.asked('PUT items/r1')
    put.refuse(409)
    const read = await it.asked('GET items/r1')
    read.answer({ unique_id: 'r1', name: 'old', lock: 1 })
    expect(await conflicting).toBe('conflict')
    const overtaken = mutation(it.client, lockItem).mutate({ id: 'r1', name: 'mine' }).catch(codeOf)
    for (const lock of [2, 3, 4]) {
      const tried = await it.asked('PUT items/r1')
      tried.refuse(412)
      if (lock < 4) (await it.asked('GET items/r1')).answer({ unique_id: 'r1', name: 'theirs', lock })
    }
    expect(await overtaken).toMatch(/conflict|invalid/)
    expect(record(it.client, Item, 'r1').value.data).toMatchObject({ name: 'theirs' })
  })
})

test('a record store hears of its own record only', async () => {
  const it = await known()
  const heard: string[] = []
  for (const id of ['r1', 'r2']) disposals.push(record(it.client, Item, id).listen(() => heard.push(id)))
  const edited = mutation(it.client, updateItem).mutate({ id: 'r1', name: 'new' })
  const request = await it.asked('PUT items/r1')
  request.answer({ unique_id: 'r1', name: 'new' })
  await edited
  expect(heard).not.toContain('r2')
  expect(heard).toContain('r1')
})

test('of a client that is disposed of, nothing more is sent', async () => {
  const it = await known()
  it.setOnline(false)
  void mutation(it.client, updateItem)
    .mutate({ id: 'r1', name: 'new' })
    .catch(() => {})
  it.client.dispose()
  it.setOnline(true)
  await it.advance(10_000)
  expect(it.server.open()).toEqual([])
})
