import { call, createClient, stream } from '@blockstate/core'
import type { Client } from '@blockstate/core'
import { isResource, pathNames } from '@blockstate/core/describe'
import type { Operation } from '@blockstate/core/describe'
import { getEntity, getIdentity, streamEntityMessage } from '@blockstate/core/jarvis'
import { afterAll, describe, expect, test } from 'vitest'
import { demoUsers } from '../seed/seedUsers.ts'
import { mailedSession } from '../testing/mailedSession.ts'
import { makeSigningKey, virtualSandbox } from '../testing/virtualSandbox.ts'
import { printedAnswers, printedEvents, printedRefusal } from './testing/printedAnswers.ts'
import type { PrintedAnswer, PrintedIds } from './testing/printedAnswers.ts'

const host = 'https://jarvis.api.us.23blocks.com'
const rows = Object.entries(printedAnswers)

interface Sent {
  readonly url: string
  readonly headers: Headers
  readonly body: unknown
}

/** A client of the block's own host, and what it sent last. */
function clientOf(answer: (request: Request) => Promise<Response>): { client: Client; last(): Sent | undefined } {
  let last: Sent | undefined
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const text = await request.clone().text()
    last = { url: request.url, headers: request.headers, body: text === '' ? undefined : (JSON.parse(text) as unknown) }
    return answer(request)
  }
  const client = createClient({ appId: 'demo', hosts: { jarvis: host }, storage: null, attempts: 1, fetch })
  return { client, last: () => last }
}

function inputOf({ operation, input }: Pick<PrintedAnswer, 'operation' | 'input'>, ids: PrintedIds): Readonly<Record<string, unknown>> {
  const named = pathNames(operation.path).map((name) => [name, name === 'id' ? ids.id : ids.conv_id] as const)
  return { ...input, ...Object.fromEntries(named) }
}

/** What the table says of a record: its attributes, or the shape itself where it is none. */
function recordsIn(document: object): unknown {
  const data: unknown = Reflect.get(document, 'data')
  const attributes = (row: unknown): unknown => Reflect.get(Object(row), 'attributes') ?? row
  return Array.isArray(data) ? data.map(attributes) : attributes(data)
}

describe('the client reads what the API prints', () => {
  test.each(rows)('%s', async (_, row) => {
    const { client, last } = clientOf(async () => Response.json(row.answer, { status: row.status }))
    const told: unknown = await call(client, row.operation, inputOf(row, { id: 'one', conv_id: 'two' }))
    const isPage = row.operation.declared.query !== undefined
    expect(isPage ? Reflect.get(Object(told), 'items') : told).toEqual(recordsIn(row.answer))
    const meta: unknown = Reflect.get(row.answer, 'meta')
    if (meta !== undefined) expect(told).toMatchObject({ totalPages: Reflect.get(Object(meta), 'totalPages'), page: 1 })
    expect(last()?.body).toEqual(row.sent)
    expect(last()?.headers.get('appid')).toBe('demo')
    if (row.input && 'per_page' in row.input) expect(last()?.url).toContain(`page=1&records=${String(row.input['per_page'])}`)
    client.dispose()
  })

  test('a streamed reply whose events no blank line sets apart', async () => {
    const text = printedEvents.map((event) => `data: ${JSON.stringify(event)}\n`).join('')
    const { client } = clientOf(async () => new Response(text, { headers: { 'content-type': 'text/event-stream' } }))
    const heard: unknown[] = []
    const { last } = await stream(client, streamEntityMessage, { id: 'one', conv_id: 'two', content: 'When?' }, (event) =>
      heard.push(event),
    )
    expect([...heard, last]).toEqual(printedEvents)
    client.dispose()
  })

  test.each([
    ['Identity', getIdentity],
    ['Entity', getEntity],
  ])('%s Not Found', async (kind, operation) => {
    const document = printedRefusal(kind)
    const { client } = clientOf(async () => Response.json(document, { status: 404 }))
    await expect(call(client, operation, { id: 'one' })).rejects.toMatchObject({
      code: 'not_found',
      status: 404,
      message: expect.stringContaining('There is no such record.'),
      errors: [{ status: 404, code: 'not_found', title: `${kind} Not Found`, detail: 'There is no such record.' }],
    })
    client.dispose()
  })
})

describe('the sandbox answers with the keys that the API prints', async () => {
  const world = virtualSandbox({ signingKey: await makeSigningKey() })
  afterAll(world.sandbox.close)
  const token = await mailedSession(world, 'demo', demoUsers.ada.email)
  const ask = async (method: string, path: string, body?: unknown): ReturnType<typeof world.call> =>
    world.call(method, `${host}/${path}`, { appId: null, token, body, headers: { AppId: 'demo' } })
  // Whoever has all of it: conversations with messages, contexts, files, content.
  const idsOf = async (kind: 'entities' | 'identities', search: string): Promise<PrintedIds> => {
    const id = (await ask('GET', `${kind}?search=${search}`)).told('data.0.id')
    return { id, conv_id: (await ask('GET', `${kind}/${id}/conversations`)).told('data.0.id') }
  }
  const entity = await idsOf('entities', 'Harbour+Pump+3')
  const identity = await idsOf('identities', 'ada')

  test.each(rows)('%s', async (name, row) => {
    const ids = row.operation.path.includes('identities') ? identity : entity
    const isNew = row.operation.path.endsWith('/register')
    const input = inputOf(row, isNew ? { ...ids, id: '0b5a1a0e-30b7-4f36-9c06-3e1c3d1f5a55' } : ids)
    const path = row.operation.path.replace('jarvis/', '').replace(/:(\w+)/g, (_, named: string) => String(input[named]))
    const page = row.input && 'per_page' in row.input ? `?page=1&records=${String(row.input['per_page'])}` : ''
    const sent = name === 'an answer from files' ? { query: 'How often is the bearing greased?' } : row.sent
    const answer = await ask(row.operation.method, path + page, sent)
    await world.sandbox.settled()
    expect([answer.status, answer.json]).toEqual([row.status, answer.json])
    const [printed, told] = [keysIn(row.answer), keysIn(answer.json)]
    expect(printed.filter((key) => !told.includes(key))).toEqual([])
    // More than the example may be told, but nothing that the kind of record does not have.
    expect(told.filter((key) => !printed.includes(key) && !isDeclared(row.operation, key))).toEqual([])
  })

  test('a streamed reply', async () => {
    const path = `entities/${entity.id}/conversations/${entity.conv_id}/messages/stream`
    const headers = { AppId: 'demo', 'x-sandbox-framing': 'line' }
    const body = { message: { content: 'How often is the bearing greased?' } }
    const answer = await world.call('POST', `${host}/${path}`, { appId: null, token, body, headers })
    const lines = answer.body.split('\n').filter((line) => line !== '')
    expect(lines.filter((line) => !line.startsWith('data: '))).toEqual([])
    const events = lines.map((line) => Object(JSON.parse(line.slice('data: '.length))) as object)
    const forms = new Set(events.map((event) => JSON.stringify([Reflect.get(event, 'type'), ...Object.keys(event)])))
    expect([...forms]).toEqual(['["token","type","content"]', '["done","type","message_id"]'])
  })

  test.each(['Identity', 'Entity'])('%s Not Found', async (kind) => {
    const answer = await ask('GET', `${kind === 'Entity' ? 'entities' : 'identities'}/nobody`)
    expect(keysIn(answer.json)).toEqual(keysIn(printedRefusal(kind)))
    expect(answer.at('errors.0')).toMatchObject({ status: '404', code: 'not_found', title: `${kind} Not Found` })
  })
})

/** The keys of a document, as paths; the rows of a list are one. */
function keysIn(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => keysIn(item, `${path}[]`)))]
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, inner]) => keysIn(inner, path === '' ? key : `${path}.${key}`))
}

function isDeclared({ declared: { returns } }: Operation, key: string): boolean {
  const kind: unknown = Array.isArray(returns) ? returns[0] : returns
  const [, name = ''] = /^data(?:\[\])?\.attributes\.(\w+)/.exec(key) ?? []
  const isMeta = Array.isArray(returns) && /^meta\.total(?:Pages|Records)$/.test(key)
  return isMeta || (isResource(kind) && (name in kind.fields || /^(created|updated)_at$/.test(name)))
}
