import { afterEach, describe, expect, test, vi } from 'vitest'
import { demoPassword, demoUsers } from '../../../sandbox/src/index.ts'
import { jarvisBlock } from '../../../sandbox/src/jarvis/jarvisBlock.ts'
import { makeSigningKey, virtualSandbox } from '../../../sandbox/src/testing/virtualSandbox.ts'
import {
  createEntityConversation,
  createIdentityConversation,
  entityChat,
  identityChat,
  listEntities,
  listEntityMessages,
} from '../blocks/jarvis.ts'
import { call, conversation, session } from '../index.ts'
import type { ConversationState, ConversationStore } from '../index.ts'
import { testClient, until, virtualPlatform } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'

const signingKey = await makeSigningKey()
// Real keys, passwords and sockets take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const disposals: (() => void)[] = []
const QUESTION = 'How often is the bearing greased?'
const STREAM = 'POST /v1/jarvis/**/stream'

afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

interface World extends TestClient {
  readonly pump: string
  readonly server: {
    /** No request arrives. */
    down: boolean
    /** Requests of this kind never arrive, or arrive and are never answered. */
    loses: RegExp | null
    forgets: RegExp | null
    /** So much later than here it is there: tokens that look alive here are expired there. */
    ahead: number
  }
  faults(match: string, fault: string, times?: number): Promise<void>
}

/** A client signed in as Ada, on a sandbox that writes a token every 20 virtual milliseconds and has bad days. */
async function world(): Promise<World> {
  const virtual = virtualPlatform()
  const { platform } = virtual
  const server: World['server'] = { down: false, loses: null, forgets: null, ahead: 0 }
  const { sandbox } = virtualSandbox({
    blocks: [jarvisBlock],
    signingKey,
    now: () => platform.now() + server.ahead,
    env: { BLOCKSTATE_TOKEN_MS: '20' },
    pause: (ms) => new Promise((resolve) => void platform.after(ms, resolve)),
  })
  const it = testClient(
    {
      fetch: async (request) => {
        const name = `${request.method} ${request.url}`
        if (server.down || server.loses?.test(name)) throw new TypeError('Failed to fetch')
        const response = await sandbox.fetch(request)
        if (server.forgets?.test(name)) throw new TypeError('Failed to fetch')
        return response
      },
    },
    { virtual, attempts: 1 },
  )
  await session(it.client).signIn({ email: demoUsers.ada.email, password: demoPassword })
  const { items } = await call(it.client, listEntities, { search: 'Harbour Pump 3' })
  disposals.push(it.client.dispose, sandbox.close)
  return {
    ...it,
    server,
    pump: items[0]?.unique_id ?? '',
    faults: async (match, fault, times = 1) => {
      const body = JSON.stringify([{ match, fault, times }])
      const headers = { 'content-type': 'application/json' }
      expect((await sandbox.fetch('http://sandbox.test/_sandbox/faults', { method: 'PUT', headers, body })).status).toBe(200)
    },
  }
}

interface Talk {
  readonly $chat: ConversationStore
  readonly states: ConversationState[]
  /** What the server has, as `role: content`. */
  stored(): Promise<string[]>
}

async function newTalk({ client, pump }: World): Promise<Talk> {
  const { unique_id } = await call(client, createEntityConversation, { id: pump, title: 'Test' })
  const input = { id: pump, conv_id: unique_id }
  const $chat = conversation(client, entityChat, input)
  const states: ConversationState[] = []
  disposals.push($chat.subscribe((state) => void states.push(state)))
  await until(() => $chat.value.history === 'success' && !$chat.value.fetching)
  const stored = async (): Promise<string[]> => {
    const { items } = await call(client, listEntityMessages, input)
    return items.map(({ role, content }) => `${role}: ${content}`)
  }
  return { $chat, states, stored }
}

const shown = ($chat: ConversationStore): string[] => $chat.value.messages.map(({ role, content }) => `${role}: ${content}`)
/** Lets time pass until the send is over, two minutes at most. */
async function over<T>(it: World, sent: Promise<T>): Promise<T> {
  let done = false
  const end = sent.finally(() => {
    done = true
  })
  for (let passed = 0; passed < 120_000 && !done; passed += 100) await it.advance(100)
  return end
}
const isOver = ({ status, recovering }: ConversationState): boolean =>
  status === 'settled' || status === 'aborted' || status === 'error' || (status === 'interrupted' && !recovering)
/** How often a state that ends a send was entered. */
const endings = (states: readonly ConversationState[]): string[] =>
  states.flatMap((state, index) => {
    const before = states[index - 1]
    return isOver(state) && before !== undefined && (!isOver(before) || before.status !== state.status) ? [state.status] : []
  })
const posts = (it: World): number => it.requests.filter((request) => request.startsWith('POST') && request.endsWith('/stream')).length

describe('a connection that is lost', () => {
  test.each([1, 2, 5, 12])('after %i tokens is looked into and ends with the whole text and one question', async (events) => {
    const it = await world()
    const { $chat, states, stored } = await newTalk(it)
    await it.faults(STREAM, `drop=${events}`)
    const sent = $chat.send(QUESTION)
    await until(() => $chat.value.status === 'interrupted' || $chat.value.status === 'streaming')
    for (let passed = 0; passed < 100 && $chat.value.status === 'streaming'; passed += 1) await it.advance(20)
    expect($chat.value).toMatchObject({ status: 'interrupted', recovering: true, error: { code: 'interrupted' } })
    expect($chat.value.messages).toMatchObject([{ state: 'done' }, { state: 'interrupted' }])
    const [partial, keys] = [$chat.value.messages[1]?.content ?? '', $chat.value.messages.map(({ key }) => key)]
    expect(partial).not.toBe('')
    expect(await over(it, sent)).toBe('settled')
    expect($chat.value).toMatchObject({ status: 'settled', recovering: false, error: undefined })
    expect($chat.value.messages).toMatchObject([{ state: 'done' }, { state: 'done' }])
    expect(shown($chat)).toEqual(await stored())
    expect($chat.value.messages[1]?.content.startsWith(partial)).toBe(true)
    expect($chat.value.messages[1]?.content.length).toBeGreaterThan(partial.length)
    expect($chat.value.messages.map(({ key }) => key)).toEqual(keys)
    expect(endings(states)).toEqual(['settled'])
    expect(posts(it)).toBe(1)
  })

  test.each([
    ['before any byte of the answer', 'drop=0'],
    ['in the middle of a line', 'truncate=90'],
    ['by a clean end before the last word', 'truncate=150'],
    ['by an answer that got lost behind a 502', 'status-after=502'],
  ])('%s ends with the whole text and one question, if the server has it', async (_, fault) => {
    const it = await world()
    const { $chat, states, stored } = await newTalk(it)
    await it.faults(STREAM, fault)
    const outcome = await over(it, $chat.send(QUESTION))
    expect(posts(it)).toBe(1)
    expect((await stored()).filter((line) => line.startsWith('user'))).toEqual([`user: ${QUESTION}`])
    if (!fault.startsWith('status')) {
      expect(outcome).toBe('settled')
      expect(shown($chat)).toEqual(await stored())
    } else expect(outcome).not.toBe('settled')
    expect(endings(states)).toEqual([outcome])
  })

  test('with the question stored and its answer to the request lost is found in the list', async () => {
    const it = await world()
    const { $chat, states, stored } = await newTalk(it)
    it.server.forgets = /stream$/
    const outcome = await over(it, $chat.send(QUESTION))
    expect((await stored())[0]).toBe(`user: ${QUESTION}`)
    expect(posts(it)).toBe(1)
    expect(shown($chat)[0]).toBe(`user: ${QUESTION}`)
    expect(['settled', 'interrupted']).toContain(outcome)
    expect(endings(states)).toEqual([outcome])
  })

  test('while the network is away is looked into again and again until it is back', async () => {
    const it = await world()
    const { $chat, states, stored } = await newTalk(it)
    await it.faults(STREAM, 'drop=3')
    const sent = $chat.send(QUESTION)
    await until(() => $chat.value.status === 'streaming')
    for (let passed = 0; passed < 100 && $chat.value.status === 'streaming'; passed += 1) await it.advance(20)
    it.server.down = true
    await it.advance(12_000)
    expect($chat.value).toMatchObject({ status: 'interrupted', recovering: true })
    it.server.down = false
    expect(await over(it, sent)).toBe('settled')
    expect(shown($chat)).toEqual(await stored())
    expect(endings(states)).toEqual(['settled'])
  })

  test('for longer than patience lasts stays interrupted with the text so far, and `retry` looks again', async () => {
    const it = await world()
    const { $chat, states, stored } = await newTalk(it)
    await it.faults(STREAM, 'drop=3')
    const sent = $chat.send(QUESTION)
    await until(() => $chat.value.status === 'streaming')
    it.server.down = true
    expect(await over(it, sent)).toBe('interrupted')
    expect($chat.value).toMatchObject({ status: 'interrupted', recovering: false, messages: [{}, { state: 'interrupted' }] })
    expect($chat.value.messages[1]?.content).not.toBe('')
    expect(endings(states)).toEqual(['interrupted'])
    it.server.down = false
    expect(await over(it, $chat.retry())).toBe('settled')
    expect(shown($chat)).toEqual(await stored())
    expect(posts(it)).toBe(1)
    expect(endings(states)).toEqual(['interrupted', 'settled'])
  })

  test('can be stopped while it is looked into', async () => {
    const it = await world()
    const { $chat, states } = await newTalk(it)
    await it.faults(STREAM, 'drop=3')
    const sent = $chat.send(QUESTION)
    await until(() => $chat.value.status === 'streaming')
    for (let passed = 0; passed < 100 && !$chat.value.recovering; passed += 1) await it.advance(20)
    $chat.stop()
    expect(await sent).toBe('aborted')
    expect(endings(states)).toEqual(['aborted'])
  })

  test('silence for half a minute counts as lost, and the answer is found in the list', async () => {
    const it = await world()
    const { $chat, states, stored } = await newTalk(it)
    await it.faults(STREAM, 'stall=3')
    const sent = $chat.send(QUESTION)
    await until(() => $chat.value.status === 'streaming')
    await it.advance(25_000)
    expect($chat.value.status).toBe('streaming')
    await it.advance(6_000)
    expect(await over(it, sent)).toBe('settled')
    expect(states.some(({ status, recovering }) => status === 'interrupted' && recovering)).toBe(true)
    expect(shown($chat)).toEqual(await stored())
    expect(endings(states)).toEqual(['settled'])
  })
})

describe('a message that never arrived', () => {
  test('is said to have failed, and `retry` sends it once', async () => {
    const it = await world()
    const { $chat, states, stored } = await newTalk(it)
    it.server.loses = /stream$/
    expect(await over(it, $chat.send(QUESTION))).toBe('error')
    expect($chat.value).toMatchObject({ status: 'error', error: { code: 'network' } })
    expect($chat.value.messages).toMatchObject([{ role: 'user', state: 'failed', content: QUESTION }])
    expect(await stored()).toEqual([])
    expect(posts(it)).toBe(1)
    expect(endings(states)).toEqual(['error'])
    const [own] = $chat.value.messages
    it.server.loses = null
    const again = $chat.retry()
    expect($chat.value).toMatchObject({ status: 'submitting', error: undefined, messages: [{ key: own?.key, state: 'sending' }] })
    expect(await over(it, again)).toBe('settled')
    expect(shown($chat)).toEqual(await stored())
    expect($chat.value.messages[0]?.key).toBe(own?.key)
    expect((await stored()).filter((line) => line.startsWith('user'))).toHaveLength(1)
    expect(posts(it)).toBe(2)
    expect(endings(states)).toEqual(['error', 'settled'])
  })

  test('where the same words were said before is not taken for the earlier one', async () => {
    const it = await world()
    const { $chat, stored } = await newTalk(it)
    expect(await over(it, $chat.send(QUESTION))).toBe('settled')
    await until(() => $chat.value.messages.every(({ id }) => id !== null))
    it.server.loses = /stream$/
    expect(await over(it, $chat.send(QUESTION))).toBe('error')
    expect($chat.value.messages).toMatchObject([{ state: 'done' }, { state: 'done' }, { state: 'failed', content: QUESTION }])
    it.server.loses = null
    expect(await over(it, $chat.retry())).toBe('settled')
    await until(() => !$chat.value.fetching)
    expect(shown($chat)).toEqual(await stored())
    expect(await stored()).toHaveLength(4)
  })

  test('is asked for when the page is looked at again, and not while nobody sees it', async () => {
    const it = await world()
    const { $chat, stored } = await newTalk(it)
    await it.faults(STREAM, 'drop=5')
    const sent = $chat.send(QUESTION)
    await it.advance(100)
    it.setVisible(false)
    const lists = (): number => it.requests.filter((request) => request.startsWith('GET') && request.includes('/messages')).length
    const before = lists()
    await it.advance(120_000)
    expect([$chat.value.status, $chat.value.recovering, lists()]).toEqual(['interrupted', true, before])
    it.setVisible(true)
    expect(await over(it, sent)).toBe('settled')
    expect(shown($chat)).toEqual(await stored())
  })

  test('sent while offline fails, keeps its words, and goes out once the network is back', async () => {
    const it = await world()
    const { $chat, stored } = await newTalk(it)
    it.server.down = true
    it.setOnline(false)
    const sent = $chat.send(QUESTION)
    await it.advance(2_000)
    expect(shown($chat)).toEqual([`user: ${QUESTION}`])
    it.server.down = false
    it.setOnline(true)
    expect(await over(it, sent)).toBe('error')
    expect($chat.value.messages).toMatchObject([{ state: 'failed', content: QUESTION }])
    expect(await over(it, $chat.retry())).toBe('settled')
    expect(shown($chat)).toEqual(await stored())
    expect((await stored()).filter((line) => line.startsWith('user'))).toHaveLength(1)
  })
})

describe('a refusal', () => {
  test('of the content is an error with its fields, and leaves the message failed', async () => {
    const it = await world()
    const { $chat, states } = await newTalk(it)
    await it.faults(STREAM, 'status=422')
    expect(await over(it, $chat.send(QUESTION))).toBe('error')
    expect($chat.value).toMatchObject({ status: 'error', error: { code: 'invalid', status: 422 }, messages: [{ state: 'failed' }] })
    expect($chat.value.messages).toHaveLength(1)
    expect(endings(states)).toEqual(['error'])
    expect(await over(it, $chat.retry())).toBe('settled')
    expect($chat.value.messages).toMatchObject([{ state: 'done' }, { state: 'done' }])
  })

  test('of the token renews it, and the message is processed once', async () => {
    const it = await world()
    const { $chat, states, stored } = await newTalk(it)
    it.server.ahead = 25 * 3_600_000
    expect(await over(it, $chat.send(QUESTION))).toBe('settled')
    expect(it.requests.filter((request) => request === 'POST auth/refresh')).toHaveLength(1)
    expect(posts(it)).toBe(2)
    expect((await stored()).filter((line) => line.startsWith('user'))).toHaveLength(1)
    expect(endings(states)).toEqual(['settled'])
  })

  test('with a web page is an error', async () => {
    const it = await world()
    const { $chat, states } = await newTalk(it)
    await it.faults(STREAM, 'status=502; body=html')
    expect(await over(it, $chat.send(QUESTION))).toBe('error')
    expect($chat.value).toMatchObject({ error: { code: 'server', status: 502 } })
    expect(endings(states)).toEqual(['error'])
  })
})

test('a chat that streams nothing, whose message got lost, says so after it has looked twice', async () => {
  const it = await world()
  const id = demoUsers.ada.unique_id
  const { unique_id } = await call(it.client, createIdentityConversation, { id, title: 'Test' })
  const $chat = conversation(it.client, identityChat, { id, conv_id: unique_id })
  const states: ConversationState[] = []
  disposals.push($chat.subscribe((state) => void states.push(state)))
  await until(() => $chat.value.history === 'success')
  it.server.loses = /POST .*messages$/
  expect(await over(it, $chat.send('Who am I?'))).toBe('error')
  expect($chat.value.messages).toMatchObject([{ state: 'failed' }])
  it.server.loses = null
  expect(await over(it, $chat.retry())).toBe('settled')
  expect($chat.value.messages).toMatchObject([
    { role: 'user', state: 'done' },
    { role: 'assistant', state: 'done' },
  ])
  expect(endings(states)).toEqual(['error', 'settled'])
})
