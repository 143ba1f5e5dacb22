import { expect, test } from 'vitest'
import { listPromptExecutions, streamPromptExecution } from '../blocks/jarvis.ts'
import { collection, stream } from '../index.ts'
import { testClient, until } from '../testing/index.ts'

const events = { 'content-type': 'text/event-stream' }
const token = 'data: {"type":"token","content":"Dear"}\n\n'
const refusal = (status: number): Response => Response.json({ errors: [{ status: `${status}`, detail: 'No.' }] }, { status })

test.each<[string, () => Response, number]>([
  ['ends as it should', () => new Response(`${token}data: {"type":"done","execution_id":"x"}\n\n`, { headers: events }), 2],
  ['is lost under way', () => new Response(token, { headers: events }), 2],
  ['tells an error', () => new Response(`${token}data: {"type":"error","message":"Out of words"}\n\n`, { headers: events }), 2],
  ['meets a broken server', () => refusal(500), 2],
  ['is refused', () => refusal(422), 1],
  ['has nowhere to go', () => refusal(404), 1],
])('a stream that %s: what it may have changed is read so often', async (_, answer, reads) => {
  const page = { data: [], meta: { totalPages: 0, totalRecords: 0 } }
  const { client, requests } = testClient(
    { fetch: async ({ method }) => (method === 'GET' ? Response.json(page) : answer()) },
    { attempts: 1 },
  )
  const $executions = collection(client, listPromptExecutions, { id: 'p1' })
  const stop = $executions.subscribe(() => {})
  await until(() => $executions.get().status === 'success')
  await stream(client, streamPromptExecution, { id: 'p1' }, () => {}).catch(() => {})
  await until(() => !$executions.get().fetching)
  expect(requests.filter((request) => request.startsWith('GET'))).toHaveLength(reads)
  stop()
  client.dispose()
})

test('a stream that one stops may have been stored', async () => {
  const page = { data: [], meta: { totalPages: 0, totalRecords: 0 } }
  const open = new ReadableStream<Uint8Array>({ start: (out) => out.enqueue(new TextEncoder().encode(token)) })
  const { client, requests } = testClient({
    fetch: async ({ method }) => (method === 'GET' ? Response.json(page) : new Response(open, { headers: events })),
  })
  const $executions = collection(client, listPromptExecutions, { id: 'p1' })
  const stop = $executions.subscribe(() => {})
  await until(() => $executions.get().status === 'success')
  const stopped = new AbortController()
  const streamed = stream(client, streamPromptExecution, { id: 'p1' }, () => stopped.abort(), { signal: stopped.signal })
  await expect(streamed).rejects.toMatchObject({ code: 'aborted' })
  await until(() => requests.filter((request) => request.startsWith('GET')).length === 2)
  stop()
  client.dispose()
})
