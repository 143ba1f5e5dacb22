import { expect, test } from 'vitest'
import { jarvisWorld } from './testing/jarvisWorld.ts'
import type { BlockWorld } from '../testing/blockWorld.ts'

const attributes = (answer: { at: (path: string) => unknown }, row?: number): unknown =>
  answer.at(row === undefined ? 'data.attributes' : `data.${row}.attributes`)

async function prompted(): Promise<BlockWorld & { prompt: string; version: string }> {
  const world = await jarvisWorld()
  const prompt = await world.made('prompts', { prompt: { name: 'Reminder', content: 'Remind {{who}} of {{ what }}, {{who}}!' } })
  return { ...world, prompt, version: (await world.send('GET', `prompts/${prompt}/versions`)).told('data.0.id') }
}

test('a new prompt has one version, a draft, that names its slots', async () => {
  const { send, prompt } = await prompted()
  const answer = await send('GET', `prompts/${prompt}/versions`)
  expect(attributes(answer, 0)).toMatchObject({
    version_number: 1,
    status: 'draft',
    is_published: false,
    variables: ['who', 'what'],
    executions_count: 0,
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
    rendered_content: 'Remind Ada of {{ what }}, Ada!',
    variables_used: ['who'],
    missing_variables: ['what'],
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
    is_published: true,
    status: 'published',
    published_at: '2026-01-01T00:00:00.000Z',
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
    version_id: version,
    version_number: 1,
    rendered_prompt: 'Remind Ada of greasing, Ada!',
    model: 'small',
    temperature: 0.5,
    variables: body.variables,
    output: expect.stringContaining('Greasing keeps the bearing cool. [1]'),
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
  const events = body
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line.slice(6)) as Record<string, unknown>)
  const end = events.at(-1)
  const kept = await send('GET', `prompts/${prompt}/executions/${String(end?.['execution_id'])}`)
  expect(end).toEqual({ type: 'done', execution_id: kept.at('data.id'), tokens_used: kept.at('data.attributes.tokens_used') })
  expect(
    events
      .slice(0, -1)
      .map(({ content }) => content)
      .join(''),
  ).toBe(kept.at('data.attributes.output'))
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
