import { afterEach, describe, expect, test } from 'vitest'
import { demoPassword } from '../../../sandbox/src/index.ts'
import { jarvisBlock } from '../../../sandbox/src/jarvis/jarvisBlock.ts'
import { makeSigningKey, virtualSandbox } from '../../../sandbox/src/testing/virtualSandbox.ts'
import { createApiKey, getProfile, listApiKeys, updateProfile } from '../blocks/auth.ts'
import { createEntityConversation, entityChat, getEntity, registerEntity, updateEntity } from '../blocks/jarvis.ts'
import { call, collection, conversation, mutation, query, session } from '../index.ts'
import type { BlockstateError } from '../index.ts'
import { testClient, turn, until, virtualPlatform } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'

const signingKey = await makeSigningKey()
const disposals: (() => void)[] = []
const ada = { email: 'ada@example.com', password: demoPassword }
const bob = { email: 'bob@example.com', password: demoPassword }

afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

interface World extends TestClient {
  /** Where set, answers to these requests wait until they are let go. */
  readonly server: { holds: RegExp | null; go(): void }
  readonly tokens: (string | null)[]
}

/** A client signed in as Ada, who has an API key called `of ada`; Bob has an account too, with one called `of bob`. */
async function world(): Promise<World> {
  const virtual = virtualPlatform()
  const server: World['server'] = { holds: null, go: () => {} }
  const gone = new Promise<void>((resolve) => {
    server.go = resolve
  })
  const tokens: (string | null)[] = []
  const { sandbox } = virtualSandbox({ blocks: [jarvisBlock], signingKey, now: virtual.platform.now, seed: false })
  const it = testClient(
    {
      fetch: async (request) => {
        tokens.push(request.headers.get('authorization'))
        const held = server.holds?.test(`${request.method} ${request.url}`)
        const response = await sandbox.fetch(new Request(request, { signal: null }))
        if (held) await gone
        return response
      },
    },
    { virtual, attempts: 1 },
  )
  disposals.push(it.client.dispose, sandbox.close)
  const { signUp, signOut } = session(it.client)
  await signUp({ ...bob, first_name: 'Bob' })
  await call(it.client, createApiKey, { name: 'of bob' })
  await signOut()
  await signUp({ ...ada, first_name: 'Ada' })
  await call(it.client, createApiKey, { name: 'of ada' })
  await call(it.client, registerEntity, { id: 'hall', name: 'Hall' })
  return { ...it, server, tokens }
}

/** Everything that shows something of whoever is signed in. */
function screens({ client }: World) {
  const $me = query(client, getProfile, {})
  const $keys = collection(client, listApiKeys, {})
  const $page = query(client, listApiKeys, { per_page: 5 })
  const stores = [$me, $keys, $page]
  const shown: string[] = []
  const note = (state: object): void => void shown.push(`${client.session.get().status} ${JSON.stringify(state)}`)
  for (const store of stores) disposals.push(store.subscribe(note))
  return { $me, $keys, shown, read: () => until(() => stores.every(({ value }) => value.status === 'success' && !value.fetching)) }
}

const codeOf = ({ code }: BlockstateError): string => code

test('when another user signs in, nothing of the first is shown from the moment the session shows them', async () => {
  const it = await world()
  const { $me, $keys, shown, read } = screens(it)
  await read()
  expect($keys.value.items.map(({ name }) => name)).toEqual(['of ada'])
  const atTurn: unknown[] = []
  const note = (status: string): void => void (status === 'authenticated' && atTurn.push($me.value.data, $keys.value.items.length))
  disposals.push(it.client.session.listen(({ status }) => note(status)))
  shown.length = 0
  await session(it.client).signIn(bob)
  expect(atTurn).toEqual([undefined, 0])
  await read()
  expect($me.value.data?.first_name).toBe('Bob')
  expect($keys.value.items.map(({ name }) => name)).toEqual(['of bob'])
  const first = shown.findIndex((line) => line.startsWith('authenticated') && line.includes('Bob'))
  expect(first).toBeGreaterThan(-1)
  expect(shown.slice(first).filter((line) => /of ada|"Ada"/.test(line))).toEqual([])
})

test('signing out empties every screen at once, and nothing is asked for until somebody signs in', async () => {
  const it = await world()
  const { $me, $keys, read } = screens(it)
  await read()
  await session(it.client).signOut()
  const sent = it.requests.length
  expect([$me.value.status, $me.value.data, $keys.value.items.length]).toEqual(['pending', undefined, 0])
  await session(it.client).signIn(bob)
  await read()
  expect(it.requests[sent]).toBe('POST auth/login')
  expect($me.value.data?.first_name).toBe('Bob')
})

describe('an answer of the first user that comes after the second has signed in', () => {
  test('to a call rejects as aborted and is not taken in', async () => {
    const it = await world()
    it.server.holds = /profile|entities/
    const late = [call(it.client, getProfile, {}).catch(codeOf), call(it.client, getEntity, { id: 'hall' }).catch(codeOf)]
    await turn()
    it.server.holds = null
    await session(it.client).signIn(bob)
    it.server.go()
    expect(await Promise.all(late)).toEqual(['aborted', 'aborted'])
    expect(it.client.session.get()).toMatchObject({ user: { first_name: 'Bob' } })
  })

  test('to a read that is watched shows nowhere', async () => {
    const it = await world()
    it.server.holds = /GET .*(profile|api-keys)/
    const { shown, read } = screens(it)
    await turn()
    it.server.holds = null
    await session(it.client).signIn(bob)
    it.server.go()
    await read()
    await turn()
    expect(shown.filter((line) => /of ada|"Ada"/.test(line))).toEqual([])
  })

  test('to a write that was shown beforehand leaves nothing behind', async () => {
    const it = await world()
    const $hall = query(it.client, getEntity, { id: 'hall' })
    const $me = query(it.client, getProfile, {})
    disposals.push(
      $hall.subscribe(() => {}),
      $me.subscribe(() => {}),
    )
    await until(() => $hall.value.status === 'success' && $me.value.status === 'success')
    it.server.holds = /(PUT|PATCH) /
    const late = [
      mutation(it.client, updateEntity).mutate({ id: 'hall', name: 'Only half done' }).catch(codeOf),
      mutation(it.client, updateProfile).mutate({ first_name: 'Augusta' }).catch(codeOf),
    ]
    expect($hall.value.data?.name).toBe('Only half done')
    await turn()
    it.server.holds = null
    await session(it.client).signIn(bob)
    await until(() => $me.value.status === 'success')
    const shown: unknown[] = []
    disposals.push($me.subscribe(({ data }) => void shown.push(data?.first_name)))
    it.server.go()
    expect(await Promise.all(late)).toEqual(['aborted', 'aborted'])
    await turn()
    expect(shown.every((name) => name === 'Bob' || name === undefined)).toBe(true)
    expect(it.client.session.get()).toMatchObject({ user: { first_name: 'Bob' } })
  })

  test('to a write that waited behind another is never sent in the second user’s name', async () => {
    const it = await world()
    it.server.holds = /PUT /
    const $rename = mutation(it.client, updateEntity)
    const late = ['one', 'two', 'three'].map((name) => $rename.mutate({ id: 'hall', name }).catch(codeOf))
    await turn()
    it.server.holds = null
    await session(it.client).signIn(bob)
    it.server.go()
    expect(await Promise.all(late)).toEqual(['aborted', 'aborted', 'aborted'])
    await turn()
    expect(it.requests.filter((request) => request.startsWith('PUT'))).toHaveLength(1)
    expect((await call(it.client, getEntity, { id: 'hall' })).name).toBe('one')
  })
})

test('requests of the second user never carry the token of the first', async () => {
  const it = await world()
  const { read } = screens(it)
  await read()
  const of = { ada: it.tokens.at(-1) }
  await session(it.client).signIn(bob)
  const begun = it.tokens.length
  await read()
  await call(it.client, getProfile, {})
  expect(it.tokens.slice(begun)).not.toContain(of.ada)
  expect(new Set(it.tokens.slice(begun)).size).toBe(1)
})

test('a sign-in that is overtaken by another one signs in one of the two, and says who', async () => {
  const it = await world()
  await session(it.client).signOut()
  await Promise.allSettled([session(it.client).signIn(ada), session(it.client).signIn(bob)])
  const state = it.client.session.get()
  const shown = state.status === 'authenticated' ? state.user?.['email'] : state.status
  expect((await call(it.client, getProfile, {})).email).toBe(shown)
})

test('a conversation that the first user had open is empty for the second', async () => {
  const it = await world()
  const { unique_id } = await call(it.client, createEntityConversation, { id: 'hall', title: 'Secrets' })
  const $chat = conversation(it.client, entityChat, { id: 'hall', conv_id: unique_id })
  disposals.push($chat.subscribe(() => {}))
  await until(() => $chat.value.history === 'success')
  it.server.holds = /stream/
  const sent = $chat.send('My secret')
  await turn()
  expect($chat.value.messages).toHaveLength(1)
  it.server.holds = null
  const leaving = session(it.client).signOut()
  expect($chat.value).toMatchObject({ messages: [], status: 'idle', history: 'pending' })
  await leaving
  it.server.go()
  expect(await sent).toBe('aborted')
  await turn()
  expect($chat.value).toMatchObject({ messages: [], status: 'idle' })
})
