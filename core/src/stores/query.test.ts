import { afterEach, describe, expect, test } from 'vitest'
import { demoPassword, demoUsers } from '../../../sandbox/src/index.ts'
import { jarvisBlock } from '../../../sandbox/src/jarvis/jarvisBlock.ts'
import { makeSigningKey, virtualSandbox } from '../../../sandbox/src/testing/virtualSandbox.ts'
import { getProfile } from '../blocks/auth.ts'
import {
  createEntityContext,
  deleteEntity,
  getEntity,
  listEntities,
  listEntityContexts,
  registerEntity,
  updateEntity,
} from '../blocks/jarvis.ts'
import { call, mutation, op, query, session } from '../index.ts'
import type { QueryState } from '../index.ts'
import { testClient, turn, until, virtualPlatform } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'

const signingKey = await makeSigningKey()
const disposals: (() => void)[] = []
const MINUTE = 60_000

afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

interface World extends TestClient {
  /** Where set, what the server answers is handed over only when this resolves. */
  readonly server: { held: Promise<void> | null; down: boolean; aborted: number }
  /** The server itself, for another client. */
  fetch(request: Request): Promise<Response>
  asked(start: string): number
}

/** A client signed in as Ada who knows one twin, `hall`. */
async function world(): Promise<World> {
  const virtual = virtualPlatform()
  const server = { held: null, down: false, aborted: 0 } as World['server']
  const { sandbox } = virtualSandbox({ blocks: [jarvisBlock], signingKey, now: virtual.platform.now, requestsPerMinute: 1_000_000 })
  const it = testClient(
    {
      fetch: async (request) => {
        request.signal.addEventListener('abort', () => void (server.aborted += 1))
        if (server.down) throw new TypeError('Failed to fetch')
        const response = await sandbox.fetch(request)
        await server.held
        return response
      },
    },
    { virtual, attempts: 1 },
  )
  await session(it.client).signIn({ email: demoUsers.ada.email, password: demoPassword })
  await call(it.client, registerEntity, { id: 'hall', name: 'Hall', description: 'Zzyzx' })
  disposals.push(it.client.dispose, sandbox.close)
  return { ...it, server, fetch: sandbox.fetch, asked: (start) => it.requests.filter((request) => request.startsWith(start)).length }
}

interface Watched<T> {
  readonly states: QueryState<T>[]
  readonly stop: () => void
}

function watch<T>(store: { subscribe(listener: (state: QueryState<T>) => void): () => void }): Watched<T> {
  const states: QueryState<T>[] = []
  const stop = store.subscribe((state) => void states.push(state))
  disposals.push(stop)
  return { states, stop }
}

const HALL = 'GET jarvis/entities/hall'
const shape = ({ status, fetching }: { status: string; fetching: boolean }): string => `${status}${fetching ? ' fetching' : ''}`

describe('one store', () => {
  test('is shared by everybody who asks for the same, in whatever order it is written', async () => {
    const { client } = await world()
    const $list = query(client, listEntities, { page: 1, per_page: 5, filter: { name: 'a', status: 'active' } })
    expect(query(client, listEntities, { filter: { status: 'active', name: 'a' }, per_page: 5, page: 1 })).toBe($list)
    expect(query(client, listEntities, { page: 2, per_page: 5, filter: { name: 'a', status: 'active' } })).not.toBe($list)
    expect(query(client, getEntity, { id: 'hall' })).toBe(query(client, getEntity, { id: 'hall' }))
    expect(query(client, getEntity, { id: 'hall' })).not.toBe(query(client, listEntityContexts, { id: 'hall' }))
  })

  test('sends one request for three who watch', async () => {
    const it = await world()
    const all = [1, 2, 3].map(() => watch(query(it.client, getEntity, { id: 'hall' })))
    await until(() => all.every(({ states }) => states.at(-1)?.status === 'success'))
    expect(it.asked(HALL)).toBe(1)
  })

  test('that nobody watches asks for nothing', async () => {
    const it = await world()
    const $hall = query(it.client, getEntity, { id: 'hall' })
    expect($hall.get()).toEqual({ status: 'pending', fetching: false })
    await it.advance(MINUTE)
    it.focus()
    await turn()
    expect(it.asked(HALL)).toBe(0)
  })

  test('for `null` stays pending and asks for nothing', async () => {
    const it = await world()
    const sent = it.requests.length
    const { states } = watch(query(it.client, getEntity, null))
    await query(it.client, getEntity, null).refetch()
    await it.advance(MINUTE)
    expect(states.map(shape)).toEqual(['pending'])
    expect(it.requests).toHaveLength(sent)
  })
})

describe('the states', () => {
  test('go from pending to success, and keep the data while it is fetched again', async () => {
    const { client } = await world()
    const $hall = query(client, getEntity, { id: 'hall' })
    const { states } = watch($hall)
    await until(() => states.at(-1)?.status === 'success' && !states.at(-1)?.fetching)
    expect(new Set(states.map(shape))).toEqual(new Set(['pending', 'pending fetching', 'success fetching', 'success']))
    expect($hall.value.data).toMatchObject({ unique_id: 'hall', name: 'Hall' })
    states.length = 0
    await $hall.refetch()
    expect(new Set(states.map(shape))).toEqual(new Set(['success fetching', 'success']))
    expect(states.every(({ data }) => data?.name === 'Hall')).toBe(true)
  })

  test('show why a first read failed, and recover with the next', async () => {
    const it = await world()
    const $tower = query(it.client, getEntity, { id: 'tower' })
    watch($tower)
    await until(() => $tower.value.status === 'error')
    expect($tower.value).toMatchObject({ fetching: false, error: { code: 'not_found', status: 404 } })
    expect($tower.value.data).toBeUndefined()
    await call(it.client, registerEntity, { id: 'tower', name: 'Tower' })
    await $tower.refetch()
    expect($tower.value).toMatchObject({ status: 'success', data: { name: 'Tower' } })
    expect($tower.value.error).toBeUndefined()
  })

  test('keep the last answer beside the error of a later read', async () => {
    const it = await world()
    const $hall = query(it.client, getEntity, { id: 'hall' })
    watch($hall)
    await until(() => $hall.value.status === 'success')
    it.server.down = true
    await $hall.refetch()
    expect($hall.value).toMatchObject({ status: 'error', fetching: false, data: { name: 'Hall' }, error: { code: 'network' } })
    it.server.down = false
    await $hall.refetch()
    expect($hall.value).toMatchObject({ status: 'success', data: { name: 'Hall' } })
  })
})

describe('what is shown follows', () => {
  test('writes made elsewhere in the app, in whatever read they stand', async () => {
    const { client } = await world()
    const $hall = query(client, getEntity, { id: 'hall' })
    const $page = query(client, listEntities, { search: 'Zzyzx', per_page: 5 })
    watch($hall)
    watch($page)
    await until(() => $hall.value.status === 'success' && $page.value.status === 'success')
    await call(client, updateEntity, { id: 'hall', name: 'Hall of mirrors' })
    expect($hall.value.data?.name).toBe('Hall of mirrors')
    expect($page.value.data?.items[0]?.name).toBe('Hall of mirrors')
    expect($hall.value.data?.contexts_count).toBe(0)
  })

  test('reads made elsewhere in the app', async () => {
    const it = await world()
    const $hall = query(it.client, getEntity, { id: 'hall' })
    watch($hall)
    await until(() => $hall.value.status === 'success')
    const elsewhere = testClient({ fetch: it.fetch }, { storage: it.storage })
    disposals.push(elsewhere.client.dispose)
    await call(elsewhere.client, updateEntity, { id: 'hall', name: 'Changed elsewhere' })
    expect($hall.value.data?.name).toBe('Hall')
    await call(it.client, listEntities, { search: 'Zzyzx' })
    expect($hall.value.data).toMatchObject({ name: 'Changed elsewhere', contexts_count: 0 })
  })

  test('removals: a record goes at once, a list closes up', async () => {
    const { client } = await world()
    const $hall = query(client, getEntity, { id: 'hall' })
    const $page = query(client, listEntities, { search: 'Zzyzx' })
    watch($hall)
    watch($page)
    await until(() => $hall.value.status === 'success' && $page.value.status === 'success')
    await call(client, deleteEntity, { id: 'hall' })
    expect($hall.value.data).toBeUndefined()
    expect($page.value.data?.items).toEqual([])
    await until(() => $hall.value.status === 'error')
    expect($hall.value.error?.code).toBe('not_found')
  })

  test('a write below it: what it counts is read again', async () => {
    const { client } = await world()
    const $hall = query(client, getEntity, { id: 'hall' })
    watch($hall)
    await until(() => $hall.value.status === 'success')
    await call(client, createEntityContext, { id: 'hall', name: 'Plan', content: 'Two doors.' })
    await until(() => $hall.value.data?.contexts_count === 1)
  })

  test('the session: the profile is empty as soon as nobody is signed in', async () => {
    const { client } = await world()
    const $me = query(client, getProfile, {})
    watch($me)
    await until(() => $me.value.status === 'success')
    await session(client).signOut()
    expect($me.value.data).toBeUndefined()
    expect($me.value.status).toBe('pending')
  })
})

test('a write that lands while its record is being read makes the read happen again', async () => {
  const it = await world()
  const $contexts = query(it.client, listEntityContexts, { id: 'hall' })
  let letGo = (): void => {}
  it.server.held = new Promise((resolve) => {
    letGo = resolve
  })
  watch($contexts)
  await until(() => it.asked(`${HALL}/contexts`) === 1)
  it.server.held = null
  await call(it.client, createEntityContext, { id: 'hall', name: 'Plan', content: 'Two doors.' })
  letGo()
  await until(() => !$contexts.value.fetching)
  expect(it.asked(`${HALL}/contexts`)).toBe(2)
  expect($contexts.value.data?.map(({ name }) => name)).toEqual(['Plan'])
})

test('a read that began before a write was acknowledged does not undo it', async () => {
  const it = await world()
  const $hall = query(it.client, getEntity, { id: 'hall' })
  let letGo = (): void => {}
  it.server.held = new Promise((resolve) => {
    letGo = resolve
  })
  const { states } = watch($hall)
  await until(() => it.asked(HALL) === 1)
  it.server.held = null
  await mutation(it.client, updateEntity).mutate({ id: 'hall', name: 'Tower' })
  letGo()
  await until(() => $hall.value.status === 'success' && !$hall.value.fetching)
  expect(states.flatMap(({ data }) => data?.name ?? [])).not.toContain('Hall')
  expect($hall.value.data?.name).toBe('Tower')
})

test('an operation that writes cannot be watched: it would make itself stale', () => {
  const { client } = testClient({ fetch: async () => new Response() })
  const write = op('POST shop/items/find', { about: '', body: { text: 'string' }, returns: { found: 'integer' } })
  expect(() => query(client, write, { text: 'a' })).toThrow(/reads: true/)
  client.dispose()
})
