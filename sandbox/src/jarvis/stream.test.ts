import { expect, test } from 'vitest'
import { chat, events, question, said } from './testing/chat.ts'
import type { Chat } from './testing/chat.ts'

test('the tokens joined are the stored reply, and done names its row', async () => {
  const { send, path, rows } = await chat()
  const all = events((await send('POST', `${path}/stream`, question)).body)
  const [user, assistant, ...rest] = await rows()
  expect(rest).toEqual([])
  expect(user).toMatchObject({ role: 'user', content: question.message.content })
  expect(assistant).toMatchObject({ role: 'assistant', content: said(all) })
  expect(said(all)).toContain('every 500 running hours')
  expect(all.at(-1)).toEqual({ type: 'done', message_id: assistant?.unique_id })
})

test('line framing prints one data line an event and nothing between, as the reference does', async () => {
  const { send, path } = await chat()
  const { body } = await send('POST', `${path}/stream`, question, { headers: { 'x-sandbox-framing': 'line' }, body: question })
  const lines = body.trimEnd().split('\n')
  expect(lines[0]).toMatch(/^data: \{"type":"token","content":"[^"]+"\}$/)
  expect(lines.every((line) => line.startsWith('data: {"type":"'))).toBe(true)
  expect(lines.at(-1)).toMatch(/^data: \{"type":"done","message_id":"[0-9a-f-]{36}"\}$/)
})

test('blank framing parts events by an empty line', async () => {
  const { send, path } = await chat()
  const { body, headers } = await send('POST', `${path}/stream`, question)
  expect(headers.get('content-type')).toMatch(/^text\/event-stream/)
  expect(body.endsWith('\n\n')).toBe(true)
  expect(
    body
      .split('\n\n')
      .slice(0, -1)
      .every((event) => !event.includes('\n')),
  ).toBe(true)
})

test('the first token waits for nothing, the others follow at the pace that is set', async () => {
  const { send, path, world } = await chat({ BLOCKSTATE_TOKEN_MS: '40' })
  const before = world.now()
  const count = events((await send('POST', `${path}/stream`, question)).body).length - 1
  expect(world.now() - before).toBe((count - 1) * 40)
})

test('a pace of 0 takes no time at all', async () => {
  const { send, path, world } = await chat({ BLOCKSTATE_TOKEN_MS: '0' })
  const before = world.now()
  await send('POST', `${path}/stream`, question)
  expect(world.now()).toBe(before)
})

test('the message of the user is stored, and counted, before the first token', async () => {
  const { world, request, path, rows } = await chat()
  const response = await world.sandbox.fetch(request('POST', `${path}/stream`, question))
  expect((await rows()).map(({ role }) => role)).toEqual(['user'])
  await response.body?.cancel()
  await world.sandbox.settled()
})

async function readSome(response: Response, chunks: number): Promise<string> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (let read = 0; read < chunks; read += 1) text += decoder.decode((await reader?.read())?.value, { stream: true })
  reader?.releaseLock()
  return text
}

test('a reader who leaves ends the writing, and what was written is the reply', async () => {
  const { world, request, path, rows } = await chat()
  const leaving = new AbortController()
  const response = await world.sandbox.fetch(request('POST', `${path}/stream`, question, {}, leaving.signal))
  const read = said(events(await readSome(response, 5)))
  leaving.abort()
  await world.sandbox.settled()
  const [, assistant] = await rows()
  expect(assistant?.content.startsWith(read)).toBe(true)
  expect(assistant?.content).not.toContain('Sources')
  expect(world.reported).toEqual([])
})

test('a connection that is cut does not end the writing: the whole reply is found in the list', async () => {
  const whole = said(events((await (async ({ send, path }: Chat) => send('POST', `${path}/stream`, question))(await chat())).body))
  const { world, request, path, rows } = await chat()
  const response = await world.sandbox.fetch(request('POST', `${path}/stream`, question, { 'x-sandbox-fault': 'drop=3' }))
  await expect(response.text()).rejects.toThrow('dropped')
  await world.sandbox.settled()
  expect((await rows())[1]?.content).toBe(whole)
})

test('a conversation that is deleted meanwhile ends in an error, and leaves no row behind', async () => {
  const { world, request, send, path } = await chat()
  const response = await world.sandbox.fetch(request('POST', `${path}/stream`, question))
  await send('DELETE', `conversations/${path.split('/')[3]}`)
  expect(events(await response.text()).at(-1)).toMatchObject({ type: 'error', code: 'not_found' })
  expect(world.sandbox.database.all('select 1 from jarvis_messages')).toEqual([])
})

test('only a user is replied to', async () => {
  const { send, path, rows } = await chat()
  const answer = await send('POST', `${path}/stream`, { message: { content: 'Be kind', role: 'system' } })
  expect([answer.status, answer.at('errors.0.source.pointer')]).toEqual([422, '/message/role'])
  expect(await rows()).toEqual([])
})
