import { afterEach, describe, expect, test } from 'vitest'
import { entityChat } from '../blocks/jarvis.ts'
import { conversation } from '../index.ts'
import type { Client, ConversationState, ConversationStore } from '../index.ts'
import { sharedTabs, testClient, until } from '../testing/index.ts'
import type { SharedTabs, Tab } from '../testing/index.ts'

const disposals: (() => void)[] = []
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

const INPUT = { id: 'e1', conv_id: 'c1' }

interface Row {
  readonly id: string
  readonly role: string
  readonly content: string
  readonly metadata?: unknown
}

/** A server with one conversation: what it holds, what was asked of it, and the stream it has open. */
interface World {
  readonly browser: SharedTabs
  readonly rows: Row[]
  readonly posts: string[]
  write(event: object): Promise<void>
  open(): { tab: Tab; client: Client; $chat: ConversationStore; states: ConversationState[] }
}

async function world(): Promise<World> {
  const browser = sharedTabs()
  const rows: Row[] = []
  const posts: string[] = []
  let writer: WritableStreamDefaultWriter<Uint8Array> | undefined
  const open: World['open'] = () => {
    const tab = browser.open()
    const { client } = testClient(
      {
        fetch: async (request) => {
          if (request.method === 'POST') {
            const { message } = (await request.json()) as { message: { content: string; metadata: unknown } }
            posts.push(message.content)
            rows.push({ id: `m${rows.length + 1}`, role: 'user', ...message })
            const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
            writer = writable.getWriter()
            writer.closed.catch(() => {}) // the reader may leave
            return new Response(readable, { headers: { 'content-type': 'text/event-stream' } })
          }
          const data = rows.map(({ id, ...attributes }) => ({ id, type: 'message', attributes: { unique_id: id, ...attributes } }))
          return Response.json({ data: data.toReversed(), meta: { totalPages: 1, totalRecords: rows.length } })
        },
      },
      { virtual: tab },
    )
    const $chat = conversation(client, entityChat, INPUT)
    const states: ConversationState[] = []
    disposals.push(
      client.dispose,
      tab.close,
      $chat.subscribe((state) => void states.push(state)),
    )
    return { tab, client, $chat, states }
  }
  return {
    browser,
    rows,
    posts,
    open,
    write: async (event) => {
      await writer?.write(new TextEncoder().encode(`data: ${JSON.stringify(event)}\n\n`))
      await browser.advance(20)
    },
  }
}

const token = (content: string): object => ({ type: 'token', content })
const shown = ({ value }: ConversationStore): string[] => value.messages.map(({ role, content, state }) => `${role}: ${content} (${state})`)
const keys = ({ value }: ConversationStore): string[] => value.messages.map(({ key }) => key)

/** Three tabs that show the same conversation; the first has asked, and its answer has begun. */
async function begun(): Promise<World & { tabs: ReturnType<World['open']>[]; sent: Promise<string> }> {
  const it = await world()
  const tabs = [it.open(), it.open(), it.open()]
  await it.browser.advance(100)
  await until(() => tabs.every(({ $chat }) => $chat.value.history === 'success'))
  const sent = tabs[0]?.$chat.send('Why?') ?? Promise.resolve('')
  await it.browser.advance(20)
  await it.write(token('Because'))
  return { ...it, tabs, sent }
}

describe('an answer that one tab streams', () => {
  test('is followed by the others, word by word, under the same keys, with one request', async () => {
    const { tabs, sent, write, rows, posts, browser } = await begun()
    const [first, second, third] = tabs.map(({ $chat }) => $chat)
    const now = ['user: Why? (done)', 'assistant: Because (streaming)']
    for (const { $chat } of tabs) expect(shown($chat)).toEqual(now)
    expect(tabs.map(({ $chat }) => [$chat.value.status, $chat.value.elsewhere])).toEqual([
      ['streaming', false],
      ['streaming', true],
      ['streaming', true],
    ])
    await write(token(' of'))
    await write(token(' rain'))
    for (const { $chat } of tabs) expect($chat.value.messages.at(-1)?.content).toBe('Because of rain')
    rows.push({ id: 'm2', role: 'assistant', content: 'Because of rain' })
    await write({ type: 'done', message_id: 'm2' })
    expect(await sent).toBe('settled')
    await browser.advance(1_000)
    for (const { $chat } of tabs) {
      expect($chat.value).toMatchObject({ status: 'settled', elsewhere: false, error: undefined })
      expect($chat.value.messages.map(({ id }) => id)).toEqual(['m1', 'm2'])
      expect(shown($chat)).toEqual(['user: Why? (done)', 'assistant: Because of rain (done)'])
    }
    expect(keys(second as ConversationStore)).toEqual(keys(first as ConversationStore))
    expect(keys(third as ConversationStore)).toEqual(keys(first as ConversationStore))
    expect(posts).toEqual(['Why?'])
    expect(browser.held()).toEqual([])
  })

  test('is followed by a tab that is opened in the middle of it, from what has arrived so far', async () => {
    const { write, open, browser, tabs } = await begun()
    await write(token(' of'))
    const late = open()
    await browser.advance(200)
    await until(() => late.$chat.value.history === 'success')
    expect(shown(late.$chat)).toEqual(['user: Why? (done)', 'assistant: Because of (streaming)'])
    await write(token(' rain'))
    expect(shown(late.$chat)).toEqual(['user: Why? (done)', 'assistant: Because of rain (streaming)'])
    expect(keys(late.$chat)).toEqual(keys(tabs[0]?.$chat as ConversationStore))
  })

  test('keeps the others from sending meanwhile', async () => {
    const { tabs } = await begun()
    await expect(tabs[1]?.$chat.send('And?')).rejects.toMatchObject({ code: 'conflict' })
  })

  test('goes on in step while the tab that streams is hidden', async () => {
    const { tabs, write } = await begun()
    tabs[0]?.tab.setVisible(false)
    let text = 'Because'
    for (let at = 0; at < 20; at += 1) {
      text += ` ${at}`
      await write(token(` ${at}`))
    }
    // 40 ms at most, which is two tokens here.
    expect(tabs[1]?.$chat.value.messages.at(-1)?.content.length).toBeGreaterThanOrEqual(text.length - 6)
  })

  test('may be stopped from any of them', async () => {
    const { tabs, sent, browser } = await begun()
    tabs[2]?.$chat.stop()
    await browser.advance(100)
    expect(await sent).toBe('aborted')
    for (const { $chat } of tabs) expect(shown($chat)).toEqual(['user: Why? (done)', 'assistant: Because (stopped)'])
    for (const { $chat } of tabs) expect($chat.value).toMatchObject({ status: 'aborted', elsewhere: false })
  })

  test('that dies is found in the list by one of the others, and shown by all', async () => {
    const { tabs, rows, posts, browser } = await begun()
    tabs[0]?.tab.close()
    rows.push({ id: 'm2', role: 'assistant', content: 'Because of rain' })
    await browser.advance(200)
    expect(tabs.slice(1).map(({ $chat }) => $chat.value)).toMatchObject([
      { status: 'interrupted', recovering: true },
      { status: 'interrupted', recovering: true },
    ])
    await browser.advance(5_000)
    for (const { $chat } of tabs.slice(1)) {
      expect($chat.value).toMatchObject({ status: 'settled', recovering: false, elsewhere: false })
      expect(shown($chat)).toEqual(['user: Why? (done)', 'assistant: Because of rain (done)'])
    }
    expect(posts).toEqual(['Why?'])
    expect(browser.held()).toEqual([])
  })

  test('survives the death of tab after tab', async () => {
    const { tabs, rows, browser } = await begun()
    tabs[0]?.tab.close()
    await browser.advance(300)
    tabs[1]?.tab.close()
    rows.push({ id: 'm2', role: 'assistant', content: 'Because of rain' })
    await browser.advance(20_000)
    expect(tabs[2]?.$chat.value.status).toBe('settled')
    expect(shown(tabs[2]?.$chat as ConversationStore)).toEqual(['user: Why? (done)', 'assistant: Because of rain (done)'])
  })
})

test('no channel and no lock is left when the clients are gone', async () => {
  const { tabs, browser } = await begun()
  expect(browser.held()).toHaveLength(1)
  tabs.forEach(({ client }) => client.dispose())
  await browser.advance(100)
  expect([browser.held(), browser.channels()]).toEqual([[], 0])
})

test('a lock that is slow to come to the tab that streams is not taken for one that was given up', async () => {
  const { browser, open, write, posts } = await world()
  const slow = open()
  const { locks } = slow.client.platform
  // A page that asks for the first lock of its life waits longer than one that has asked before.
  const late = {
    request: (...asked: Parameters<NonNullable<typeof locks>['request']>) => browser.advance(0).then(() => locks?.request(...asked)),
  }
  Object.assign(slow.client.platform, { locks: late })
  const other = open()
  await browser.advance(100)
  void slow.$chat.send('Why?')
  await browser.advance(20)
  await write(token('Because'))
  expect(other.$chat.value).toMatchObject({ status: 'streaming', elsewhere: true, recovering: false })
  expect(other.states.map(({ status }) => status)).not.toContain('interrupted')
  expect(posts).toEqual(['Why?'])
})
