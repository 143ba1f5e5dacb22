import { expect, test } from 'vitest'
import { demoUsers } from '../../seed/seedUsers.ts'
import { checkQuestions } from '../questions.ts'
import { universityWorld } from '../testing/onePiece.ts'
import { tideQuestions } from './catalogue.ts'

const { send, world } = await universityWorld({ seed: true }, 'demo')
const progressOf = async ({ unique_id }: { unique_id: string }): Promise<{ attributes: Record<string, unknown> }[]> =>
  (await send('GET', `enrollments?user_unique_id=${unique_id}&sort=created_at`)).at('data') as { attributes: Record<string, unknown> }[]

test('there are 27 courses in two pages, each with lessons', async () => {
  const list = await send('GET', 'courses')
  expect(list.at('meta.pagination')).toMatchObject({ total_pages: 2, total_count: 27 })
  expect(list.at('data.0.attributes')).toMatchObject({
    name: 'Reading the Tides',
    lessons_count: 5,
    students_count: 2,
    lessons_in_order: true,
  })
  expect(world.sandbox.database.all('select 1 from university_courses_told where lessons_count = 0')).toEqual([])
})

test('Ada is half way, Grace is through with one course and not yet admitted to another', async () => {
  const ada = await progressOf(demoUsers.ada)
  expect(ada.map(({ attributes }) => [attributes['status'], attributes['progress']])).toEqual([
    ['in_progress', 0.4],
    ['in_progress', 0.6],
  ])
  const grace = await progressOf(demoUsers.grace)
  expect(grace.map(({ attributes }) => attributes['status'])).toEqual(['completed', 'pending'])
})

test('Grace failed once, passed then, and has a certificate that can be verified', async () => {
  const attempts = (await send('GET', `users/${demoUsers.grace.unique_id}/tests?sort=created_at`)).at('data') as { attributes: object }[]
  expect(attempts.map(({ attributes }) => attributes)).toMatchObject([
    { score: 2, passed: false },
    { score: 5, passed: true },
  ])
  const url = String((await progressOf(demoUsers.grace))[0]?.attributes['certificate_url'])
  const verified = await world.call('GET', new URL(url).pathname, { appId: 'demo' })
  expect(verified.at('data.attributes')).toMatchObject({ user_name: 'Grace Hopper', course_name: 'Reading the Tides' })
  expect((await world.call('GET', new URL(url).pathname, { appId: 'elsewhere' })).status).toBe(404)
})

test('the quiz that is planted would have been taken', () => {
  expect(checkQuestions(tideQuestions)).toEqual([])
})
