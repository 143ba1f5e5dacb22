import { expect, test } from 'vitest'
import type { SandboxOptions } from '../createSandbox.ts'
import { jarvisWorld } from './testing/jarvisWorld.ts'
import type { BlockWorld } from '../testing/blockWorld.ts'

interface Talk extends BlockWorld {
  readonly path: string
  readonly entity: string
  readonly id: string
  readonly contents: (query?: string) => Promise<unknown[]>
}

async function talk(options: SandboxOptions = {}): Promise<Talk> {
  const world = await jarvisWorld(options)
  const entity = await world.made('entities', { entity: { name: 'Pump', entity_type: 'machine' } })
  await world.made(`entities/${entity}/contexts`, { context: { name: 'Plan', content: 'The bearing is greased every month by Yusuf.' } })
  const id = await world.made(`entities/${entity}/conversations`, { conversation: { title: 'Grease' } })
  const path = `entities/${entity}/conversations/${id}/messages`
  const contents = async (query = 'records=100'): Promise<unknown[]> => column(await world.send('GET', `${path}?${query}`), 'content')
  return { ...world, path, entity, id, contents }
}

function column(answer: { at: (path: string) => unknown }, name: string): unknown[] {
  return Array.from({ length: Number(answer.at('data.length')) }, (_, row) => answer.at(`data.${row}.attributes.${name}`))
}

const user = (content: string, more: object = {}): object => ({ message: { role: 'user', content, ...more } })

test('a plain post answers the user’s row at once; the reply stands in the list afterwards', async () => {
  let write = (): void => {}
  const written = new Promise<void>((go) => (write = go))
  const { send, path, contents, world } = await talk({ pause: () => written })
  const answer = await send('POST', path, user('Who greases the bearing?'))
  expect([answer.status, answer.at('data.attributes.role')]).toEqual([201, 'user'])
  expect(await contents()).toEqual(['Who greases the bearing?'])
  write()
  await world.sandbox.settled()
  const [, reply] = await contents()
  expect(reply).toContain('The bearing is greased every month by Yusuf. [1]')
})

test('metadata is kept and told again, so that a client finds its own message in the list', async () => {
  const { send, path } = await talk()
  const sent = await send('POST', path, user('Hello', { metadata: { client_id: 'c-1', nested: [1, null] } }))
  expect(sent.at('data.attributes.metadata')).toEqual({ client_id: 'c-1', nested: [1, null] })
  expect((await send('GET', path)).at('data.0.attributes.metadata')).toEqual({ client_id: 'c-1', nested: [1, null] })
})

test('the assistant’s and the system’s messages are history: nobody replies to them', async () => {
  const { send, path, contents, world } = await talk()
  await send('POST', path, { message: { role: 'assistant', content: 'I was told so.' } })
  await send('POST', path, { message: { role: 'system', content: 'Be kind.' } })
  await world.sandbox.settled()
  expect(await contents()).toEqual(['I was told so.', 'Be kind.'])
})

test('messages come oldest first, or newest first when asked, and both orders are exact at the same instant', async () => {
  const { send, path, contents } = await talk()
  const said = Array.from({ length: 12 }, (_, at) => `Note ${at}`)
  for (const content of said) await send('POST', path, { message: { role: 'assistant', content } })
  expect(await contents('records=100')).toEqual(said)
  expect(await contents('records=5&sort=-created_at')).toEqual(said.toReversed().slice(0, 5))
  expect(await contents('records=5&page=3&sort=-created_at')).toEqual(said.toReversed().slice(10))
  const times = column(await send('GET', `${path}?records=100`), 'created_at')
  expect(new Set(times).size).toBe(12)
  expect([...times].sort()).toEqual(times)
})

test('pages of messages tell how many there are, so that a chat can begin at the end', async () => {
  const { send, path } = await talk()
  for (let at = 0; at < 7; at += 1) await send('POST', path, { message: { role: 'assistant', content: `Note ${at}` } })
  expect((await send('GET', `${path}?records=3&page=3`)).json).toMatchObject({
    data: [{ attributes: { content: 'Note 6' } }],
    meta: { totalPages: 3, totalRecords: 7 },
  })
})

test('a conversation counts its messages', async () => {
  const { send, path, id, world, entity } = await talk()
  await send('POST', path, user('Who greases the bearing?'))
  await world.sandbox.settled()
  expect((await send('GET', `conversations/${id}`)).at('data.attributes.messages_count')).toBe(2)
  expect((await send('GET', `entities/${entity}/conversations`)).at('data.0.attributes.messages_count')).toBe(2)
})

test('a follow-up is answered from what was asked before', async () => {
  const { send, path, contents, world } = await talk()
  await send('POST', path, user('Who greases the bearing?'))
  await world.sandbox.settled()
  await send('POST', path, user('Tell me more'))
  await world.sandbox.settled()
  expect((await contents()).at(-1)).toBe('That is all I hold on *greases* and *bearing*.')
})

test('a conversation is reached through its own owner only', async () => {
  const { send, made, id } = await talk()
  const other = await made('entities', { entity: { name: 'Loom', entity_type: 'machine' } })
  const answer = await send('GET', `entities/${other}/conversations/${id}/messages`)
  expect([answer.status, answer.at('errors.0.title')]).toEqual([404, 'Conversation Not Found'])
})

test('the official SDK’s contexts are conversations: what is said in one is read in the other', async () => {
  const { send, entity, world } = await talk()
  const id = '3d594650-3436-453f-9b8e-4b1d6b0c2f11'
  const made = await send('POST', `entities/${entity}/create_context`, { context: { unique_id: id, name: 'Through the SDK' } })
  expect(made.json).toMatchObject({ data: { id, type: 'conversation', attributes: { title: 'Through the SDK', messages_count: 0 } } })
  expect((await send('POST', `entities/${entity}/create_context`, { context: { unique_id: id } })).status).toBe(409)
  await send('POST', `entities/${entity}/contexts/${id}/send_message`, { message: { content: 'Who greases the bearing?' } })
  await world.sandbox.settled()
  expect(column(await send('GET', `entities/${entity}/conversations/${id}/messages`), 'role')).toEqual(['user', 'assistant'])
})

test('conversations are renamed, archived, restored and deleted by their id; each answer tells what changed', async () => {
  const { send, id, world } = await talk()
  world.advance(1000)
  const updated_at = '2026-01-01T00:00:01.000Z'
  const change = async (what: string, body?: object): Promise<unknown> =>
    (await send('PUT', `conversations/${id}${what}`, body)).at('data.attributes')
  expect(await change('/rename', { title: 'Oil' })).toEqual({ unique_id: id, title: 'Oil', updated_at })
  expect(await change('', { conversation: { title: 'Fat' } })).toEqual({ unique_id: id, title: 'Fat', updated_at })
  expect(await change('/archive')).toEqual({ unique_id: id, status: 'archived', updated_at })
  expect(await change('/restore')).toEqual({ unique_id: id, status: 'active', updated_at })
  expect((await send('DELETE', `conversations/${id}`)).status).toBe(204)
  expect((await send('GET', `conversations/${id}`)).status).toBe(404)
  expect(world.sandbox.database.all('select 1 from jarvis_messages')).toEqual([])
})

test('the list of conversations holds those that stand by themselves, and can be narrowed', async () => {
  const { send, made } = await talk()
  const agent = await made('agents', { agent: { name: 'Planner' } })
  const one = await made('conversations', { conversation: { title: 'One', agent_unique_id: agent } })
  const two = await made('conversations', { conversation: { title: 'Two' } })
  await send('PUT', `conversations/${two}/archive`)
  expect(column(await send('GET', 'conversations?sort=title'), 'unique_id')).toEqual([one, two])
  expect(column(await send('GET', 'conversations?status=archived'), 'unique_id')).toEqual([two])
  expect(column(await send('GET', `conversations?agent_unique_id=${agent}`), 'unique_id')).toEqual([one])
})

test('a conversation is asked what was said in it, and quotes the messages', async () => {
  const { send, made, world } = await talk()
  const id = await made('conversations', { conversation: { title: 'Move' } })
  await send('POST', `conversations/${id}/messages`, user('My desk is on the fourth floor.'))
  await world.sandbox.settled()
  const answer = await send('POST', `conversations/${id}/query`, { query: 'Which floor is the desk on?' })
  expect(answer.told('data.answer')).toContain('My desk is on the fourth floor. [1]')
  expect(answer.at('data.relevant_messages.0')).toMatchObject({ content: 'My desk is on the fourth floor.', relevance_score: 1 })
})

test('a conversation outlives the agent it names', async () => {
  const { send, made, world } = await talk()
  const agent = await made('agents', { agent: { name: 'Planner' } })
  const id = await made('conversations', { conversation: { agent_unique_id: agent } })
  await send('DELETE', `agents/${agent}`)
  expect((await send('POST', `conversations/${id}/messages`, user('Hello'))).status).toBe(201)
  await world.sandbox.settled()
  expect((await send('GET', `conversations/${id}/messages`)).told('data.1.attributes.content')).toContain('I am **Jarvis**')
})

test('a deleted entity takes its contexts, conversations and messages along, and leaves its clusters', async () => {
  const { send, made, entity, path, world } = await talk()
  await send('POST', path, user('Who greases the bearing?'))
  await world.sandbox.settled()
  const cluster = await made('clusters', { cluster: { name: 'Pumps' } })
  await send('POST', `clusters/${cluster}/members/${entity}`)
  expect((await send('DELETE', `entities/${entity}`)).status).toBe(204)
  for (const table of ['jarvis_contexts', 'jarvis_conversations', 'jarvis_messages', 'jarvis_links']) {
    expect(world.sandbox.database.all(`select 1 from ${table}`)).toEqual([])
  }
  expect((await send('GET', `clusters/${cluster}`)).at('data.attributes.members_count')).toBe(0)
})

test('an id that is in use cannot be registered again', async () => {
  const { send, entity } = await talk()
  const again = await send('POST', `entities/${entity}/register`, { entity: {} })
  expect([again.status, again.at('errors.0.code')]).toEqual([409, 'conflict'])
  await send('POST', 'identities/u-1/register', { user: { email: 'a@example.com' } })
  expect((await send('POST', 'identities/u-1/register', { user: { email: 'b@example.com' } })).status).toBe(409)
  expect((await send('GET', 'identities/u-1')).at('data.attributes.email')).toBe('a@example.com')
})

test('a registered entity keeps everything the SDK tells about it', async () => {
  const { send } = await talk()
  const entity = { entity_alias: 'Pump 9', entity_url: 'https://example.com/9', instructions: 'Be brief.', created_by: 'kit' }
  const answer = await send('POST', 'entities/p-9/register', { entity })
  expect(answer.at('data.attributes')).toMatchObject({ name: 'Pump 9', entity_type: 'entity', ...entity })
})

test('a reply names what it rests on in its row', async () => {
  const { send, path, world } = await talk()
  await send('POST', path, user('Who greases the bearing?'))
  await world.sandbox.settled()
  const reply = await send('GET', `${path}?sort=-created_at&records=1`)
  expect(reply.at('data.0.attributes.metadata.sources.0')).toMatchObject({ file_name: 'Plan', relevance_score: 1 })
  expect(reply.at('data.0.attributes.metadata.tokens_used')).toBeGreaterThan(5)
})

test('a message that replaces another is answered as if that one had never been said, and all rows stay', async () => {
  const { send, path, contents, world } = await talk()
  await send('POST', path, user('Who greases the bearing?'))
  await world.sandbox.settled()
  const replaces = (await send('GET', path)).told('data.0.attributes.unique_id')
  await send('POST', path, user('Tell me more', { metadata: { replaces } }))
  await world.sandbox.settled()
  const said = await contents()
  expect(said).toHaveLength(4)
  expect(said.at(-1)).not.toContain('That is all I hold on')
})

test('a streamed reply to a message about files rests on them alone; a file that is not there is refused', async () => {
  const { send, path } = await talk()
  const answer = await send('POST', `${path}/stream`, user('Who greases the bearing?', { file_ids: ['f9'] }))
  expect([answer.status, answer.at('errors.0.source.pointer')]).toEqual([422, '/message/file_ids'])
})
