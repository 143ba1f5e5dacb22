import * as jarvis from '@blockstate/core/jarvis'
import { exportName, isResource, operationsOf, pathNames } from '@blockstate/core/describe'
import type { Operation } from '@blockstate/core/describe'
import { expect, test } from 'vitest'
import { jarvisBlock } from './jarvisBlock.ts'
import { jarvisWorld } from './testing/jarvisWorld.ts'
import { fillPath, onePiece } from './testing/onePiece.ts'
import type { OnePiece } from './testing/onePiece.ts'

const world = await jarvisWorld()
const operations = [...operationsOf(jarvis)].map(([skill, operation]) => [exportName(skill), operation] as const)
/** For calls that are refused, which change nothing. */
const untouched = await onePiece(world)
const nobody = '00000000-0000-4000-8000-000000000000'

const said = { role: 'user', content: 'How is the bearing greased?' }
const asked = { content: 'How is the bearing greased?' }
const entity = { name: 'Loom', entity_type: 'machine' }
const filled = { variables: { who: 'Ada' } }

/** What a right body holds, before it is wrapped. Operations that are not here are called with an empty one. */
const bodies: Readonly<Record<string, (piece: OnePiece) => object>> = {
  createAgent: () => ({ name: 'Planner', provider: 'anthropic' }),
  updateAgent: () => ({ status: 'inactive' }),
  createPrompt: () => ({ name: 'Greeting', content: 'Dear {{who}}' }),
  updatePrompt: () => ({ content: 'Hello {{who}}' }),
  renderPrompt: () => filled,
  executePrompt: () => ({ variables: { who: 'Ada' }, model: 'small', temperature: 0.2 }),
  streamPromptVersionExecution: () => filled,
  streamPromptExecution: () => filled,
  createWorkflow: () => ({ name: 'Inspect' }),
  createWorkflowStep: () => ({ name: 'Look', step_type: 'automated' }),
  executeWorkflow: () => ({ input: { by: 'Ada' } }),
  stepWorkflowInstance: () => ({ data: { ok: true } }),
  createConversation: (piece) => ({ title: 'New', agent_unique_id: piece.agents }),
  updateConversation: () => ({ title: 'Newer' }),
  renameConversation: () => ({ title: 'Newest' }),
  sendMessage: () => said,
  queryConversation: () => ({ query: 'bearing' }),
  createDigitalTwin: () => entity,
  createEntity: () => entity,
  updateEntity: () => ({ description: 'Weaves' }),
  queryEntityFiles: () => ({ query: 'bearing' }),
  registerEntity: () => ({ entity_alias: 'Loom' }),
  addEntityPrompt: (piece) => ({ unique_id: piece.prompts }),
  sdkCreateEntityContext: () => ({ name: 'Loom talk' }),
  sdkSendEntityMessage: () => asked,
  sdkStreamEntityMessage: () => asked,
  createEntityContext: () => ({ name: 'Plan', content: 'Oil it.' }),
  createIdentityContext: () => ({ name: 'Plan', content: 'Oil it.' }),
  createEntityConversation: () => ({ title: 'Questions' }),
  createIdentityConversation: () => ({}),
  sendEntityMessage: () => said,
  sendIdentityMessage: () => said,
  streamEntityMessage: () => asked,
  registerIdentity: () => ({ email: 'new@example.com' }),
  updateIdentity: () => ({ metadata: { role: 'admin' } }),
  createAgentThread: () => ({ title: 'Tomorrow' }),
  sendAgentThreadMessage: () => said,
  streamAgentThreadMessage: () => asked,
  createAgentRun: () => ({ message: 'Plan the week' }),
  createCluster: () => ({ name: 'Looms' }),
  registerTool: () => ({ name: 'tides', description: 'Tells tides', tool_type: 'function', parameters: {} }),
  updateTool: () => ({ description: 'Tells high water' }),
}

/** Routes under which something new is made; every other success is 200 or, for deletions, 204. */
const makes = /^(create|register|execute|send|sdkCreate)/
const answersOk = new Set(['executePrompt', 'sdkSendEntityMessage'])

function statusOf(skill: string, operation: Operation): number {
  if (operation.declared.removes !== undefined) return 204
  return makes.test(skill) && !answersOk.has(skill) ? 201 : 200
}

function wrapped({ declared: { body, root } }: Operation, fields: object): object | undefined {
  if (body === undefined) return undefined
  const key = isResource(body) ? body.root : root
  return key === undefined ? fields : { [key]: fields }
}

/** Ids that the caller chooses, and states that must fit. */
const chosen = (skill: string): Record<string, string> => (skill.startsWith('register') ? { id: 'chosen-by-the-caller' } : {})

async function prepared(skill: string): Promise<OnePiece> {
  const piece = await onePiece(world)
  const instance = `workflows/${piece.workflows}/instances/${piece.inst_id}`
  if (skill === 'resumeWorkflowInstance') await world.send('PUT', `${instance}/suspend`)
  const { database } = world.world.sandbox
  database.run('delete from jarvis_identities where unique_id = ?', 'chosen-by-the-caller')
  return piece
}

test('every declared operation is served', () => {
  const served = new Set(jarvisBlock.handlers.map(({ operation }) => operation))
  expect(operations.filter(([, operation]) => !served.has(operation)).map(([skill]) => skill)).toEqual([])
})

test.each(operations)('%s answers as it is declared', async (skill, operation) => {
  const piece = await prepared(skill)
  const body = wrapped(operation, bodies[skill]?.(piece) ?? {})
  const answer = await world.send(operation.method, fillPath(operation.path, piece, chosen(skill)), body)
  expect([answer.body, answer.status].at(answer.status < 300 ? 1 : 0)).toBe(statusOf(skill, operation))
  if (operation.declared.streams !== undefined) expect(answer.body).toMatch(/^data: \{"type":"token".*"type":"done"/s)
  await world.world.sandbox.settled()
  expect(world.world.reported).toEqual([])
})

const written = operations.filter(([, { declared }]) => declared.body !== undefined)

test.each(written)('%s refuses a field nobody declared', async (skill, operation) => {
  const fields = { ...bodies[skill]?.(untouched), weather: 'fine' }
  const answer = await world.send(operation.method, fillPath(operation.path, untouched, chosen(skill)), wrapped(operation, fields))
  expect(answer.status).toBe(422)
  expect(answer.at('errors.0.code')).toBe('validation_error')
  expect(answer.told('errors.0.source.pointer')).toMatch(/\/weather$/)
})

const addressed = operations.flatMap(([skill, operation]) =>
  pathNames(operation.path)
    .filter((name) => !(skill.startsWith('register') && name === 'id'))
    .map((name) => [skill, name, operation] as const),
)

test.each(addressed)('%s answers 404 for a :%s that is not there', async (skill, name, operation) => {
  const body = wrapped(operation, bodies[skill]?.(untouched) ?? {})
  const answer = await world.send(operation.method, fillPath(operation.path, untouched, { [name]: nobody }), body)
  expect(answer.status).toBe(404)
  expect(answer.at('errors.0.code')).toBe('not_found')
  expect(answer.told('errors.0.title')).toMatch(/^[A-Z].* Not Found$/)
})

const paged = operations.filter(([, { declared }]) => declared.query !== undefined && 'page' in declared.query)

test.each(paged)('%s is sorted by any field it tells, and filtered by any it can be', async (_, operation) => {
  const { returns } = operation.declared
  const row: unknown = Array.isArray(returns) ? returns[0] : undefined
  const fields = isResource(row) ? Object.keys(row.fields) : []
  expect(fields.length).toBeGreaterThan(1)
  const path = fillPath(operation.path, untouched)
  for (const field of ['unique_id', 'created_at', 'updated_at', ...fields]) {
    expect((await world.send('GET', `${path}?sort=-${field}`)).status).toBe(200)
    // Opaque fields are refused by name; none is a mistake of the sandbox's own.
    expect([200, 422]).toContain((await world.send('GET', `${path}?filter[${field}]=null`)).status)
  }
})

test.each(operations)('%s asks who is there', async (skill, operation) => {
  const path = `/v1/${operation.path.replace(/:\w+/g, nobody)}`
  const answer = await world.world.call(operation.method, path, { appId: 'works', body: wrapped(operation, {}) })
  expect(answer.status).toBe(401)
})
