import { afterEach, describe, expect, test } from 'vitest'
import { demoPassword } from '../../../sandbox/src/index.ts'
import { jarvisBlock } from '../../../sandbox/src/jarvis/jarvisBlock.ts'
import { makeSigningKey, virtualSandbox } from '../../../sandbox/src/testing/virtualSandbox.ts'
import {
  createEntity,
  createEntityConversation,
  deleteEntity,
  Entity,
  getEntity,
  listEntities,
  listEntityConversations,
  queryEntityFiles,
  registerEntity,
  updateEntity,
} from '../blocks/jarvis.ts'
import { call, collection, mutation, op, query, session } from '../index.ts'
import type { BlockstateError } from '../index.ts'
import { testClient, turn, until, virtualPlatform } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'

const signingKey = await makeSigningKey()
const disposals: (() => void)[] = []

afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

/** An answer that waits to be let through: the server has done its work, or is about to. */
interface Held {
  readonly request: string
  readonly body: string
  /** Hands over what the sandbox answered, or this instead of asking it. */
  go(instead?: Response): void
}

interface World extends TestClient {
  readonly server: { holds: RegExp | null }
  readonly held: Held[]
}

/** A client signed in to an app with three twins, whose server can be made to wait. */
async function world(): Promise<World> {
  const virtual = virtualPlatform()
  const server: World['server'] = { holds: null }
  const held: Held[] = []
  const { sandbox } = virtualSandbox({ blocks: [jarvisBlock], signingKey, now: virtual.platform.now, seed: false })
  const it = testClient(
    {
      fetch: async (request) => {
        const name = `${request.method} ${new URL(request.url).pathname.replace('/v1/jarvis/', '')}`
        if (!server.holds?.test(name)) return sandbox.fetch(request)
        const body = await request.clone().text()
        // A read is answered with what was true when it came in; a write happens when it is let through.
        const read = request.method === 'GET' ? await sandbox.fetch(request) : undefined
        const instead = await new Promise<Response | undefined>((go) => void held.push({ request: name, body, go }))
        return instead ?? read ?? sandbox.fetch(request)
      },
    },
    { virtual, attempts: 1 },
  )
  await session(it.client).signUp({ email: 'ada@example.com', password: demoPassword })
  for (const hall of ['h1', 'h2', 'h3']) await call(it.client, registerEntity, { id: hall, name: `hall ${hall}`, description: 'old' })
  disposals.push(it.client.dispose, sandbox.close)
  return { ...it, server, held }
}

const refused = (status = 422): Response =>
  new Response(JSON.stringify({ errors: [{ status: String(status), title: 'No', source: { pointer: '/entity/name' } }] }), { status })
const codeOf = ({ code }: BlockstateError): string => code

/** One twin and the list it stands in, both watched and read. */
async function shown({ client }: World, id = 'h1') {
  const $one = query(client, getEntity, { id })
  const $all = collection(client, listEntities, { sort: 'created_at' })
  disposals.push(
    $one.subscribe(() => {}),
    $all.subscribe(() => {}),
  )
  await until(() => $one.value.status === 'success' && $all.value.status === 'success' && !$all.value.fetching)
  return { $one, $all, names: () => [$one.value.data?.name, ...$all.value.items.map(({ name }) => name)].join(', ') }
}

describe('the store of a write', () => {
  test('says what it is doing, with which input, and what came of it', async () => {
    const it = await world()
    const $rename = mutation(it.client, updateEntity)
    const states: string[] = []
    disposals.push($rename.subscribe(({ status, input }) => void states.push(`${status} ${input?.name ?? ''}`)))
    expect(await $rename.mutate({ id: 'h1', name: 'one' })).toMatchObject({ unique_id: 'h1', name: 'one' })
    expect($rename.value).toMatchObject({ status: 'success', data: { name: 'one' }, input: { id: 'h1' } })
    it.server.holds = /^PUT/
    const refusal = $rename.mutate({ id: 'h1', name: 'two' }).catch((error: unknown) => error)
    await until(() => it.held.length === 1)
    it.held[0]?.go(refused())
    expect(await refusal).toMatchObject({ code: 'invalid', status: 422, errors: [{ source: '/entity/name' }] })
    expect($rename.value).toMatchObject({ status: 'error', error: await refusal, input: { name: 'two' } })
    $rename.reset()
    expect($rename.value).toEqual({ status: 'idle' })
    expect(states).toEqual(['idle ', 'pending one', 'success one', 'pending two', 'error two', 'idle '])
  })

  test('belongs to whoever made it: two forms show their own writes', async () => {
    const { client } = await world()
    const [first, second] = [mutation(client, updateEntity), mutation(client, updateEntity)]
    await first.mutate({ id: 'h1', name: 'one' })
    expect([first.value.status, second.value.status]).toEqual(['success', 'idle'])
  })

  test('shows the latest of its writes, whichever is answered last', async () => {
    const it = await world()
    const $rename = mutation(it.client, updateEntity)
    it.server.holds = /^PUT/
    const writes = [$rename.mutate({ id: 'h1', name: 'one' }), $rename.mutate({ id: 'h2', name: 'two' })]
    await until(() => it.held.length === 2)
    it.held.find(({ request }) => request.endsWith('h2'))?.go()
    await writes[1]
    it.held.find(({ request }) => request.endsWith('h1'))?.go()
    await writes[0]
    expect($rename.value).toMatchObject({ status: 'success', input: { name: 'two' } })
  })
})

describe('an update', () => {
  test('is seen at once wherever the record stands, and stays when the server agrees', async () => {
    const it = await world()
    const { names } = await shown(it)
    it.server.holds = /^PUT/
    const write = mutation(it.client, updateEntity).mutate({ id: 'h1', name: 'new' })
    expect(names()).toBe('new, new, hall h2, hall h3')
    await until(() => it.held.length === 1)
    it.held[0]?.go()
    await write
    expect(names()).toBe('new, new, hall h2, hall h3')
  })

  test.each<[string, () => Response | undefined, string]>([
    ['refuses it', () => refused(), 'invalid'],
    ['forbids it', () => refused(403), 'forbidden'],
    ['fails', () => refused(500), 'server'],
    ['answers nonsense', () => new Response('<html>'), 'protocol'],
  ])('is taken back everywhere where the server %s', async (_, answer, code) => {
    const it = await world()
    const { names } = await shown(it)
    it.server.holds = /^PUT/
    const write = mutation(it.client, updateEntity).mutate({ id: 'h1', name: 'new' }).catch(codeOf)
    expect(names()).toBe('new, new, hall h2, hall h3')
    await until(() => it.held.length === 1)
    it.held[0]?.go(answer())
    expect(await write).toBe(code)
    expect(names()).toBe('hall h1, hall h1, hall h2, hall h3')
  })

  test('that is taken back leaves what others changed meanwhile', async () => {
    const it = await world()
    const { $one, names } = await shown(it)
    it.server.holds = /^PUT/
    const write = mutation(it.client, updateEntity).mutate({ id: 'h1', name: 'mine' }).catch(codeOf)
    await until(() => it.held.length === 1)
    it.server.holds = null
    await call(it.client, updateEntity, { id: 'h1', description: 'theirs' })
    await call(it.client, updateEntity, { id: 'h2', name: 'also theirs' })
    expect($one.value.data).toMatchObject({ name: 'mine', description: 'theirs' })
    it.held[0]?.go(refused())
    await write
    expect($one.value.data).toMatchObject({ name: 'hall h1', description: 'theirs' })
    expect(names()).toBe('hall h1, hall h1, also theirs, hall h3')
  })

  test('of the same record waits for the one before it, and those that wait go out as one', async () => {
    const it = await world()
    const { names } = await shown(it)
    it.server.holds = /^PUT/
    const $rename = mutation(it.client, updateEntity)
    const first = $rename.mutate({ id: 'h1', name: 'one' })
    const waiting = [$rename.mutate({ id: 'h1', name: 'two' }), $rename.mutate({ id: 'h1', description: 'three' })]
    const other = mutation(it.client, updateEntity).mutate({ id: 'h2', name: 'beside' })
    const sent = (): unknown[] => it.held.filter(({ request }) => request.endsWith('h1')).map(({ body }) => JSON.parse(body))
    expect(names()).toBe('two, two, beside, hall h3')
    await until(() => it.held.length === 2)
    expect(sent()).toEqual([{ entity: { name: 'one' } }])
    it.held[0]?.go()
    await first
    await until(() => it.held.length === 3)
    expect(sent()).toEqual([{ entity: { name: 'one' } }, { entity: { name: 'two', description: 'three' } }])
    expect(names()).toBe('two, two, beside, hall h3')
    for (const { go } of it.held.slice(1)) go()
    expect(await Promise.all(waiting)).toMatchObject([{ name: 'two' }, { description: 'three' }])
    await other
    expect(await call(it.client, getEntity, { id: 'h1' })).toMatchObject({ name: 'two', description: 'three' })
    expect(names()).toBe('two, two, beside, hall h3')
  })

  test('that is refused does not stop the one behind it, nor show through it', async () => {
    const it = await world()
    const { $one } = await shown(it)
    it.server.holds = /^PUT/
    const $rename = mutation(it.client, updateEntity)
    const first = $rename.mutate({ id: 'h1', name: 'first', description: 'first' }).catch(codeOf)
    const second = $rename.mutate({ id: 'h1', name: 'second' })
    expect($one.value.data).toMatchObject({ name: 'second', description: 'first' })
    await until(() => it.held.length === 1)
    it.held[0]?.go(refused())
    expect(await first).toBe('invalid')
    expect($one.value.data).toMatchObject({ name: 'second', description: 'old' })
    await until(() => it.held.length === 2)
    it.held[1]?.go()
    await second
    expect($one.value.data).toMatchObject({ name: 'second', description: 'old' })
  })

  test('is not undone by a read that began before it was acknowledged', async () => {
    const it = await world()
    const { $one, $all, names } = await shown(it)
    it.server.holds = /^GET/
    const reads = [$one.refetch(), $all.refetch()]
    await until(() => it.held.length === 2)
    it.server.holds = null
    await mutation(it.client, updateEntity).mutate({ id: 'h1', name: 'new' })
    const seen: string[] = []
    disposals.push(
      $one.listen(() => void seen.push(names())),
      $all.listen(() => void seen.push(names())),
    )
    for (const late of it.held) late.go()
    await Promise.all(reads)
    await until(() => !$all.value.fetching && !$one.value.fetching)
    expect(names()).toBe('new, new, hall h2, hall h3')
    expect(seen.every((line) => line === 'new, new, hall h2, hall h3')).toBe(true)
  })

  test('is seen at once in a row the list has just gained, while the list is being read again', async () => {
    const it = await world()
    const { $all } = await shown(it)
    const nameOf = (id: string): unknown => $all.value.items.find(({ unique_id }) => unique_id === id)?.name
    it.server.holds = /^GET entities$/
    await call(it.client, registerEntity, { id: 'h4', name: 'hall h4' })
    await until(() => it.held.length === 1)
    await call(it.client, registerEntity, { id: 'h5', name: 'hall h5' })
    it.held[0]?.go()
    await until(() => it.held.length === 2)
    expect(nameOf('h4')).toBe('hall h4')
    const written = mutation(it.client, updateEntity).mutate({ id: 'h4', name: 'new' })
    expect(nameOf('h4')).toBe('new')
    it.server.holds = null
    it.held[1]?.go()
    await written
    await until(() => !$all.value.fetching)
    expect([nameOf('h4'), nameOf('h5')]).toEqual(['new', 'hall h5'])
  })

  test('with a field nobody declared is refused and leaves nothing behind', async () => {
    const it = await world()
    const { names } = await shown(it)
    const input: object = { id: 'h1', name: 'new', colour: 'red' }
    // What the compiler would refuse, as JavaScript might send it.
    const write = mutation(it.client, updateEntity).mutate(input as { id: string })
    await expect(write).rejects.toMatchObject({ code: 'invalid_input' })
    expect(names()).toBe('hall h1, hall h1, hall h2, hall h3')
  })
})

describe('a removal', () => {
  test('is seen at once in query, list and total, and stays', async () => {
    const it = await world()
    const { $one, $all } = await shown(it, 'h2')
    it.server.holds = /^DELETE/
    const write = mutation(it.client, deleteEntity).mutate({ id: 'h2' })
    expect($one.value).toMatchObject({ status: 'pending' })
    expect($all.value.items.map(({ unique_id }) => unique_id)).toEqual(['h1', 'h3'])
    expect($all.value.totalCount).toBe(2)
    await until(() => it.held.length === 1)
    it.held[0]?.go()
    await write
    await until(() => !$all.value.fetching && $one.value.status === 'error')
    expect($all.value).toMatchObject({ items: [{ unique_id: 'h1' }, { unique_id: 'h3' }], totalCount: 2 })
    expect($one.value.error?.code).toBe('not_found')
  })

  test('is taken back, in its old place, where the server refuses', async () => {
    const it = await world()
    const { $one, $all, names } = await shown(it, 'h2')
    it.server.holds = /^DELETE/
    const write = mutation(it.client, deleteEntity).mutate({ id: 'h2' }).catch(codeOf)
    await until(() => it.held.length === 1)
    it.held[0]?.go(refused(403))
    expect(await write).toBe('forbidden')
    expect(names()).toBe('hall h2, hall h1, hall h2, hall h3')
    expect($one.value).toMatchObject({ status: 'success', data: { name: 'hall h2' } })
    expect($all.value.totalCount).toBe(3)
  })

  test('is not undone by a list that was read before it', async () => {
    const it = await world()
    const { $all } = await shown(it, 'h1')
    it.server.holds = /^GET entities$/
    const late = $all.refetch()
    await until(() => it.held.length === 1)
    it.server.holds = null
    const seen: string[][] = []
    await mutation(it.client, deleteEntity).mutate({ id: 'h2' })
    disposals.push($all.subscribe(({ items }) => void seen.push(items.map(({ unique_id }) => unique_id))))
    it.held[0]?.go()
    await late
    await until(() => !$all.value.fetching)
    expect(seen.every((rows) => !rows.includes('h2'))).toBe(true)
    expect($all.value).toMatchObject({ totalCount: 2, items: [{ unique_id: 'h1' }, { unique_id: 'h3' }] })
  })

  test('behind an update goes out behind it', async () => {
    const it = await world()
    const { $all } = await shown(it, 'h2')
    it.server.holds = /^(PUT|DELETE)/
    const update = mutation(it.client, updateEntity).mutate({ id: 'h2', name: 'last words' })
    const removal = mutation(it.client, deleteEntity).mutate({ id: 'h2' })
    expect($all.value.items.map(({ unique_id }) => unique_id)).toEqual(['h1', 'h3'])
    await until(() => it.held.length === 1)
    await turn()
    expect(it.held.map(({ request }) => request)).toEqual(['PUT entities/h2'])
    it.held[0]?.go()
    await update
    await until(() => it.held.length === 2)
    it.held[1]?.go()
    await removal
    expect($all.value.items.map(({ unique_id }) => unique_id)).toEqual(['h1', 'h3'])
  })
})

describe('what is not guessed', () => {
  const slowly = op('PUT jarvis/entities/:id', { about: 'Change', body: Entity, returns: Entity, optimistic: false })

  test('is an update declared `optimistic: false`: shown when the server has answered', async () => {
    const it = await world()
    const { names } = await shown(it)
    it.server.holds = /^PUT/
    const write = mutation(it.client, slowly).mutate({ id: 'h1', name: 'new' })
    await until(() => it.held.length === 1)
    expect(names()).toBe('hall h1, hall h1, hall h2, hall h3')
    it.held[0]?.go()
    await write
    expect(names()).toBe('new, new, hall h2, hall h3')
  })

  test('is an answer that is no record', async () => {
    const { client } = await world()
    const $ask = mutation(client, queryEntityFiles)
    await $ask.mutate({ id: 'h1', query: 'How many doors?' })
    expect($ask.value).toMatchObject({ status: 'success', data: { answer: expect.any(String), sources: [] } })
  })

  test('is a creation: its row comes with the refetch of the lists above it', async () => {
    const it = await world()
    const { $all } = await shown(it)
    const $one = query(it.client, getEntity, { id: 'h1' })
    const $talks = collection(it.client, listEntityConversations, { id: 'h1' })
    disposals.push($talks.subscribe(() => {}))
    await until(() => $talks.value.status === 'success')
    await mutation(it.client, createEntity).mutate({ name: 'fourth', entity_type: 'hall' })
    await until(() => $all.value.items.length === 4)
    expect($all.value.totalCount).toBe(4)
    await mutation(it.client, createEntityConversation).mutate({ id: 'h1', title: 'First words' })
    await until(() => $talks.value.items.length === 1 && $one.value.data?.conversations_count === 1)
    expect($talks.value.items[0]?.title).toBe('First words')
  })
})
