import type { streamEntityMessage } from '@blockstate/core/jarvis'
import type { StreamEvent } from '@blockstate/core/describe'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { jarvisWorld } from './testing/jarvisWorld.ts'
import type { JarvisWorld } from './testing/jarvisWorld.ts'

interface Chat extends JarvisWorld {
  readonly path: string
  readonly rows: () => Promise<{ role: string; content: string; unique_id: string }[]>
}

async function chat(env: Readonly<Record<string, string>> = {}): Promise<Chat> {
  const world = await jarvisWorld({ env })
  const entity = await world.made('entities', { entity: { name: 'Pump', entity_type: 'machine' } })
  const content = 'The bearing is greased every 500 running hours with twelve grams of grease. The fitter wipes the nipple first.'
  await world.made(`entities/${entity}/contexts`, { context: { name: 'Plan', content } })
  const talk = await world.made(`entities/${entity}/conversations`, { conversation: { title: 'Grease' } })
  const path = `entities/${entity}/conversations/${talk}/messages`
  const rows = async (): Promise<{ role: string; content: string; unique_id: string }[]> => {
    const answer = await world.send('GET', `${path}?records=100`)
    // The list's own form: a record for each message.
    const { data } = answer.json as { data: { attributes: { role: string; content: string; unique_id: string } }[] }
    return data.map(({ attributes }) => attributes)
  }
  return { ...world, path, rows }
}

type Event = StreamEvent<typeof streamEntityMessage>

/** The test's own reader, so that no parser of the project vouches for itself. */
const events = (body: string): Event[] =>
  body.split('\n').flatMap((line) => (line.startsWith('data: ') ? [JSON.parse(line.slice(6)) as Event] : []))
const said = (all: readonly Event[]): string => all.map((event) => (event.type === 'token' ? event.content : '')).join('')
const question = { message: { content: 'How often is the bearing greased?' } }

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
  expect(body.split('\n\n').slice(0, -1).every((event) => !event.includes('\n'))).toBe(true)
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

/** What a model is asked. */
interface ModelRequest {
  readonly messages: readonly { readonly role: string; readonly content: string }[]
}

/** A server that speaks the chat protocol as its test tells it to. */
async function model(answer: readonly string[], status = 200): Promise<{ url: string; asked: ModelRequest[]; close: () => void }> {
  const asked: ModelRequest[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      // What the sandbox sends is the protocol's request.
      asked.push(JSON.parse(body) as ModelRequest)
      response.writeHead(status, { 'content-type': 'text/event-stream' })
      response.end(answer.map((data) => `data: ${data}\n\n`).join(''))
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/v1`, asked, close: () => server.close() }
}

const delta = (content: string, finish_reason: string | null = null): string =>
  JSON.stringify({ choices: [{ delta: { content }, finish_reason }] })

test('a model that the environment names is asked with what was found, and its words are the reply', async () => {
  const server = await model([delta('Every '), delta('500 hours.', 'stop'), '[DONE]'])
  const { send, path, rows } = await chat({ BLOCKSTATE_LLM_URL: server.url, BLOCKSTATE_LLM_MODEL: 'tiny' })
  const all = events((await send('POST', `${path}/stream`, question)).body)
  server.close()
  expect(said(all)).toBe('Every 500 hours.')
  expect((await rows())[1]?.content).toBe('Every 500 hours.')
  expect(server.asked[0]).toMatchObject({ model: 'tiny', stream: true })
  expect(server.asked[0]?.messages[0]?.content).toContain('You are Pump')
  expect(server.asked[0]?.messages[0]?.content).toContain('[1] Plan: The bearing is greased every 500 running hours')
  expect(server.asked[0]?.messages.at(-1)).toEqual({ role: 'user', content: question.message.content })
})

test('a model whose connection breaks ends the stream with an error', async () => {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`data: ${delta('Every ')}\n\n`, () => response.destroy())
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo
  const { send, path, world } = await chat({ OPENAI_BASE_URL: `http://127.0.0.1:${port}` })
  const all = events((await send('POST', `${path}/stream`, question)).body)
  server.close()
  expect(all.at(-1)).toMatchObject({ type: 'error', code: 'provider_interrupted' })
  expect(world.reported).toEqual([])
})

test.each([
  ['refuses', ['no'], 503, 'provider_error'],
  ['fails amid its answer', [delta('Every '), '{"error":{"message":"out of memory"}}'], 200, 'provider_error'],
  ['stops amid its answer', [delta('Every ')], 200, 'provider_interrupted'],
] as const)('a model that %s ends the stream with an error and stores no reply', async (_, answer, status, code) => {
  const server = await model(answer, status)
  const { send, path, rows, world } = await chat({ OPENAI_BASE_URL: server.url })
  const all = events((await send('POST', `${path}/stream`, question)).body)
  server.close()
  expect(all.at(-1)).toMatchObject({ type: 'error', code })
  expect((await rows()).map(({ role }) => role)).toEqual(['user'])
  expect(world.reported).toEqual([])
})

test('a model that cannot be reached is an error of the stream, and a note after a plain post', async () => {
  const { send, path, rows, world } = await chat({ OPENAI_BASE_URL: 'http://127.0.0.1:9' })
  expect(events((await send('POST', `${path}/stream`, question)).body)).toMatchObject([{ type: 'error', code: 'provider_unreachable' }])
  await send('POST', path, { message: { role: 'user', content: 'Hello?' } })
  await world.sandbox.settled()
  expect((await rows()).at(-1)).toMatchObject({ role: 'system', content: expect.stringContaining('No answer from') })
})
