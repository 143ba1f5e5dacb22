import { expect, test } from 'vitest'
import { jarvisWorld } from './testing/jarvisWorld.ts'
import type { BlockWorld } from '../testing/blockWorld.ts'

// The references print an example of every answer. Clients are written against these forms, so each is held to exactly its keys.

const stamped = ['unique_id', 'created_at']
const message = [...stamped, 'role', 'content']
const context = [...stamped, 'name', 'content']
const talk = [...stamped, 'title', 'messages_count', 'status']
const entity = [...stamped, 'name', 'entity_type', 'description', 'status']
const identity = [...stamped, 'email', 'display_name', 'status']

interface Form {
  readonly about: string
  readonly method: string
  readonly path: string
  readonly body: object | undefined
  readonly type: string
  readonly keys: readonly string[]
  readonly many: 'page' | 'list' | undefined
}

const read = (about: string, path: string, type: string, keys: readonly string[], many?: 'page' | 'list'): Form => ({
  about,
  method: 'GET',
  path,
  body: undefined,
  type,
  keys,
  many,
})
const post = (about: string, path: string, body: object, type: string, keys: readonly string[]): Form => ({
  about,
  method: 'POST',
  path,
  body,
  type,
  keys,
  many: undefined,
})
const put = (about: string, path: string, body: object, type: string, keys: readonly string[]): Form => ({
  about,
  method: 'PUT',
  path,
  body,
  type,
  keys: [...keys, 'unique_id', 'updated_at'],
  many: undefined,
})

const talksOf = (kind: 'entities' | 'identities'): readonly Form[] => [
  read('a page of conversations', `${kind}/:id/conversations`, 'conversation', talk, 'page'),
  post('a new conversation', `${kind}/:id/conversations`, { conversation: { title: 'Product Q&A' } }, 'conversation', talk),
  read('all contexts', `${kind}/:id/contexts`, 'context', context, 'list'),
  post('a new context', `${kind}/:id/contexts`, { context: { name: 'Specs', content: 'Nine metres long.' } }, 'context', context),
  read('a page of messages', `${kind}/:id/conversations/:conv/messages`, 'message', message, 'page'),
  post('a message', `${kind}/:id/conversations/:conv/messages`, { message: { role: 'user', content: 'Hi' } }, 'message', message),
]

const entityForms: readonly Form[] = [
  read('a page of entities', 'entities?page=1&records=20', 'entity', [...entity, 'updated_at'], 'page'),
  read('one entity', 'entities/:id', 'entity', [...entity, 'contexts_count', 'conversations_count']),
  post('a new entity', 'entities', { entity: { name: 'A', entity_type: 'b', description: 'c' } }, 'entity', entity),
  put('a changed entity', 'entities/:id', { entity: { name: 'A', description: 'd' } }, 'entity', ['name', 'description']),
  ...talksOf('entities'),
]

const changed = { user: { display_name: 'J', metadata: { role: 'admin' } } }
const identityForms: readonly Form[] = [
  read('a page of identities', 'identities?page=1&records=20', 'identity', [...identity, 'updated_at'], 'page'),
  read('one identity', 'identities/:id', 'identity', [...identity, 'contexts_count', 'conversations_count']),
  post('a new identity', 'identities/u-2/register', { user: { email: 'n@example.com', display_name: 'N' } }, 'identity', identity),
  put('a changed identity', 'identities/:id', changed, 'identity', ['display_name', 'metadata']),
  read('all content', 'identities/:id/content', 'content', [...stamped, 'title', 'content_type'], 'list'),
  ...talksOf('identities'),
]

async function filled(kind: 'entities' | 'identities'): Promise<BlockWorld & { fill: (path: string) => string }> {
  const world = await jarvisWorld()
  const { send, made } = world
  const id = kind === 'entities' ? await made('entities', { entity: { name: 'Base', entity_type: 'kb', description: 'All' } }) : 'u-1'
  if (kind === 'identities') await send('POST', 'identities/u-1/register', { user: { email: 'j@example.com', display_name: 'John' } })
  await made(`${kind}/${id}/contexts`, { context: { name: 'Work', content: 'Brief answers, please.' } })
  const conv = await made(`${kind}/${id}/conversations`, { conversation: { title: 'Project' } })
  await made(`${kind}/${id}/conversations/${conv}/messages`, { message: { role: 'user', content: 'How is it going?' } })
  await world.world.sandbox.settled()
  world.world.sandbox.database.run(
    `insert into jarvis_contents (tenant, unique_id, identity_id, title, content_type, body, created_at) values (?, ?, ?, ?, ?, ?, ?)`,
    'works',
    'n-1',
    'u-1',
    'Notes',
    'note',
    'Buy oil.',
    '2026-01-01T00:00:00.000Z',
  )
  return { ...world, fill: (path) => path.replace(':id', id).replace(':conv', conv) }
}

const both = [
  ...entityForms.map((form) => ({ kind: 'entities' as const, ...form })),
  ...identityForms.map((form) => ({ kind: 'identities' as const, ...form })),
]

test.each(both)('$about ($kind) holds what the reference prints, and no more', async ({ kind, method, path, body, type, keys, many }) => {
  const { send, fill } = await filled(kind)
  const answer = await send(method, fill(path), body)
  expect(answer.status).toBe(method === 'POST' ? 201 : 200)
  const at = many === undefined ? 'data' : 'data.0'
  expect(answer.at(`${at}.type`)).toBe(type)
  expect(answer.at(`${at}.id`)).toBe(answer.at(`${at}.attributes.unique_id`))
  expect(Object.keys(Object(answer.at(`${at}.attributes`))).sort()).toEqual([...keys].sort())
  expect(Object.keys(Object(answer.json)).sort()).toEqual(many === 'page' ? ['data', 'meta'] : ['data'])
  if (path.includes('records=')) expect(answer.at('meta')).toEqual({ totalPages: 1, totalRecords: 1 })
})

test('a deleted entity answers 204 without a body', async () => {
  const { send, fill } = await filled('entities')
  const answer = await send('DELETE', fill('entities/:id'))
  expect([answer.status, answer.body]).toEqual([204, ''])
})

test('a query of files answers plain data: no id, no type', async () => {
  const { send, fill, world } = await filled('entities')
  world.sandbox.database.run(
    'insert into jarvis_files (tenant, unique_id, entity_id, name, body, created_at) values (?, ?, ?, ?, ?, ?)',
    'works',
    'f-1',
    fill(':id'),
    'guide.txt',
    'The installation needs 8 GB of memory.',
    '2026-01-01T00:00:00.000Z',
  )
  const answer = await send('POST', fill('entities/:id/file_query'), { query: 'How much memory does the installation need?' })
  expect(Object.keys(Object(answer.at('data')))).toEqual(['answer', 'sources'])
  expect(answer.at('data.sources.0')).toEqual({
    file_id: 'f-1',
    file_name: 'guide.txt',
    relevance_score: 1,
    excerpt: 'The installation needs 8 GB of memory.',
  })
})

test('a missing record is refused in the documented form', async () => {
  const { send } = await filled('entities')
  const answer = await send('GET', 'entities/nobody')
  const detail = 'There is no entity with the id nobody here.'
  expect(answer.json).toEqual({ errors: [{ status: '404', code: 'not_found', title: 'Entity Not Found', detail }] })
  expect((await send('GET', 'identities/nobody')).at('errors.0.title')).toBe('Identity Not Found')
})
