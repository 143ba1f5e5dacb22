import { afterEach, describe, expect, test, vi } from 'vitest'
import { demoPassword, demoUsers } from '../../../sandbox/src/index.ts'
import { jarvisBlock } from '../../../sandbox/src/jarvis/jarvisBlock.ts'
import { makeSigningKey, virtualSandbox } from '../../../sandbox/src/testing/virtualSandbox.ts'
import {
  createEntityConversation,
  entityChat,
  listEntities,
  listEntityConversations,
  listEntityMessages,
  sendEntityMessage,
} from '../blocks/jarvis.ts'
import { call, conversation, session } from '../index.ts'
import type { ConversationState, ConversationStore } from '../index.ts'
import { testClient, turn, until, virtualPlatform } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'

const signingKey = await makeSigningKey()
// Real keys, passwords and sockets take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const disposals: (() => void)[] = []

afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

interface World extends TestClient {
  readonly server: { down: boolean }
  /** The pump of the demo data, which has said a lot. */
  readonly pump: string
}

async function world(): Promise<World> {
  const virtual = virtualPlatform()
  const server = { down: false }
  const { sandbox } = virtualSandbox({ blocks: [jarvisBlock], signingKey, now: virtual.platform.now, requestsPerMinute: 1_000_000 })
  const it = testClient(
    {
      fetch: async (request) => {
        if (server.down) throw new TypeError('Failed to fetch')
        return sandbox.fetch(request)
      },
    },
    { virtual, attempts: 1, requestsPerMinute: 1_000_000 },
  )
  await session(it.client).signIn({ email: demoUsers.ada.email, password: demoPassword })
  const { items } = await call(it.client, listEntities, { search: 'Harbour Pump 3' })
  disposals.push(it.client.dispose, sandbox.close)
  return { ...it, server, pump: items[0]?.unique_id ?? '' }
}

/** The pump's seeded conversation of sixty messages. */
async function longTalk({ client, pump }: World): Promise<{ id: string; conv_id: string }> {
  const { items } = await call(client, listEntityConversations, { id: pump })
  return { id: pump, conv_id: items.find(({ title }) => title === 'Storm season')?.unique_id ?? '' }
}

/** A conversation of so many numbered messages. */
async function numbered({ client, pump }: World, count: number): Promise<{ id: string; conv_id: string }> {
  const { unique_id } = await call(client, createEntityConversation, { id: pump, title: 'Numbers' })
  const input = { id: pump, conv_id: unique_id }
  for (let n = 1; n <= count; n += 1) await call(client, sendEntityMessage, { ...input, role: 'assistant', content: String(n) })
  return input
}

function watch($chat: ConversationStore): ConversationState[] {
  const states: ConversationState[] = []
  disposals.push($chat.subscribe((state) => void states.push(state)))
  return states
}

const read = ($chat: ConversationStore): Promise<void> => until(() => $chat.value.history !== 'pending' && !$chat.value.fetching)
const texts = ($chat: ConversationStore): string[] => $chat.value.messages.map(({ content }) => content)
const upTo = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, index) => String(from + index))

describe('the history', () => {
  test('shows the newest fifty first and loads older ones to the very beginning, in order, each once', async () => {
    const it = await world()
    const input = await longTalk(it)
    const $chat = conversation(it.client, entityChat, input)
    expect($chat.value).toMatchObject({ status: 'idle', history: 'pending', messages: [], hasOlder: false })
    watch($chat)
    await read($chat)
    expect($chat.value).toMatchObject({ status: 'idle', history: 'success', hasOlder: true, loadingOlder: false })
    expect($chat.value.messages).toHaveLength(50)
    const newest = $chat.value.messages
    const loading = $chat.loadOlder()
    expect($chat.value.loadingOlder).toBe(true)
    await loading
    expect($chat.value).toMatchObject({ hasOlder: false, loadingOlder: false })
    const { items } = await call(it.client, listEntityMessages, { ...input, per_page: 100 })
    expect($chat.value.messages.map(({ id }) => id)).toEqual(items.map(({ unique_id }) => unique_id))
    expect(texts($chat)).toEqual(items.map(({ content }) => content))
    expect($chat.value.messages.slice(-50).every((message, index) => message === newest[index])).toBe(true)
    expect($chat.value.messages.every(({ state, created_at }) => state === 'done' && created_at !== null)).toBe(true)
    const sent = it.requests.length
    await $chat.loadOlder()
    expect(it.requests).toHaveLength(sent)
  })

  test('of three pages loads page after page, asked for once each however often it is wanted', async () => {
    const it = await world()
    const $chat = conversation(it.client, entityChat, await numbered(it, 120))
    watch($chat)
    await read($chat)
    expect(texts($chat)).toEqual(upTo(71, 120))
    const sent = it.requests.length
    await Promise.all([$chat.loadOlder(), $chat.loadOlder(), $chat.loadOlder()])
    expect(it.requests).toHaveLength(sent + 1)
    expect(texts($chat)).toEqual(upTo(21, 120))
    await $chat.loadOlder()
    expect(texts($chat)).toEqual(upTo(1, 120))
    expect($chat.value.hasOlder).toBe(false)
  })

  test('loses and repeats nothing where messages arrive between two loads', async () => {
    const it = await world()
    const input = await numbered(it, 120)
    const $chat = conversation(it.client, entityChat, input)
    watch($chat)
    await read($chat)
    for (const n of upTo(121, 127)) await call(it.client, sendEntityMessage, { ...input, role: 'assistant', content: n })
    await until(() => texts($chat).includes('127') && !$chat.value.fetching)
    while ($chat.value.hasOlder) await $chat.loadOlder()
    expect(texts($chat)).toEqual(upTo(1, 127))
  })

  test('that was loaded to its beginning stays loaded when the newest are read again', async () => {
    const it = await world()
    const input = await numbered(it, 60)
    const $chat = conversation(it.client, entityChat, input)
    watch($chat)
    await read($chat)
    await $chat.loadOlder()
    await call(it.client, sendEntityMessage, { ...input, role: 'assistant', content: '61' })
    await $chat.refetch()
    expect(texts($chat)).toEqual(upTo(1, 61))
    expect($chat.value.hasOlder).toBe(false)
  })

  test('that cannot be read says so, and a refetch recovers', async () => {
    const it = await world()
    const input = await longTalk(it)
    it.server.down = true
    const $chat = conversation(it.client, entityChat, input)
    watch($chat)
    await read($chat)
    expect($chat.value).toMatchObject({ status: 'idle', history: 'error', messages: [], error: { code: 'network' } })
    it.server.down = false
    await $chat.refetch()
    expect($chat.value).toMatchObject({ history: 'success' })
    expect($chat.value.error).toBeUndefined()
    expect($chat.value.messages).toHaveLength(50)
  })

  test('keeps what is shown where older ones cannot be loaded, and the next try goes on', async () => {
    const it = await world()
    const $chat = conversation(it.client, entityChat, await longTalk(it))
    watch($chat)
    await read($chat)
    it.server.down = true
    await $chat.loadOlder()
    expect($chat.value).toMatchObject({ history: 'success', hasOlder: true, loadingOlder: false, error: { code: 'network' } })
    expect($chat.value.messages).toHaveLength(50)
    it.server.down = false
    await $chat.loadOlder()
    expect($chat.value.messages).toHaveLength(60)
    expect($chat.value.error).toBeUndefined()
  })

  test('of a conversation that is not there is an error, not an empty conversation', async () => {
    const it = await world()
    const $chat = conversation(it.client, entityChat, { id: it.pump, conv_id: 'none' })
    watch($chat)
    await read($chat)
    expect($chat.value).toMatchObject({ history: 'error', error: { code: 'not_found' } })
  })

  test('that is empty is empty and successful', async () => {
    const it = await world()
    const $chat = conversation(it.client, entityChat, await numbered(it, 0))
    watch($chat)
    await read($chat)
    expect($chat.value).toMatchObject({ history: 'success', messages: [], hasOlder: false, status: 'idle' })
  })
})

describe('one conversation', () => {
  test('is one store for everybody who asks, whatever order its ids are written in', async () => {
    const it = await world()
    const { id, conv_id } = await longTalk(it)
    const $chat = conversation(it.client, entityChat, { id, conv_id })
    expect(conversation(it.client, entityChat, { conv_id, id })).toBe($chat)
    const [first, second] = [watch($chat), watch(conversation(it.client, entityChat, { id, conv_id }))]
    await read($chat)
    expect(first.at(-1)).toBe(second.at(-1))
    expect(it.requests.filter((request) => request.includes('/messages'))).toHaveLength(1)
  })

  test('another conversation is another store, and nothing of one is in the other', async () => {
    const it = await world()
    const $one = conversation(it.client, entityChat, await numbered(it, 3))
    const $other = conversation(it.client, entityChat, await longTalk(it))
    watch($one)
    watch($other)
    await read($one)
    await read($other)
    expect(texts($one)).toEqual(['1', '2', '3'])
    expect($other.value.messages).toHaveLength(50)
  })

  test('with nobody (`null`) is idle and empty, and refuses to send', async () => {
    const it = await world()
    const sent = it.requests.length
    const $chat = conversation(it.client, entityChat, null)
    watch($chat)
    await turn()
    await expect($chat.send('Hello')).rejects.toMatchObject({ code: 'invalid_input' })
    await $chat.refetch()
    await $chat.loadOlder()
    $chat.stop()
    expect(await $chat.retry()).toBe('idle')
    expect($chat.value).toMatchObject({ status: 'idle', messages: [], history: 'pending', fetching: false })
    expect(it.requests).toHaveLength(sent)
  })

  test('takes in a message that another part of the app adds, and keeps the keys of those that are there', async () => {
    const it = await world()
    const input = await numbered(it, 3)
    const $chat = conversation(it.client, entityChat, input)
    watch($chat)
    await read($chat)
    const keys = $chat.value.messages.map(({ key }) => key)
    const { unique_id } = await call(it.client, sendEntityMessage, { ...input, role: 'assistant', content: '4' })
    await until(() => texts($chat).length === 4)
    expect($chat.value.messages.map(({ key }) => key)).toEqual([...keys, unique_id])
  })
})
