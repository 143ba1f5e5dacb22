import { expect, test } from 'vitest'
import { newcomer } from '../testing/blockWorld.ts'
import { onePiece, universityWorld } from './testing/onePiece.ts'

test('what one app id holds, another neither lists nor reaches nor changes', async () => {
  const here = await universityWorld()
  const piece = await onePiece(here)
  const { token, unique_id } = await newcomer(here.world, 'elsewhere')
  const away = async (method: string, path: string, body?: unknown): ReturnType<typeof here.send> =>
    here.send(method, path, body, { appId: 'elsewhere', token, body })
  for (const list of ['courses', 'subjects', 'lessons', 'tests', 'enrollments']) expect((await away('GET', list)).at('data')).toEqual([])
  expect((await away('GET', `enrollments?user_unique_id=${piece.users}`)).at('data')).toEqual([])
  const course = `courses/${piece.courses}`
  const answers = await Promise.all([
    away('GET', course),
    away('PUT', course, { course: { name: 'Mine' } }),
    away('GET', `${course}/analytics`),
    away('POST', `${course}/enrollment`, { enrollment: { user_unique_id: unique_id } }),
    away('PUT', `${course}/enrollment/${piece.enrollment_code}`),
    away('GET', `lessons/${piece.lessons}`),
    away('PUT', `lessons/${piece.lessons}/completed`),
    away('GET', `tests/${piece.tests}`),
    away('POST', `users/${unique_id}/test/${piece.tests}`),
    away('PUT', `users/${unique_id}/test/${piece.test_instance_unique_id}/finish`, {}),
    away('GET', `enrollments/${piece.enrollments}`),
    away('POST', `enrollments/${piece.enrollments}/certificate`, { certificate: {} }),
    away('GET', `users/${piece.users}/tests`),
  ])
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
  expect((await here.send('GET', course)).at('data.attributes.name')).toBe('Tides')
})
