import { expect, test } from 'vitest'
import { jarvisWorld } from './testing/jarvisWorld.ts'
import type { BlockWorld } from '../testing/blockWorld.ts'

const attributes = (answer: { at: (path: string) => unknown }, row?: number): unknown =>
  answer.at(row === undefined ? 'data.attributes' : `data.${row}.attributes`)

test('a run is queued, then running, then completed, and its output stands in the thread', async () => {
  const { send, made, world } = await jarvisWorld({ pause: (ms) => new Promise((go) => waiting.push({ ms, go })) })
  const agent = await made('agents', { agent: { name: 'Planner', model: 'small' } })
  const thread = await made(`agents/${agent}/threads`, { thread: { title: 'Today' } })
  const run = await send('POST', `agents/${agent}/threads/${thread}/runs`, { run: { message: 'What is due?' } })
  const path = `agents/${agent}/threads/${thread}/runs/${run.told('data.id')}`
  const read = async (): Promise<unknown> => (await send('GET', path)).at('data.attributes.status')
  expect(Object.keys(Object(attributes(run))).sort()).toEqual(['created_at', 'input_message', 'status', 'unique_id'])
  expect(await read()).toBe('queued')
  waiting.shift()?.go()
  await turnOver()
  expect(await read()).toBe('running')
  waiting.shift()?.go()
  await world.sandbox.settled()
  expect(await read()).toBe('completed')
  const roles = await send('GET', `agents/${agent}/threads/${thread}/messages`)
  expect([roles.at('data.0.attributes.content'), roles.at('data.1.attributes.role')]).toEqual(['What is due?', 'assistant'])
  expect((await send('GET', `agents/${agent}/threads/${thread}`)).at('data.attributes.runs_count')).toBe(1)
})

const waiting: { ms: number; go: () => void }[] = []
/** Lets everything that waits for nothing but its turn have it. */
const turnOver = (): Promise<void> => new Promise((go) => setImmediate(go))

test('an agent answers from what its entities know, by its own instructions', async () => {
  const { send } = await jarvisWorld({ seed: true }, 'demo')
  const agents = await send('GET', 'agents')
  const planner = agents.told('data.0.id')
  const thread = (await send('GET', `agents/${planner}/threads`)).told('data.0.id')
  const question = { message: { content: 'When is the seal replaced?' } }
  const { body } = await send('POST', `agents/${planner}/threads/${thread}/messages/stream`, question)
  expect(body).toContain('autumn')
  expect(attributes(await send('GET', `agents/${planner}`))).toMatchObject({ entities_count: 3, prompts_count: 1 })
})

async function walking(): Promise<BlockWorld & { path: string; steps: string[] }> {
  const world = await jarvisWorld()
  const workflow = await world.made('workflows', { workflow: { name: 'Grease' } })
  const step = (name: string, more: object = {}): Promise<string> =>
    world.made(`workflows/${workflow}/steps`, { step: { name, step_type: 'automated', ...more } })
  const order = await step('Order')
  const sign = await step('Sign', { is_exit_point: true })
  const grease = await step('Grease', { position: 2 })
  const instance = await world.made(`workflows/${workflow}/instances`, { instance: { input: { machine: 'Pump' } } })
  return { ...world, path: `workflows/${workflow}/instances/${instance}`, steps: [order, grease, sign] }
}

test('an instance walks the steps in their order and gathers what each was given', async () => {
  const { send, path, steps } = await walking()
  expect(attributes(await send('GET', path))).toMatchObject({
    status: 'running',
    current_step_id: steps[0],
    input: { machine: 'Pump' },
    steps_completed: 0,
    steps_total: 3,
    completed_at: null,
  })
  const stepped = await send('POST', `${path}/step`, { data: { by: 'Ada' } })
  expect(attributes(stepped)).toMatchObject({ current_step_id: steps[1], steps_completed: 1 })
  await send('POST', `${path}/step`, {})
  expect(attributes(await send('POST', `${path}/step`, { data: { ok: true } }))).toMatchObject({
    status: 'completed',
    current_step_id: null,
    steps_completed: 3,
    completed_at: '2026-01-01T00:00:00.000Z',
    output: { Order: { by: 'Ada' }, Grease: {}, Sign: { ok: true } },
  })
  expect((await send('POST', `${path}/step`, {})).status).toBe(409)
})

test('a held instance takes no step until it is resumed', async () => {
  const { send, path } = await walking()
  expect((await send('PUT', `${path}/resume`)).status).toBe(409)
  expect((await send('PUT', `${path}/suspend`)).at('data.attributes.status')).toBe('suspended')
  expect((await send('POST', `${path}/step`, {})).at('errors.0.code')).toBe('conflict')
  expect((await send('PUT', `${path}/resume`)).at('data.attributes.status')).toBe('running')
  expect((await send('POST', `${path}/step`, {})).status).toBe(200)
})

test('a workflow is a draft until it is started, and cannot be started without a step', async () => {
  const { send, made, path } = await walking()
  const workflow = path.split('/').slice(0, 2).join('/')
  expect(attributes(await send('GET', workflow))).toMatchObject({ status: 'active', steps_count: 3, instances_count: 1 })
  const empty = await made('workflows', { workflow: { name: 'Empty' } })
  expect((await send('POST', `workflows/${empty}/instances`, { instance: { input: {} } })).status).toBe(422)
  expect((await send('GET', `workflows/${empty}`)).at('data.attributes.status')).toBe('draft')
})

test('a cluster tells its members, each once, and an entity that leaves it stays an entity', async () => {
  const { send, made } = await jarvisWorld()
  const cluster = await made('clusters', { cluster: { name: 'Pumps' } })
  const entity = await made('entities', { entity: { name: 'Pump', entity_type: 'machine' } })
  await send('POST', `clusters/${cluster}/members/${entity}`)
  expect((await send('POST', `clusters/${cluster}/members/${entity}`)).json).toEqual({ message: 'Entity added to cluster' })
  const told = await send('GET', `clusters/${cluster}`)
  expect(told.at('data.attributes.members_count')).toBe(1)
  expect(told.at('data.relationships.members.data')).toEqual([{ type: 'entity', id: entity }])
  await send('DELETE', `clusters/${cluster}/members/${entity}`)
  const again = await send('DELETE', `clusters/${cluster}/members/${entity}`)
  expect([again.status, again.at('errors.0.title')]).toEqual([404, 'Member Not Found'])
  expect((await send('GET', `entities/${entity}`)).status).toBe(200)
})

test('a tool keeps its parameters as they were written', async () => {
  const { send, made } = await jarvisWorld()
  const parameters = { type: 'object', properties: { place: { type: 'string' } }, required: ['place'] }
  const tool = { name: 'tides', description: 'Tells tides', tool_type: 'function', parameters, requires_auth: false }
  const id = await made('tools', { tool })
  expect(attributes(await send('GET', `tools/${id}`))).toMatchObject({ parameters, requires_auth: false, agents_count: 0 })
})
