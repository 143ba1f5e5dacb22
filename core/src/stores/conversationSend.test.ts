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
  listIdentityMessages,
} from '../blocks/jarvis.ts'
import { call, conversation, session } from '../index.ts'
import type { ConversationState, ConversationStore } from '../index.ts'
import { testClient, turn, until, virtualPlatform } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'

const signingKey = await makeSigningKey()
// Real keys, passwords and sockets take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const disposals: (() => void)[] = []
const TOKEN = 20
const FRAME = 16
const QUESTION = 'How often is the bearing greased?'

afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

interface World extends TestClient {
  readonly pump: string
  readonly settled: () => Promise<void>
}

/** A client signed in as Ada, on a sandbox that writes a token every 20 virtual milliseconds. */
async function world(): Promise<World> {
  const virtual = virtualPlatform()
  const { platform } = virtual
  const { sandbox } = virtualSandbox({
    blocks: [jarvisBlock],
    signingKey,
    now: platform.now,
    env: { BLOCKSTATE_TOKEN_MS: String(TOKEN) },
    pause: (ms, signal) =>
      new Promise((resolve) => {
        const stop = platform.after(ms, resolve)
        signal?.addEventListener('abort', () => {
          stop()
          resolve()
        })
      }),
  })
  const it = testClient(sandbox, { virtual })
  await session(it.client).signIn({ email: demoUsers.ada.email, password: demoPassword })
  const { items } = await call(it.client, listEntities, { search: 'Harbour Pump 3' })
  disposals.push(it.client.dispose, sandbox.close)
  return { ...it, pump: items[0]?.unique_id ?? '', settled: sandbox.settled }
}

interface Talk {
  readonly input: { id: string; conv_id: string }
  readonly $chat: ConversationStore
  readonly states: ConversationState[]
  readonly leave: () => void
}

/** A new conversation with the pump, watched, its empty history read. */
async function newTalk({ client, pump }: World): Promise<Talk> {
  const { unique_id } = await call(client, createEntityConversation, { id: pump, title: 'Test' })
  const input = { id: pump, conv_id: unique_id }
  const $chat = conversation(client, entityChat, input)
  const states: ConversationState[] = []
  const leave = $chat.subscribe((state) => void states.push(state))
  disposals.push(leave)
  await until(() => $chat.value.history === 'success' && !$chat.value.fetching)
  return { input, $chat, states, leave }
}

const answer = ($chat: ConversationStore): string => $chat.value.messages.at(-1)?.content ?? ''
const streaming = async (it: World, $chat: ConversationStore, tokens = 1): Promise<void> => {
  await until(() => $chat.value.status === 'streaming')
  await it.advance(TOKEN * (tokens - 1))
}
/** Lets time pass, a token's worth at a time, until the send is over. */
async function over<T>(it: World, sent: Promise<T>): Promise<T> {
  let done = false
  const end = sent.finally(() => {
    done = true
  })
  for (let passed = 0; passed < 5_000 && !done; passed += 1) await it.advance(TOKEN)
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

describe('sending', () => {
  test('shows the message at once, then its answer token by token, then both with the server’s ids under the same keys', async () => {
    const it = await world()
    const { input, $chat, states } = await newTalk(it)
    const sent = $chat.send(QUESTION)
    expect($chat.value).toMatchObject({ status: 'submitting', messages: [{ role: 'user', content: QUESTION, state: 'sending', id: null }] })
    await streaming(it, $chat)
    const keys = $chat.value.messages.map(({ key }) => key)
    expect($chat.value.messages).toMatchObject([{ state: 'done' }, { role: 'assistant', state: 'streaming', id: null }])
    expect(await over(it, sent)).toBe('settled')
    await until(() => $chat.value.messages.every(({ id }) => id !== null) && !$chat.value.fetching)
    expect($chat.value).toMatchObject({ status: 'settled', error: undefined, recovering: false })
    expect($chat.value.messages.map(({ key }) => key)).toEqual(keys)
    const { items } = await call(it.client, listEntityMessages, input)
    expect($chat.value.messages.map(({ id, role, content, state }) => [id, role, content, state])).toEqual(
      items.map(({ unique_id, role, content }) => [unique_id, role, content, 'done']),
    )
    const grown = states.flatMap(({ messages }) => messages.filter(({ role }) => role === 'assistant').map(({ content }) => content))
    expect(grown.every((text, index) => text.startsWith(grown[index - 1] ?? ''))).toBe(true)
    expect(new Set(states.flatMap(({ messages }) => messages.map(({ key }) => key)))).toEqual(new Set(keys))
    expect(endings(states)).toEqual(['settled'])
    expect(it.requests.filter((request) => request.startsWith('POST') && request.includes('/messages'))).toHaveLength(1)
  })

  test('three messages in a row keeps them in order, with one end each', async () => {
    const it = await world()
    const { input, $chat, states } = await newTalk(it)
    for (const question of ['Who are you?', QUESTION, QUESTION]) {
      await it.advance(1_000)
      expect(await over(it, $chat.send(question))).toBe('settled')
      await until(() => !$chat.value.fetching)
    }
    expect(endings(states)).toEqual(['settled', 'settled', 'settled'])
    const { items } = await call(it.client, listEntityMessages, input)
    expect($chat.value.messages.map(({ id }) => id)).toEqual(items.map(({ unique_id }) => unique_id))
    expect($chat.value.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant', 'user', 'assistant'])
    expect(new Set($chat.value.messages.map(({ key }) => key)).size).toBe(6)
  })

  test('while an answer is under way, or nothing but blanks, is refused and sends nothing', async () => {
    const it = await world()
    const { $chat } = await newTalk(it)
    await expect($chat.send(' \n ')).rejects.toMatchObject({ code: 'invalid_input' })
    const sent = $chat.send(QUESTION)
    await expect($chat.send('And another thing')).rejects.toMatchObject({ code: 'conflict' })
    expect($chat.value.messages).toHaveLength(1)
    expect(await over(it, sent)).toBe('settled')
    expect(it.requests.filter((request) => request.endsWith('/stream'))).toHaveLength(1)
  })

  test('to a conversation nobody watches works all the same', async () => {
    const it = await world()
    const { unique_id } = await call(it.client, createEntityConversation, { id: it.pump, title: 'Unseen' })
    const $chat = conversation(it.client, entityChat, { id: it.pump, conv_id: unique_id })
    expect(await over(it, $chat.send(QUESTION))).toBe('settled')
    expect($chat.value.messages).toMatchObject([{ role: 'user' }, { role: 'assistant', state: 'done' }])
  })

  test('before the history has been read puts question and answer at its end', async () => {
    const it = await world()
    const { input, $chat, leave } = await newTalk(it)
    expect(await over(it, $chat.send('Who are you?'))).toBe('settled')
    leave()
    await it.advance(400_000)
    const next = conversation(it.client, entityChat, input)
    expect(next).not.toBe($chat)
    const sent = next.send(QUESTION)
    disposals.push(next.subscribe(() => {}))
    expect(await over(it, sent)).toBe('settled')
    await until(() => next.value.messages.length === 4 && !next.value.fetching)
    const told = next.value.messages.map(({ role, content }) => (role === 'user' ? content : role))
    expect(told).toEqual(['Who are you?', 'assistant', QUESTION, 'assistant'])
  })
})

describe('what is published', () => {
  test('is the first token at once and then at most one state a frame, and every token in the end', async () => {
    const it = await world()
    const { $chat, states } = await newTalk(it)
    const begun = it.platform.now()
    expect(await over(it, $chat.send(QUESTION))).toBe('settled')
    const frames = Math.ceil((it.platform.now() - begun) / FRAME)
    expect(states.filter(({ status }) => status === 'streaming').length).toBeLessThanOrEqual(frames + 4)
    const settled = states.findIndex(({ status }) => status === 'settled')
    expect(states[settled]?.messages.at(-1)?.content).toBe(states.at(-1)?.messages.at(-1)?.content)
  })

  test('in a hidden tab, without frames, goes on all the same', async () => {
    const it = await world()
    const { $chat, states } = await newTalk(it)
    const sent = $chat.send(QUESTION)
    await streaming(it, $chat)
    it.setVisible(false)
    states.length = 0
    await it.advance(TOKEN * 20)
    expect(states.length).toBeGreaterThan(1)
    const hidden = answer($chat)
    expect(hidden.length).toBeGreaterThan(20)
    it.setVisible(true)
    expect(await over(it, sent)).toBe('settled')
    expect(answer($chat).startsWith(hidden)).toBe(true)
  })

  test('leaves the rows that do not grow untouched: the same objects before and after', async () => {
    const it = await world()
    const { $chat, states } = await newTalk(it)
    expect(await over(it, $chat.send('Who are you?'))).toBe('settled')
    await until(() => $chat.value.messages.every(({ id }) => id !== null))
    const first = $chat.value.messages
    states.length = 0
    expect(await over(it, $chat.send(QUESTION))).toBe('settled')
    for (const { messages } of states) expect(messages.slice(0, 2).every((row, index) => row === first[index])).toBe(true)
  })
})

describe('stopping', () => {
  test('keeps what arrived, as stopped, and tells the server', async () => {
    const it = await world()
    const { input, $chat, states } = await newTalk(it)
    const sent = $chat.send(QUESTION)
    await streaming(it, $chat, 8)
    $chat.stop()
    expect(await sent).toBe('aborted')
    const kept = answer($chat)
    expect(kept.length).toBeGreaterThan(5)
    expect($chat.value).toMatchObject({ status: 'aborted', error: undefined, messages: [{ state: 'done' }, { state: 'stopped' }] })
    await it.settled()
    await it.advance(5_000)
    await $chat.refetch()
    expect($chat.value).toMatchObject({ status: 'aborted', messages: [{ role: 'user' }, { content: kept }] })
    expect(endings(states)).toEqual(['aborted'])
    const { items } = await call(it.client, listEntityMessages, input)
    expect(items).toHaveLength(2)
    expect(items[1]?.content.startsWith(kept) || kept.startsWith(items[1]?.content ?? '?')).toBe(true)
    $chat.stop()
    expect(await over(it, $chat.send('Go on'))).toBe('settled')
  })

  test('before the first token leaves the user’s message', async () => {
    const it = await world()
    const { $chat, states } = await newTalk(it)
    const sent = $chat.send(QUESTION)
    $chat.stop()
    expect(await sent).toBe('aborted')
    expect($chat.value.messages).toMatchObject([{ role: 'user', content: QUESTION }])
    expect(endings(states)).toEqual(['aborted'])
  })
})

describe('who watches', () => {
  test('two who watch see the same states, and the second sees what has arrived so far', async () => {
    const it = await world()
    const { input, $chat, states } = await newTalk(it)
    const sent = $chat.send(QUESTION)
    await streaming(it, $chat, 5)
    const second: ConversationState[] = []
    disposals.push(conversation(it.client, entityChat, input).subscribe((state) => void second.push(state)))
    expect(second[0]?.messages.at(-1)?.content).toBe(answer($chat))
    expect(await over(it, sent)).toBe('settled')
    expect(second).toEqual(states.slice(-second.length))
    expect(it.requests.filter((request) => request.endsWith('/stream'))).toHaveLength(1)
  })

  test('leaving while it streams does not end it: whoever comes back finds the answer', async () => {
    const it = await world()
    const { input, $chat, leave } = await newTalk(it)
    const sent = $chat.send(QUESTION)
    await streaming(it, $chat, 3)
    const begun = answer($chat)
    leave()
    expect(await over(it, sent)).toBe('settled')
    expect(conversation(it.client, entityChat, input)).toBe($chat)
    disposals.push($chat.subscribe(() => {}))
    await until(() => $chat.value.messages.every(({ id }) => id !== null))
    expect($chat.value.messages).toHaveLength(2)
    expect(answer($chat).length).toBeGreaterThan(begun.length)
  })

  test('a sign-out in the middle of an answer empties it, and ends the send as aborted', async () => {
    const it = await world()
    const { $chat, states } = await newTalk(it)
    const sent = $chat.send(QUESTION)
    await streaming(it, $chat, 3)
    const leaving = session(it.client).signOut()
    expect($chat.value).toMatchObject({ status: 'idle', messages: [], history: 'pending' })
    states.length = 0
    expect(await sent).toBe('aborted')
    await leaving
    await it.advance(60_000)
    expect(states.flatMap(({ messages }) => messages)).toEqual([])
    expect($chat.value).toMatchObject({ status: 'idle', messages: [] })
  })
})

test('a chat that streams nothing picks its reply up from the list', async () => {
  const it = await world()
  const id = demoUsers.ada.unique_id
  const { unique_id } = await call(it.client, createIdentityConversation, { id, title: 'Test' })
  const input = { id, conv_id: unique_id }
  const $chat = conversation(it.client, identityChat, input)
  const states: ConversationState[] = []
  disposals.push($chat.subscribe((state) => void states.push(state)))
  await until(() => $chat.value.history === 'success')
  const sent = $chat.send('Who am I?')
  expect($chat.value).toMatchObject({ status: 'submitting', messages: [{ role: 'user', state: 'sending' }] })
  const [own] = $chat.value.messages
  await turn()
  expect(await over(it, sent)).toBe('settled')
  expect($chat.value.messages).toMatchObject([
    { key: own?.key, role: 'user', state: 'done' },
    { role: 'assistant', state: 'done' },
  ])
  expect(endings(states)).toEqual(['settled'])
  const { items } = await call(it.client, listIdentityMessages, input)
  expect($chat.value.messages.map(({ id }) => id)).toEqual(items.map(({ unique_id }) => unique_id))
  expect(it.requests.filter((request) => request.startsWith('POST') && request.endsWith('/messages'))).toHaveLength(1)
})
