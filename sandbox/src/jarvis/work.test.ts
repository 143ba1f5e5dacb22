import { expect, test } from 'vitest'
import { jarvisWorld } from './testing/jarvisWorld.ts'
import type { JarvisWorld } from './testing/jarvisWorld.ts'

const attributes = (answer: { at: (path: string) => unknown }, row?: number): unknown =>
  answer.at(row === undefined ? 'data.attributes' : `data.${row}.attributes`)

async function prompted(): Promise<JarvisWorld & { prompt: string; version: string }> {
  const world = await jarvisWorld()
  const prompt = await world.made('prompts', { prompt: { name: 'Reminder', content: 'Remind {{who}} of {{ what }}, {{who}}!' } })
  return { ...world, prompt, version: (await world.send('GET', `prompts/${prompt}/versions`)).told('data.0.id') }
}

test('a new prompt has one version, a draft, that names its slots', async () => {
  const { send, prompt } = await prompted()
  const answer = await send('GET', `prompts/${prompt}/versions`)
  expect(attributes(answer, 0)).toMatchObject({
    version_number: 1, status: 'draft', is_published: false, variables: ['who', 'what'], executions_count: 0,
  })
  expect(answer.at('data.length')).toBe(1)
})

test('new content becomes the next version; a new name does not', async () => {
  const { send, prompt } = await prompted()
  expect((await send('PUT', `prompts/${prompt}`, { prompt: { name: 'Note' } })).at('data.attributes.versions_count')).toBe(undefined)
  expect((await send('PUT', `prompts/${prompt}`, { prompt: { content: 'Tell {{who}}' } })).at('data.attributes.versions_count')).toBe(2)
  const read = await send('GET', `prompts/${prompt}`)
  expect(attributes(read)).toMatchObject({ name: 'Note', content: 'Tell {{who}}', versions_count: 2 })
  expect(read.at('data.relationships.versions.data.length')).toBe(2)
})

test('rendering fills the slots of the version in use and names those left empty', async () => {
  const { send, prompt, version } = await prompted()
  expect((await send('POST', `prompts/${prompt}/render`, { variables: { who: 'Ada' } })).at('data')).toEqual({
    rendered_content: 'Remind Ada of {{ what }}, Ada!', variables_used: ['who'], missing_variables: ['what'],
  })
  await send('POST', `prompts/${prompt}/versions/${version}/publish`)
  await send('PUT', `prompts/${prompt}`, { prompt: { content: 'Draft' } })
  expect((await send('POST', `prompts/${prompt}/render`, {})).at('data.rendered_content')).toContain('Remind')
})

test('publishing makes a version the one in use, and another takes its place', async () => {
  const { send, prompt, version } = await prompted()
  await send('PUT', `prompts/${prompt}`, { prompt: { content: 'Second' } })
  const second = (await send('GET', `prompts/${prompt}/versions`)).told('data.1.id')
  expect(attributes(await send('POST', `prompts/${prompt}/versions/${version}/publish`))).toMatchObject({
    is_published: true, status: 'published', published_at: '2026-01-01T00:00:00.000Z',
  })
  await send('POST', `prompts/${prompt}/versions/${second}/publish`)
  expect(attributes(await send('GET', `prompts/${prompt}/versions/${version}`))).toMatchObject({ is_published: false, status: 'published' })
  expect((await send('GET', `prompts/${prompt}`)).at('data.attributes.status')).toBe('published')
})

test('an execution keeps what was asked, what came out and what it took', async () => {
  const { send, made, prompt, version } = await prompted()
  const entity = await made('entities', { entity: { name: 'Pump', entity_type: 'machine' } })
  await made(`entities/${entity}/contexts`, { context: { name: 'Plan', content: 'Greasing keeps the bearing cool.' } })
  const body = { variables: { who: 'Ada', what: 'greasing' }, model: 'small', temperature: 0.5 }
  const done = await send('POST', `prompts/${prompt}/versions/${version}/execute`, body)
  expect(done.status).toBe(200)
  expect(attributes(done)).toMatchObject({
    version_id: version, version_number: 1, rendered_prompt: 'Remind Ada of greasing, Ada!', model: 'small', temperature: 0.5,
    variables: body.variables, output: expect.stringContaining('Greasing keeps the bearing cool. [1]'),
  })
  expect(done.at('data.attributes.tokens_used')).toBeGreaterThan(10)
  expect(done.at('data.attributes.duration_ms')).toBeGreaterThan(100)
  expect((await send('GET', `prompts/${prompt}/executions`)).at('data.0.id')).toBe(done.at('data.id'))
  expect((await send('GET', `prompts/${prompt}/versions/${version}`)).at('data.attributes.executions_count')).toBe(1)
})

test('an execution with empty slots is refused, each slot named', async () => {
  const { send, prompt, version } = await prompted()
  for (const route of [`versions/${version}/execute`, `versions/${version}/execute/stream`, 'execute/stream']) {
    const answer = await send('POST', `prompts/${prompt}/${route}`, { variables: { who: 'Ada' } })
    expect([answer.status, answer.at('errors.0.source.pointer'), answer.at('errors.1')]).toEqual([422, '/variables/what', undefined])
  }
})

test('a streamed execution is stored as it was read, and its end tells the id and the tokens', async () => {
  const { send, prompt } = await prompted()
  const { body } = await send('POST', `prompts/${prompt}/execute/stream`, { variables: { who: 'Ada', what: 'tea' } })
  // Events are one JSON object a line.
  const events = body.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line.slice(6)) as Record<string, unknown>)
  const end = events.at(-1)
  const kept = await send('GET', `prompts/${prompt}/executions/${String(end?.['execution_id'])}`)
  expect(end).toEqual({ type: 'done', execution_id: kept.at('data.id'), tokens_used: kept.at('data.attributes.tokens_used') })
  expect(events.slice(0, -1).map(({ content }) => content).join('')).toBe(kept.at('data.attributes.output'))
})

test('a prompt that is deleted meanwhile ends its stream in an error', async () => {
  const { send, world, request, prompt } = await prompted()
  const body = { variables: { who: 'Ada', what: 'tea' } }
  const response = await world.sandbox.fetch(request('POST', `prompts/${prompt}/execute/stream`, body))
  await send('DELETE', `prompts/${prompt}`)
  expect(await response.text()).toMatch(/"type":"error","code":"not_found"/)
  expect(world.reported).toEqual([])
})

test('a long text in a slot is summarised in its own sentences', async () => {
  const { send, made } = await jarvisWorld()
  const prompt = await made('prompts', { prompt: { name: 'Brief', content: 'Summarise this in one sentence: {{report}}' } })
  const version = (await send('GET', `prompts/${prompt}/versions`)).told('data.0.id')
  const mild = 'The weather was mild, and people slept well. '
  const report = `The pump ran all night. The pump lifted the water of the harbour. Somebody had tea. ${mild.repeat(4)}`
  const done = await send('POST', `prompts/${prompt}/versions/${version}/execute`, { variables: { report } })
  const output = done.told('data.attributes.output')
  expect(report).toContain(output)
  expect(output.split('. ')).toHaveLength(1)
})

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

async function walking(): Promise<JarvisWorld & { path: string; steps: string[] }> {
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
    status: 'running', current_step_id: steps[0], input: { machine: 'Pump' }, steps_completed: 0, steps_total: 3, completed_at: null,
  })
  const stepped = await send('POST', `${path}/step`, { data: { by: 'Ada' } })
  expect(attributes(stepped)).toMatchObject({ current_step_id: steps[1], steps_completed: 1 })
  await send('POST', `${path}/step`, {})
  expect(attributes(await send('POST', `${path}/step`, { data: { ok: true } }))).toMatchObject({
    status: 'completed', current_step_id: null, steps_completed: 3, completed_at: '2026-01-01T00:00:00.000Z',
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
