import { afterEach, expect, test } from 'vitest'
import { entityChat } from '../blocks/jarvis.ts'
import { conversation, keepAnswers } from '../index.ts'
import type { ConversationStore } from '../index.ts'
import { testClient, turn, until } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'

const disposals: (() => void)[] = []
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

interface Page extends TestClient {
  readonly $chat: ConversationStore
}

interface World {
  readonly rows: object[]
  readonly posts: number[]
  readonly kept: Map<string, string>
  /** Opens the page: a client of its own, the storage of all. */
  open(): Page
  write(content: string): Promise<void>
}

const row = (id: string, role: string, content: string): object => ({ id, type: 'message', attributes: { unique_id: id, role, content } })

function world(): World {
  const rows: object[] = []
  const posts: number[] = []
  const kept = new Map<string, string>()
  let writer: WritableStreamDefaultWriter<Uint8Array> | undefined
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  const open = (): Page => {
    const it = testClient({
      fetch: async ({ method }) => {
        if (method === 'GET') return Response.json({ data: rows.toReversed(), meta: { totalPages: 1, totalRecords: rows.length } })
        posts.push(1)
        rows.push(row('m1', 'user', 'Why?'))
        const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
        writer = writable.getWriter()
        return new Response(readable, { headers: { 'content-type': 'text/event-stream' } })
      },
    })
    keepAnswers(it.client, { storage })
    const $chat = conversation(it.client, entityChat, { id: 'e1', conv_id: 'c1' })
    disposals.push(
      $chat.subscribe(() => {}),
      it.client.dispose,
    )
    return { ...it, $chat }
  }
  const write = async (content: string): Promise<void> => {
    await writer?.write(new TextEncoder().encode(`data: ${JSON.stringify({ type: 'token', content })}\n\n`))
    await turn()
  }
  return { rows, posts, kept, open, write }
}

const shown = ({ value }: ConversationStore): string[] => value.messages.map(({ role, content }) => `${role}: ${content}`)

test('a page loaded anew in the middle of an answer shows at once what had arrived, and completes it without asking again', async () => {
  const { open, write, rows, posts, kept } = world()
  const before = open()
  await until(() => before.$chat.value.history === 'success')
  void before.$chat.send('Why?')
  await until(() => posts.length === 1)
  await write('Because')
  await write(' of')
  await before.advance(1_020)
  const key = before.$chat.value.messages[0]?.key
  // The page goes as a reload ends it: nothing of it runs again.
  const after = open()
  expect(shown(after.$chat)).toEqual(['user: Why?', 'assistant: Because of'])
  expect(after.$chat.value).toMatchObject({ status: 'interrupted', recovering: true, messages: [{ key }, { state: 'interrupted' }] })
  rows.push(row('m2', 'assistant', 'Because of rain'))
  await after.advance(3_000)
  expect(after.$chat.value).toMatchObject({ status: 'settled', recovering: false })
  expect(shown(after.$chat)).toEqual(['user: Why?', 'assistant: Because of rain'])
  expect(posts).toHaveLength(1)
  expect(kept.size).toBe(0)
})

test('it is stored when the page goes out of sight, and at most once a second besides', async () => {
  const { open, write, posts, kept } = world()
  const it = open()
  await until(() => it.$chat.value.history === 'success')
  void it.$chat.send('Why?')
  await until(() => posts.length === 1)
  await write('Because')
  const [first] = kept.values()
  await write(' of')
  await it.advance(500)
  expect([...kept.values()]).toEqual([first])
  it.setVisible(false)
  expect([...kept.values()].join('')).toContain('Because of')
})

test('nothing is stored of an answer that is over, nor after a sign-out', async () => {
  const { open, write, posts, kept } = world()
  const it = open()
  await until(() => it.$chat.value.history === 'success')
  const sent = it.$chat.send('Why?')
  await until(() => posts.length === 1)
  await write('Because')
  expect(kept.size).toBe(1)
  it.$chat.stop()
  expect(await sent).toBe('aborted')
  expect(kept.size).toBe(0)
  void it.$chat.send('Why?')
  await until(() => kept.size === 1)
  it.client.scheduler.reset()
  expect(kept.size).toBe(0)
})
