import { afterAll, beforeAll, expect, expectTypeOf, test, vi } from 'vitest'
import { demoPassword, demoUsers } from '../../../sandbox/src/index.ts'
import { mailedSession } from '../../../sandbox/src/testing/mailedSession.ts'
import { makeSigningKey, virtualSandbox } from '../../../sandbox/src/testing/virtualSandbox.ts'
import { createEntityConversation, getEntity } from '../blocks/jarvis.ts'
import { call, query } from '../index.ts'
import { create23BlocksClient } from '../sdk.ts'
import type {
  CreateContextRequest,
  Entity,
  ListEntitiesParams,
  PageResult,
  RegisterEntityRequest,
  SdkClient,
  SendMessageRequest,
  UpdateEntityRequest,
} from '../sdk.ts'
import { until } from '../testing/index.ts'

// What the platform's page about entities prints for users of its SDK: set-up, methods, types.

const world = virtualSandbox({ signingKey: await makeSigningKey() })
const token = await mailedSession(world, 'demo', demoUsers.ada.email)

beforeAll(() => {
  vi.stubEnv('BLOCKS_AUTH_TOKEN', token)
  vi.stubEnv('BLOCKS_API_KEY', 'demo')
  vi.stubEnv('BLOCKS_API_URL', 'https://jarvis.api.us.23blocks.com')
  // The network, in place of which the sandbox answers: the printed set-up names no way to send.
  vi.stubGlobal('fetch', world.sandbox.fetch)
})
afterAll(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
  world.sandbox.close()
})

/** The set-up as it is printed. */
function setUp(): SdkClient {
  return create23BlocksClient({
    authToken: process.env['BLOCKS_AUTH_TOKEN']!,
    apiKey: process.env['BLOCKS_API_KEY']!,
    apiUrl: process.env['BLOCKS_API_URL']!,
  })
}

/** The methods as they are printed, with the printed types. */
interface EntitiesService {
  list(params?: ListEntitiesParams): Promise<PageResult<Entity>>
  get(uniqueId: string): Promise<Entity>
  register(uniqueId: string, data?: RegisterEntityRequest): Promise<Entity>
  update(uniqueId: string, data: UpdateEntityRequest): Promise<Entity>
  delete(uniqueId: string): Promise<void>
  addPrompt(uniqueId: string, promptUniqueId: string): Promise<void>
  createContext(uniqueId: string, data?: CreateContextRequest): Promise<unknown>
  sendMessage(uniqueId: string, contextUniqueId: string, data: SendMessageRequest): Promise<unknown>
  sendMessageStream(uniqueId: string, contextUniqueId: string, data: SendMessageRequest): Promise<ReadableStream<string>>
}

test('the methods have the printed arguments and answers', () => {
  expectTypeOf<SdkClient['jarvis']['entities']>().toExtend<EntitiesService>()
})

test('every printed method does what it says, under the printed set-up', async () => {
  const client = setUp()
  const entities: EntitiesService = client.jarvis.entities

  const page = await entities.list({ page: 2, per_page: 20 })
  expect(page.data).toHaveLength(20)
  expect(page.meta).toEqual({ currentPage: 2, perPage: 20, totalPages: 3, totalCount: 45 })
  expect((await entities.list()).meta.perPage).toBe(15)

  const id = '6c1f0a52-4f0e-4c83-9a1b-0d5c5f7a9e10'
  expect(await entities.register(id, { name: 'Dredger', entity_type: 'machine' })).toMatchObject({ unique_id: id, name: 'Dredger' })
  expect(await entities.update(id, { description: 'Keeps the basin open' })).toMatchObject({ description: 'Keeps the basin open' })
  expect(await entities.get(id)).toMatchObject({ name: 'Dredger', description: 'Keeps the basin open' })

  const { data: prompts } = await client.jarvis.prompts.list()
  expect(await entities.addPrompt(id, prompts[0]?.unique_id ?? '')).toBeUndefined()

  const context = await client.jarvis.entities.createContext(id, { name: 'Season' })
  await entities.createContext(id)
  const said: SendMessageRequest = { content: 'How deep is the basin?' }
  expect(await entities.sendMessage(id, context.unique_id, said)).toMatchObject({ role: 'user', content: said.content })

  const texts: string[] = []
  for await (const text of await entities.sendMessageStream(id, context.unique_id, said)) texts.push(text)
  expect(texts.length).toBeGreaterThan(1)
  await world.sandbox.settled()
  const { data: messages } = await client.jarvis.entities.listMessages(id, context.unique_id, { per_page: 50 })
  expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant'])
  expect(messages.map(({ content }) => content)).toContain(texts.join(''))

  expect(await entities.delete(id)).toBeUndefined()
  await expect(entities.get(id)).rejects.toMatchObject({ code: 'not_found', status: 404 })
  client.blockstate.dispose()
})

test('what the methods write, the stores of the same client show', async () => {
  const client = setUp()
  const [entity] = (await client.jarvis.entities.list({ search: 'Harbour Pump 3' })).data
  const $entity = query(client.blockstate, getEntity, { id: entity?.unique_id ?? '' })
  const stop = $entity.subscribe(() => {})
  await until(() => $entity.get().status === 'success')
  await client.jarvis.entities.update(entity?.unique_id ?? '', { description: 'In overhaul' })
  expect($entity.get().data?.description).toBe('In overhaul')
  stop()
  client.blockstate.dispose()
})

test('every block is reached in the same way, at its own host', async () => {
  const client = setUp()
  const { data, meta } = await client.crm.contacts.list({ per_page: 3 })
  expect([data.length, meta.perPage]).toEqual([3, 3])
  expect(await client.crm.getContact(data[0]?.unique_id ?? '')).toMatchObject({ first_name: data[0]?.first_name })
  client.blockstate.dispose()
})

test('without a token one signs in through it, at the gateway', async () => {
  const client = create23BlocksClient({ apiKey: 'demo', apiUrl: 'https://api.23blocks.com/v1', storage: null })
  await client.auth.login({ email: demoUsers.ada.email, password: demoPassword })
  expect(client.blockstate.session.get().status).toBe('authenticated')
  expect((await client.jarvis.entities.list()).meta.perPage).toBe(25)
  client.blockstate.dispose()
})

test('a refusal before the first word rejects; a cancelled stream ends its request', async () => {
  const client = setUp()
  const { entities } = client.jarvis
  await expect(entities.sendMessageStream('nobody', 'nothing', { content: 'x' })).rejects.toMatchObject({ code: 'not_found' })
  const [pump] = (await entities.list({ search: 'Harbour Pump 3' })).data
  const id = pump?.unique_id ?? ''
  const talk = await call(client.blockstate, createEntityConversation, { id, title: 'Cut short' })
  const reader = (await entities.sendMessageStream(id, talk.unique_id, { content: 'How often is the bearing greased?' })).getReader()
  await reader.read()
  await reader.cancel()
  expect(await reader.read()).toEqual({ done: true, value: undefined })
  await world.sandbox.settled()
  expect(world.reported).toEqual([])
  client.blockstate.dispose()
})

test('an argument that cannot be meant is refused before anything is sent', async () => {
  const client = setUp()
  // From JavaScript: the compiler refuses it.
  const update = client.jarvis.entities.update as (...given: unknown[]) => Promise<unknown>
  await expect(update('e1', 'Dredger')).rejects.toMatchObject({ code: 'invalid_input', message: expect.stringContaining('Dredger') })
  await expect(update('e1', {}, {}, {})).rejects.toMatchObject({ code: 'invalid_input' })
  expect(() => create23BlocksClient({ apiKey: '', apiUrl: 'https://api.23blocks.com/v1' })).toThrow(/appId/)
  client.blockstate.dispose()
})
