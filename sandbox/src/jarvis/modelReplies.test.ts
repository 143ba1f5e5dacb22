import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { chat, events, question, said } from './testing/chat.ts'

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
