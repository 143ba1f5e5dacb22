import { expect, test } from 'vitest'
import { demoUsers } from '../../seed/seedUsers.ts'
import { onboardingWorld } from '../testing/onePiece.ts'

const { send } = await onboardingWorld({ seed: true }, 'demo')

test('there are 28 journeys in two pages, the first week first', async () => {
  const list = await send('GET', 'onboardings')
  expect(list.at('meta.pagination')).toMatchObject({ total_pages: 2, total_count: 28 })
  expect(list.at('data.0.attributes')).toMatchObject({ name: 'First Week', steps_count: 5 })
})

test('Ada is on her way, Grace is through', async () => {
  const week = (await send('GET', 'onboardings')).told('data.0.id')
  const [ada, grace] = await Promise.all(
    [demoUsers.ada, demoUsers.grace].map(({ unique_id }) => send('GET', `users/${unique_id}/onboardings/${week}`)),
  )
  expect(ada?.at('data.attributes')).toMatchObject({ status: 'active', current_step: 3, completed_steps: [1, 2] })
  expect(grace?.at('data.attributes')).toMatchObject({ status: 'completed', current_step: 5, completed_steps: [1, 2, 4, 5] })
})

test('there are journeys in every state, and figures that say so', async () => {
  const figures = await send('POST', 'reports/user_journeys/summary', { report: { group_by: 'status' } })
  expect(figures.at('data')).toMatchObject({ total_journeys: 16, suspended_journeys: 1, completed_journeys: 5 })
  expect(figures.at('data.average_completion_time_hours')).toBeGreaterThan(10)
  expect((await send('GET', 'mailtemplates')).at('data.length')).toBe(2)
})
