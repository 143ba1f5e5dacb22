import { afterEach, describe, expect, test } from 'vitest'
import { entityChat, sdkEntityChat } from '../blocks/jarvis.ts'
import { conversation } from '../index.ts'
import type { ConversationOptions, ConversationStore } from '../index.ts'
import { testClient, until } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'

const disposals: (() => void)[] = []
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

const EVENTS = { headers: { 'content-type': 'text/event-stream' } }
const line = (event: object): string => `data: ${JSON.stringify(event)}\n`

interface Posted {
  readonly content: string
  readonly metadata: Readonly<Record<string, unknown>>
  readonly file_ids?: readonly string[]
}

interface Chat extends TestClient {
  readonly $chat: ConversationStore
  readonly posts: Posted[]
  /** What answers the next messages, in place of `Answer n`. */
  readonly answers: (() => Response)[]
}

/** A server that keeps what is said, metadata too, and answers each message at once. */
async function chat(options: ConversationOptions = {}, routes: typeof entityChat = entityChat): Promise<Chat> {
  const rows: object[] = []
  const posts: Posted[] = []
  const answers: (() => Response)[] = []
  const say = (role: string, content: string, metadata?: object): string => {
    const id = `m${rows.length + 1}`
    rows.unshift({ id, type: 'message', attributes: { unique_id: id, role, content, metadata } })
    return id
  }
  const it = testClient({
    fetch: async (request) => {
      if (request.method === 'GET') return Response.json({ data: rows, meta: { totalPages: 1, totalRecords: rows.length } })
      const { message } = (await request.json()) as { message: Posted }
      const odd = answers.shift()?.()
      if (odd && odd.status >= 400) return odd
      posts.push(message)
      say('user', message.content, message.metadata)
      if (odd) return odd
      const content = `Answer ${posts.length}`
      const sources = [{ file_id: 'f1', file_name: 'Manual', relevance_score: 1, excerpt: 'Grease it.' }]
      const message_id = say('assistant', content, { sources })
      return new Response(line({ type: 'token', content }) + line({ type: 'done', message_id, tokens_used: 7, sources }), EVENTS)
    },
  })
  const $chat = conversation(it.client, routes, { id: 'e1', conv_id: 'c1' }, options)
  disposals.push(
    $chat.subscribe(() => {}),
    it.client.dispose,
  )
  await until(() => $chat.value.history === 'success')
  return { ...it, $chat, posts, answers }
}

const shown = ({ value }: ConversationStore): string[] => value.messages.map(({ role, content }) => `${role}: ${content}`)
const quiet = ($chat: ConversationStore): Promise<void> => until(() => !$chat.value.fetching)

describe('another answer', () => {
  test('takes the place of the one before, asked for with the same words, and the server is told what they replace', async () => {
    const { $chat, posts } = await chat()
    await $chat.send('Why?')
    expect(await $chat.regenerate()).toBe('settled')
    await quiet($chat)
    expect(shown($chat)).toEqual(['user: Why?', 'assistant: Answer 2'])
    expect(posts[1]).toMatchObject({ content: 'Why?', metadata: { replaces: 'm1' } })
  })

  test('is what whoever reads the conversation anew sees, too', async () => {
    const { $chat, client } = await chat()
    await $chat.send('Why?')
    await $chat.regenerate()
    await $chat.send('And?')
    await $chat.regenerate()
    client.scheduler.reset()
    await $chat.refetch()
    expect(shown($chat)).toEqual(['user: Why?', 'assistant: Answer 2', 'user: And?', 'assistant: Answer 4'])
  })

  test('where nothing was said yet changes nothing', async () => {
    const { $chat, posts } = await chat()
    expect(await $chat.regenerate()).toBe('idle')
    expect(posts).toEqual([])
  })

  test('is what `retry` asks for where the server has the message and its answer failed', async () => {
    const { $chat, answers } = await chat()
    answers.push(() => new Response(line({ type: 'error', message: 'Busy' }), EVENTS))
    expect(await $chat.send('Why?')).toBe('error')
    expect(await $chat.retry()).toBe('settled')
    await quiet($chat)
    expect(shown($chat)).toEqual(['user: Why?', 'assistant: Answer 2'])
  })
})

describe('a message that is edited', () => {
  test('is said anew, and it and all that followed it are shown no more', async () => {
    const { $chat } = await chat()
    await $chat.send('Hello')
    await $chat.send('Wy?')
    await $chat.send('Well?')
    const [, , typo] = $chat.value.messages
    expect(await $chat.edit(typo?.key ?? '', 'Why?')).toBe('settled')
    await quiet($chat)
    expect(shown($chat)).toEqual(['user: Hello', 'assistant: Answer 1', 'user: Why?', 'assistant: Answer 4'])
  })

  test('after it was refused is the same message with other words, sent once', async () => {
    const { $chat, answers, posts } = await chat()
    answers.push(() => Response.json({ errors: [{ status: '422', detail: 'too short' }] }, { status: 422 }))
    expect(await $chat.send('W')).toBe('error')
    const [own] = $chat.value.messages
    expect(await $chat.edit(own?.key ?? '', 'Why?')).toBe('settled')
    expect($chat.value.messages[0]?.key).toBe(own?.key)
    expect(posts.map(({ content, metadata }) => [content, metadata['replaces']])).toEqual([['Why?', undefined]])
  })

  test('that the server refuses leaves the earlier one standing', async () => {
    const { $chat, answers } = await chat()
    await $chat.send('Why?')
    await quiet($chat)
    answers.push(() => Response.json({ errors: [{ status: '422' }] }, { status: 422 }))
    expect(await $chat.edit($chat.value.messages[0]?.key ?? '', 'x')).toBe('error')
    expect(shown($chat)).toEqual(['user: Why?', 'assistant: Answer 1', 'user: x'])
  })

  test.each(['nothing', 'answer'])('has to be one of the user’s: %s is refused', async (what) => {
    const { $chat, posts } = await chat()
    await $chat.send('Why?')
    const key = what === 'answer' ? ($chat.value.messages[1]?.key ?? '') : what
    await expect($chat.edit(key, 'How?')).rejects.toMatchObject({ code: 'invalid_input' })
    expect(posts).toHaveLength(1)
  })
})

describe('a message sent while an answer is under way', () => {
  test('waits for its turn with `whenBusy: queue`, each with an end of its own, in order', async () => {
    const { $chat, posts } = await chat({ whenBusy: 'queue' })
    const sent = [$chat.send('One'), $chat.send('Two'), $chat.send('Three')]
    expect($chat.value.queued.map(({ content }) => content)).toEqual(['Two', 'Three'])
    expect(shown($chat)).toEqual(['user: One'])
    expect(await Promise.all(sent)).toEqual(['settled', 'settled', 'settled'])
    expect(posts.map(({ content }) => content)).toEqual(['One', 'Two', 'Three'])
    expect($chat.value.queued).toEqual([])
    expect(shown($chat).filter((one) => one.startsWith('user'))).toEqual(['user: One', 'user: Two', 'user: Three'])
  })

  test('can be taken back', async () => {
    const { $chat, posts } = await chat({ whenBusy: 'queue' })
    const first = $chat.send('One')
    const second = $chat.send('Two')
    $chat.unqueue($chat.value.queued[0]?.key ?? '')
    expect(await second).toBe('aborted')
    expect(await first).toBe('settled')
    expect(posts).toHaveLength(1)
  })

  test('waits on after an answer that failed, and goes out after the next that does not', async () => {
    const { $chat, answers, posts } = await chat({ whenBusy: 'queue' })
    answers.push(() => new Response(line({ type: 'error', message: 'Busy' }), EVENTS))
    const first = $chat.send('One')
    const second = $chat.send('Two')
    expect(await first).toBe('error')
    expect($chat.value.queued).toHaveLength(1)
    expect(await $chat.retry()).toBe('settled')
    expect(await second).toBe('settled')
    expect(posts.map(({ content }) => content)).toEqual(['One', 'One', 'Two'])
  })
})

describe('what goes and comes beside the words', () => {
  test('files go along by their ids, and come back with the row', async () => {
    const { $chat, posts, client } = await chat()
    await $chat.send('What is in it?', { file_ids: ['f1', 'f2'] })
    expect(posts[0]).toMatchObject({ file_ids: ['f1', 'f2'], metadata: { file_ids: ['f1', 'f2'] } })
    client.scheduler.reset()
    await $chat.refetch()
    expect($chat.value.messages[0]?.metadata).toMatchObject({ file_ids: ['f1', 'f2'] })
  })

  test('what the last event tells of the answer stands on it, and on its row when it is read again', async () => {
    const { $chat, client } = await chat()
    await $chat.send('Why?')
    expect($chat.value.messages[1]?.metadata).toMatchObject({ tokens_used: 7, sources: [{ file_name: 'Manual' }] })
    client.scheduler.reset()
    await $chat.refetch()
    expect($chat.value.messages[1]?.metadata).toMatchObject({ sources: [{ file_name: 'Manual' }] })
  })

  test('progress says when it was sent, when it began, and how many pieces came', async () => {
    const { $chat, platform } = await chat()
    const sent = $chat.send('Why?')
    expect($chat.value.progress).toEqual({ sentAt: platform.now(), firstAt: null, tokens: 0 })
    await sent
    expect($chat.value.progress).toEqual({ sentAt: platform.now(), firstAt: platform.now(), tokens: 1 })
  })
})

describe('an answer in one piece', () => {
  const piece = { data: { id: 'm2', type: 'message', attributes: { role: 'assistant', content: 'At once' } } }

  test('is shown when it comes, before the list is read again', async () => {
    const { $chat, answers } = await chat()
    answers.push(() => Response.json(piece))
    const fetching: string[][] = []
    $chat.listen(({ status }) => void (status === 'settled' && fetching.push(shown($chat))))
    expect(await $chat.send('Why?')).toBe('settled')
    expect(fetching[0]).toEqual(['user: Why?', 'assistant: At once'])
    expect($chat.value.messages[1]).toMatchObject({ id: 'm2', state: 'done' })
  })

  test('that is the user’s row alone says that the answer is still to come: the list is asked for it', async () => {
    const { $chat, answers, advance } = await chat()
    answers.push(() => Response.json({ data: { id: 'm1', type: 'message', attributes: { role: 'user', content: 'Why?' } } }))
    const sent = $chat.send('Why?')
    await until(() => $chat.value.messages[0]?.id === 'm1')
    await advance(100_000)
    expect(await sent).toBe('interrupted')
    expect(shown($chat)).toEqual(['user: Why?'])
  })
})

test('a conversation over the routes of the official SDK says the same under its own names', async () => {
  const { $chat, requests } = await chat({}, sdkEntityChat as unknown as typeof entityChat)
  expect(await $chat.send('Why?')).toBe('settled')
  expect(requests).toContain('POST jarvis/entities/e1/contexts/c1/send_message_stream')
})
