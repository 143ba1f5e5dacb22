import { afterEach, describe, expect, test } from 'vitest'
import { demoPassword } from '../../../sandbox/src/index.ts'
import { jarvisBlock } from '../../../sandbox/src/jarvis/jarvisBlock.ts'
import { makeSigningKey, virtualSandbox } from '../../../sandbox/src/testing/virtualSandbox.ts'
import { getProfile, updateProfile } from '../blocks/auth.ts'
import { createEntityConversation, entityChat, getEntity, listEntities, registerEntity, updateEntity } from '../blocks/jarvis.ts'
import { call, collection, conversation, mutation, query, session, writes } from '../index.ts'
import type { BlockstateError } from '../index.ts'
import { sharedTabs, testClient, turn, until } from '../testing/index.ts'
import type { Tab, TestClient } from '../testing/index.ts'

const signingKey = await makeSigningKey()
const disposals: (() => void)[] = []
const HOUR = 3_600_000
/** The same person, with an account in each tenant. */
const ada = { email: 'ada@example.com', password: demoPassword }

afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

interface Sent {
  readonly request: string
  readonly appId: string | null
  readonly token: string | null
}

interface World {
  readonly tab: Tab
  /** Where set, answers to these requests wait until they are let go. */
  readonly server: { holds: RegExp | null; go(): void }
  /** All requests of all clients. */
  readonly sent: Sent[]
  /** A client of this tenant in the one tab there is. */
  open(appId: string): TestClient
}

function world(): World {
  const tab = sharedTabs().open()
  const server: World['server'] = { holds: null, go: () => {} }
  const gone = new Promise<void>((resolve) => {
    server.go = resolve
  })
  const sent: Sent[] = []
  const { sandbox } = virtualSandbox({ blocks: [jarvisBlock], signingKey, now: tab.platform.now, seed: false })
  disposals.push(sandbox.close)
  const fetch = async (request: Request): Promise<Response> => {
    const name = `${request.method} ${request.url}`
    sent.push({ request: name, appId: request.headers.get('app-id'), token: request.headers.get('authorization') })
    const held = server.holds?.test(name)
    const response = await sandbox.fetch(new Request(request, { signal: null }))
    if (held) await gone
    return response
  }
  const open = (appId: string): TestClient => {
    const it = testClient({ fetch }, { virtual: tab, storage: tab.storage, appId, attempts: 1 })
    disposals.push(it.client.dispose)
    return it
  }
  return { tab, server, sent, open }
}

/** Signs Ada up where the client is, with a twin of the same id in every tenant. */
async function settle({ client }: TestClient): Promise<void> {
  await session(client).signUp({ ...ada, first_name: `${client.appId} Ada` })
  await call(client, registerEntity, { id: 'hall', name: `${client.appId} hall` })
}

/** Everything a screen shows, as it is shown. */
function screens({ client }: TestClient) {
  const stores = [
    query(client, getProfile, {}),
    query(client, getEntity, { id: 'hall' }),
    collection(client, listEntities, {}),
    writes(client),
    session(client),
  ]
  const frames: string[] = []
  const offs = stores.map((store) => store.subscribe((state: object) => void frames.push(JSON.stringify(state))))
  disposals.push(...offs)
  const [$me, $hall, $list] = stores
  return {
    frames,
    read: () => until(() => [$me, $hall, $list].every((store) => JSON.stringify(store?.value).includes('"status":"success"'))),
  }
}

const keyOf = (appId: string): string => `blockstate:${appId}@http://sandbox.test/v1`
const codeOf = ({ code }: BlockstateError): string => code
const refreshes = (sent: readonly Sent[]): (string | null)[] =>
  sent.filter(({ request }) => request.endsWith('/auth/refresh')).map(({ appId }) => appId)

describe('two clients with other app ids on one storage', () => {
  test('show, store and send nothing of each other, through renewals and a sign-out', async () => {
    const it = world()
    const [north, south] = [it.open('north'), it.open('south')]
    await settle(north)
    expect(south.client.session.get().status).toBe('anonymous')
    await settle(south)
    const [left, right] = [screens(north), screens(south)]
    await Promise.all([left.read(), right.read()])
    await it.tab.advance(23.9 * HOUR)
    const renewed = (): number =>
      ['north', 'south'].filter((app) => /"generation":2\b/.test(it.tab.storage.getItem(keyOf(app)) ?? '')).length
    while (renewed() < 2) {
      await it.tab.advance(10_000)
      // Real keys take real time: one that is asked for is waited for before the clock goes on.
      await until(() => renewed() === refreshes(it.sent).length)
    }
    await it.tab.advance(HOUR)
    await Promise.all([north, south].map(({ client }) => call(client, getEntity, { id: 'hall' })))
    expect(refreshes(it.sent).toSorted()).toEqual(['north', 'south'])
    await mutation(north.client, updateEntity).mutate({ id: 'hall', name: 'north hall, painted' })
    const stored = it.tab.storage.getItem(keyOf('south'))
    await session(north.client).signOut()
    await it.tab.advance(1_000)
    expect([it.tab.storage.getItem(keyOf('north')), it.tab.storage.getItem(keyOf('south'))]).toEqual([null, stored])
    expect(south.client.session.get()).toMatchObject({ status: 'authenticated', user: { first_name: 'south Ada' } })
    expect((await call(south.client, getEntity, { id: 'hall' })).name).toBe('south hall')
    expect(left.frames.join()).not.toContain('south')
    expect(right.frames.join()).not.toContain('north')
    const tokens = (wanted: string): Set<string> =>
      new Set(it.sent.flatMap(({ appId, token }) => (appId === wanted && token !== null ? [token] : [])))
    expect(tokens('north').size).toBe(2)
    expect([...tokens('north')].filter((token) => tokens('south').has(token))).toEqual([])
  })
})

describe('an app that disposes of one client and makes another for the other tenant', () => {
  test('paints and sends nothing more of the old one, whatever was under way', async () => {
    const it = world()
    const north = it.open('north')
    await settle(north)
    const { unique_id } = await call(north.client, createEntityConversation, { id: 'hall', title: 'north talk' })
    const old = screens(north)
    const $chat = conversation(north.client, entityChat, { id: 'hall', conv_id: unique_id })
    disposals.push($chat.subscribe((state) => void old.frames.push(JSON.stringify(state.messages))))
    await old.read()
    await until(() => $chat.value.history === 'success')
    const elsewhere = it.open('north')
    await call(elsewhere.client, updateEntity, { id: 'hall', name: 'north news' })
    elsewhere.client.dispose()
    it.server.holds = /./
    const late = [
      call(north.client, getProfile, {}),
      query(north.client, getEntity, { id: 'hall' }).refetch(),
      mutation(north.client, updateEntity).mutate({ id: 'hall', name: 'north late' }),
      mutation(north.client, updateEntity).mutate({ id: 'hall', name: 'north queued' }),
      mutation(north.client, updateProfile, { hold: 5_000 }).mutate({ first_name: 'north held' }),
      $chat.send('north question'),
    ].map((one: Promise<unknown>) => one.catch(codeOf))
    await turn()
    const stored = it.tab.storage.getItem(keyOf('north'))
    north.client.dispose()
    await turn()
    const [painted, asked] = [old.frames.length, it.sent.length]
    const south = it.open('south')
    expect(south.client.session.get().status).toBe('anonymous')
    it.server.holds = null
    await settle(south)
    const fresh = screens(south)
    await fresh.read()
    it.server.go()
    await it.tab.advance(60_000)
    expect(await Promise.all(late)).not.toContain('success')
    expect(old.frames.slice(painted)).toEqual([])
    expect(old.frames.filter((frame) => /news|south/.test(frame))).toEqual([])
    expect(fresh.frames.join()).not.toContain('north')
    expect(new Set(it.sent.slice(asked).map(({ appId }) => appId))).toEqual(new Set(['south']))
    expect(it.tab.storage.getItem(keyOf('north'))).toBe(stored)
    expect((await call(south.client, getEntity, { id: 'hall' })).name).toBe('south hall')
  })

  test('while the old one trades its token: the pair is kept under its own name, and the way back goes on with it', async () => {
    const it = world()
    const north = it.open('north')
    await settle(north)
    await it.tab.advance(23.9 * HOUR)
    it.server.holds = /refresh/
    while (refreshes(it.sent).length === 0) await it.tab.advance(10_000)
    north.client.dispose()
    it.server.holds = null
    const south = it.open('south')
    await settle(south)
    const southern = it.tab.storage.getItem(keyOf('south'))
    it.server.go()
    await it.tab.advance(2_000)
    expect(it.tab.storage.getItem(keyOf('south'))).toBe(southern)
    expect(south.client.session.get()).toMatchObject({ status: 'authenticated', user: { first_name: 'south Ada' } })
    south.client.dispose()
    const back = it.open('north')
    expect((await call(back.client, getProfile, {})).first_name).toBe('north Ada')
    expect(refreshes(it.sent)).toEqual(['north'])
    expect(back.client.session.get().status).toBe('authenticated')
  })
})
