import { expect, test } from 'vitest'
import { newcomer } from '../testing/blockWorld.ts'
import type { BlockWorld } from '../testing/blockWorld.ts'
import { layout, onboardingWorld } from './testing/onePiece.ts'

const hour = 3_600_000

interface Walk extends BlockWorld {
  readonly journey: string
  readonly run: string
  step(action: '' | '/skip' | '/reset' | '/suspend' | '/resume', body?: object): ReturnType<BlockWorld['send']>
}

async function walk(): Promise<Walk> {
  const world = await onboardingWorld()
  const journey = await world.made('onboardings', { onboarding: layout })
  const run = await world.made(`onboard/${journey}/start`, { journey: {} })
  return { ...world, journey, run, step: (action, body = {}) => world.send('PUT', `onboard/${run}${action}`, { journey: body }) }
}

const stand = (answer: { at(path: string): unknown }): unknown[] =>
  ['status', 'current_step', 'completed_steps', 'completed_at'].map((name) => answer.at(`data.attributes.${name}`))

test('steps are done one after the other; the last one completes the journey and stays current', async () => {
  const { step, later } = await walk()
  expect(stand(await step(''))).toEqual(['active', 2, [1], null])
  expect(stand(await step('/skip'))).toEqual(['active', 3, [1], null])
  await later(hour)
  expect(stand(await step(''))).toEqual(['completed', 3, [1, 3], '2026-01-01T01:00:00.000Z'])
  const more = await Promise.all([step(''), step('/skip'), step('/suspend'), step('/resume')])
  expect(more.map(({ status }) => status)).toEqual([422, 422, 422, 422])
})

test('a required step cannot be skipped, and nothing is logged of the attempt', async () => {
  const { step, send, run } = await walk()
  const answer = await step('/skip')
  expect([answer.status, answer.at('errors.0.title')]).toEqual([422, 'Step Is Required'])
  expect((await send('GET', `onboard/${run}`)).at('data.attributes.logs')).toMatchObject([{ action: 'started', step_order: 1 }])
})

test('whoever says which step they mean is refused when it is not the current one', async () => {
  const { step, send, journey } = await walk()
  const first = (await send('GET', `onboardings/${journey}`)).told('data.attributes.steps.0.unique_id')
  const answers = await Promise.all([1, 2].map(() => step('', { step_unique_id: first })))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
})

test('a held journey does not go on until it is resumed', async () => {
  const { step } = await walk()
  expect(stand(await step('/suspend'))[0]).toBe('suspended')
  expect((await step('')).status).toBe(422)
  expect(stand(await step('/resume'))[0]).toBe('active')
  expect(stand(await step(''))).toEqual(['active', 2, [1], null])
})

test('a reset begins anew, keeps the history, and counts none of it', async () => {
  const { step, send, run } = await walk()
  await step('', { metadata: { by: 'phone' } })
  await step('/skip')
  await step('')
  expect(stand(await step('/reset'))).toEqual(['active', 1, [], null])
  const logs = (await send('GET', `onboard/${run}`)).at('data.attributes.logs') as { action: string; metadata: unknown }[]
  expect(logs.map(({ action }) => action)).toEqual(['started', 'completed', 'skipped', 'completed', 'reset'])
  expect(logs[1]?.metadata).toEqual({ by: 'phone' })
})

test('nobody is under way twice on one journey, but may walk it again', async () => {
  const { step, send, journey, world, run } = await walk()
  const again = (): ReturnType<BlockWorld['send']> => send('POST', `onboard/${journey}/start`, { journey: {} })
  expect((await again()).status).toBe(422)
  await step('')
  await step('')
  await step('')
  const both = await Promise.all([again(), again()])
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 422])
  expect((await step('/reset')).status).toBe(422)
  const copy = `insert into onboarding_runs (tenant, unique_id, onboarding_id, user_unique_id, step_id, status, started_at, created_at, updated_at)
    select tenant, 'other', onboarding_id, user_unique_id, step_id, 'active', '', '', '' from onboarding_runs where unique_id = ?`
  expect(() => world.sandbox.database.run(copy, run)).toThrow(/UNIQUE/)
})

test('everybody goes on with their own journey only', async () => {
  const { send, world, run, journey } = await walk()
  const other = await newcomer(world, 'works')
  const options = { appId: 'works', token: other.token }
  for (const path of ['', '/skip', '/reset', '/suspend']) {
    expect((await send('PUT', `onboard/${run}${path}`, { journey: {} }, { ...options, body: { journey: {} } })).status).toBe(403)
  }
  const started = await send('POST', `onboard/${journey}/start`, { journey: { user_unique_id: other.unique_id } })
  expect([started.status, started.at('data.attributes.user_unique_id')]).toEqual([201, other.unique_id])
  const nobody = '00000000-0000-4000-8000-000000000000'
  const unknown = await send('POST', `onboard/${journey}/start`, { journey: { user_unique_id: nobody } })
  expect(unknown.at('errors.0.source.pointer')).toBe('/journey/user_unique_id')
})

test('a journey that is closed, or has no steps, is begun by nobody', async () => {
  const { send, made, journey } = await walk()
  const empty = await made('onboardings', { onboarding: { name: 'Empty' } })
  await send('PUT', `onboardings/${journey}`, { onboarding: { status: 'inactive' } })
  const titles = await Promise.all(
    [empty, journey].map(async (id) => (await send('POST', `onboard/${id}/start`, { journey: {} })).at('errors.0.title')),
  )
  expect(titles).toEqual(['Journey Has No Steps', 'Journey Is Closed'])
})

test('figures are worked out of what was begun', async () => {
  const { step, send, later, journey, world } = await walk()
  const summary = async (report: object): Promise<unknown> => (await send('POST', 'reports/user_journeys/summary', { report })).at('data')
  const other = await newcomer(world, 'works')
  await later(2 * hour)
  await send('POST', `onboard/${journey}/start`, { journey: { user_unique_id: other.unique_id } })
  await step('')
  await step('/skip')
  await step('')
  expect(await summary({ filters: { onboarding_id: journey }, group_by: 'current_step' })).toEqual({
    total_journeys: 2,
    active_journeys: 1,
    completed_journeys: 1,
    suspended_journeys: 0,
    completion_rate: 50,
    average_completion_time_hours: 2,
    average_steps_completed: 1,
    breakdown: [
      { key: '1', journeys_count: 1 },
      { key: '3', journeys_count: 1 },
    ],
  })
  expect(await summary({ filters: { started_after: '2026-01-01T01:00:00+00:00' } })).toMatchObject({
    total_journeys: 1,
    completed_journeys: 0,
  })
  expect(await summary({ filters: { started_before: '2025-12-31T00:00:00Z' } })).toMatchObject({
    total_journeys: 0,
    completion_rate: 0,
    average_completion_time_hours: null,
  })
  const nobody = '00000000-0000-4000-8000-000000000000'
  const wrong = await send('POST', 'reports/user_journeys/summary', { report: { filters: { onboarding_id: nobody } } })
  expect([wrong.status, wrong.at('errors.0.source.pointer')]).toEqual([422, '/report/filters/onboarding_id'])
})
