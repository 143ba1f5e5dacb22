import { afterEach, expect, test } from 'vitest'
import { entityChat } from '../blocks/jarvis.ts'
import { conversation, message, messageKeys } from '../index.ts'
import type { Message } from '../index.ts'
import { testClient, turn, until } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'

const disposals: (() => void)[] = []
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

const INPUT = { id: 'e1', conv_id: 'c1' }
const line = (event: object): string => `data: ${JSON.stringify(event)}\n\n`

interface World extends TestClient {
  readonly write: (event: object) => Promise<void>
}

/** A conversation of so many messages, whose answer the test writes. */
async function world(history: number): Promise<World> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  const data = Array.from({ length: history }, (_, at) => {
    const attributes = { unique_id: `m${at}`, role: at % 2 ? 'assistant' : 'user', content: `Message ${at}` }
    return { id: `m${at}`, type: 'message', attributes }
  })
  const it = testClient({
    fetch: async ({ method }) =>
      method === 'POST'
        ? new Response(readable, { headers: { 'content-type': 'text/event-stream' } })
        : Response.json({ data: data.toReversed(), meta: { totalPages: 1, totalRecords: history } }),
  })
  disposals.push(it.client.dispose)
  const $chat = conversation(it.client, entityChat, INPUT)
  disposals.push($chat.subscribe(() => {}))
  await until(() => $chat.value.history === 'success')
  return { ...it, write: (event) => writer.write(new TextEncoder().encode(line(event))) }
}

test('while an answer grows, its own store is told, no other message’s is, and the list of keys once', async () => {
  const { client, write, advance } = await world(40)
  const told = new Map<string, number>()
  const watchRow = (key: string): void => {
    disposals.push(message(client, entityChat, INPUT, key).listen(() => told.set(key, (told.get(key) ?? 0) + 1)))
  }
  const lists: (readonly string[])[] = []
  const $keys = messageKeys(client, entityChat, INPUT)
  disposals.push($keys.subscribe(({ keys }) => void lists.push(keys)))
  lists.at(-1)?.forEach(watchRow)
  const sent = $keys.send('Go on')
  await until(() => lists.length === 2)
  await write({ type: 'token', content: 'One' })
  await until(() => lists.length === 3)
  const answer = lists.at(-1)?.at(-1) ?? ''
  watchRow(answer)
  for (let token = 0; token < 20; token += 1) {
    await write({ type: 'token', content: ' and' })
    await advance(16)
  }
  expect(told.get(answer)).toBeGreaterThan(15)
  expect([...told.keys()]).toEqual([answer])
  expect(lists).toHaveLength(3)
  expect(message(client, entityChat, INPUT, answer).value.message?.content).toBe(`One${' and'.repeat(20)}`)
  await write({ type: 'done', message_id: 'm99' })
  expect(await sent).toBe('settled')
  await turn()
  expect(message(client, entityChat, INPUT, answer).value.message).toMatchObject({ state: 'done', id: 'm99' })
  expect(lists).toHaveLength(3)
})

test('one that began to be watched before its message was there shows it when it comes, and `null` when it goes', async () => {
  const { client } = await world(2)
  const seen: (Message | null)[] = []
  const $late = message(client, entityChat, { ...INPUT, conv_id: 'c2' }, 'm1')
  expect($late.value.message).toBeNull()
  disposals.push($late.listen(({ message: now }) => void seen.push(now)))
  const other = conversation(client, entityChat, { ...INPUT, conv_id: 'c2' })
  await other.refetch()
  await until(() => seen.length === 1)
  expect(seen[0]).toMatchObject({ key: 'm1', content: 'Message 1' })
  client.scheduler.reset()
  expect(seen.at(-1)).toBeNull()
})

test('without a watcher both show what is there now', async () => {
  const { client } = await world(3)
  expect(messageKeys(client, entityChat, INPUT).value.keys).toEqual(['m0', 'm1', 'm2'])
  expect(message(client, entityChat, INPUT, 'm2').value.message?.content).toBe('Message 2')
  expect(messageKeys(client, entityChat, null).value.keys).toEqual([])
})
