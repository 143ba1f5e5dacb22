import { afterEach, expect, test } from 'vitest'
import { entityChat, listEntities } from '../blocks/jarvis.ts'
import { call, conversation } from '../index.ts'
import { testClient, turn, until, virtualPlatform } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'

const ROWS = 10_000
const disposals: (() => void)[] = []

afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

interface World extends TestClient {
  /** The name the server gives these rows from now on. */
  readonly renamed: Map<number, string>
  /** Which rows were told of, each time they were. */
  readonly heard: number[]
}

/** A client that has read 10,000 rows and watches every single one. */
async function watchingAll(): Promise<World> {
  const renamed = new Map<number, string>()
  const rowOf = (at: number) => ({ id: `h${at}`, type: 'entity', attributes: { name: renamed.get(at) ?? `Hall ${at}` } })
  const it = testClient({ fetch: async () => Response.json({ data: Array.from({ length: ROWS }, (_, at) => rowOf(at)) }) })
  await call(it.client, listEntities, {})
  const heard: number[] = []
  for (let at = 0; at < ROWS; at += 1) it.client.entities.watch([`entity/h${at}`], () => heard.push(at))
  disposals.push(it.client.dispose)
  return { ...it, renamed, heard }
}

test('an edit of one row of 10,000 notifies one watcher, and its rollback the same', async () => {
  const { client, heard } = await watchingAll()
  const seq = client.entities.patch('entity/h4321', { change: { name: 'Loom' } })
  client.entities.reject('entity/h4321', seq)
  expect(heard).toEqual([4321, 4321])
})

test('reading 10,000 rows again, of which 100 have changed, notifies the watchers of exactly those, once each', async () => {
  const { client, renamed, heard } = await watchingAll()
  const changed = Array.from({ length: 100 }, (_, at) => at * 100 + 7)
  for (const at of changed) renamed.set(at, 'Loom')
  await call(client, listEntities, {})
  expect(heard).toEqual(changed)
})

test('reading 10,000 rows again as they were notifies nobody', async () => {
  const { client, heard } = await watchingAll()
  await call(client, listEntities, {})
  expect(heard).toEqual([])
})

const TOKENS = 2_000
const HISTORY = 200

/** A stream of 2,000 tokens, an event a chunk, so many at a time and then a pause; what its listeners were told. */
async function streamed(atOnce: number, pause: number) {
  const virtual = virtualPlatform()
  let frames = 0
  const platform = {
    ...virtual.platform,
    frame: (run: () => void) =>
      virtual.platform.frame(() => {
        frames += 1
        run()
      }),
  }
  const piped = new TransformStream<Uint8Array, Uint8Array>()
  const past = Array.from({ length: HISTORY }, (_, at) => {
    return {
      id: `p${at}`,
      type: 'message',
      attributes: { unique_id: `p${at}`, role: at % 2 ? 'user' : 'assistant', content: `Said ${at}` },
    }
  })
  const { client } = testClient(
    {
      fetch: async ({ method }) =>
        method === 'GET'
          ? Response.json({ data: past })
          : new Response(piped.readable, { headers: { 'content-type': 'text/event-stream' } }),
    },
    { virtual: { ...virtual, platform } },
  )
  disposals.push(client.dispose)
  const chat = conversation(client, entityChat, { id: 'e1', conv_id: 'c1' })
  disposals.push(chat.subscribe(() => {}))
  await until(() => chat.value.history === 'success' && !chat.value.fetching)

  const before = chat.value.messages
  const told: string[] = []
  const sent = chat.send('Go on')
  disposals.push(chat.listen(({ status, messages }) => void (status === 'streaming' && told.push(messages.at(-1)?.content ?? ''))))
  const writer = piped.writable.getWriter()
  const encoder = new TextEncoder()
  const write = (event: object): Promise<void> => writer.write(encoder.encode(`data: ${JSON.stringify(event)}\n`))
  for (let at = 0; at < TOKENS; at += 1) {
    await write({ type: 'token', content: `${at} ` })
    if (at % atOnce === atOnce - 1) await virtual.advance(pause)
  }
  const others = chat.value.messages.slice(0, HISTORY)
  await write({ type: 'done', message_id: 'm1' })
  await until(() => chat.value.status === 'settled')
  await turn()
  expect(await sent).toBe('settled')
  return { chat, told, frames, before, others }
}

const WHOLE = Array.from({ length: TOKENS }, (_, at) => `${at} `).join('')

test.each([
  ['in one burst', TOKENS, 0],
  ['ten at a time, every 10 ms', 10, 10],
  ['one hundred at a time, every second', 100, 1_000],
])('2,000 tokens %s are published at most once a frame and twice beyond', async (_, atOnce, pause) => {
  const { chat, told, frames } = await streamed(atOnce, pause)
  expect(told.length).toBeLessThanOrEqual(frames + 2)
  expect(new Set(told).size).toBe(told.length)
  expect(chat.value.messages.find(({ id }) => id === 'm1')?.content).toBe(WHOLE)
})

test('while an answer grows, the 200 messages before it stay the very same', async () => {
  const { before, others } = await streamed(10, 10)
  expect(before).toHaveLength(HISTORY)
  expect(others.filter((message, at) => message !== before[at])).toEqual([])
})
