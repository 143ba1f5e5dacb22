import { expect, test } from 'vitest'
import { bystander } from '../testing/bystander.ts'
import type { BlockWorld } from '../testing/blockWorld.ts'
import { newcomer } from '../testing/blockWorld.ts'
import { selfOf, universityWorld } from './testing/onePiece.ts'

interface School extends BlockWorld {
  readonly course: string
  readonly self: string
  /** Lessons in the order of the course. */
  readonly lessons: readonly string[]
  enroll(userId: string): ReturnType<BlockWorld['send']>
  /** Enrolls the world's user, and validates that. */
  attend(): Promise<string>
  complete(lesson?: string): ReturnType<BlockWorld['send']>
  progress(): Promise<unknown>
}

/** Two subjects; the second was made first. */
async function school(settings: object = {}): Promise<School> {
  const world = await universityWorld()
  const { made, send } = world
  const self = await selfOf(world)
  const course = await made('courses', { course: { name: 'Tides', ...settings } })
  const later = await made('subjects', { subject: { name: 'Charts', course_id: course, order: 2 } })
  const first = await made('subjects', { subject: { name: 'Moon', course_id: course, order: 1 } })
  const last = await made('lessons', { lesson: { name: 'Tables', subject_id: later } })
  const second = await made('lessons', { lesson: { name: 'Neaps', subject_id: first, order: 2 } })
  const lessons = [await made('lessons', { lesson: { name: 'Springs', subject_id: first, order: 1 } }), second, last]
  const enroll: School['enroll'] = (user_unique_id) => send('POST', `courses/${course}/enrollment`, { enrollment: { user_unique_id } })
  return {
    ...world,
    course,
    self,
    lessons,
    enroll,
    attend: async () => {
      const answer = await enroll(self)
      await send('PUT', `courses/${course}/enrollment/${answer.told('data.attributes.enrollment_code')}`)
      return answer.told('data.id')
    },
    complete: (lesson = '') => send('PUT', `lessons/${lesson}/completed`),
    progress: async () => (await send('GET', 'enrollments')).at('data.0.attributes'),
  }
}

test('an enrollment is pending until it is validated with the code that was mailed', async () => {
  const { enroll, self, send, course, complete, lessons, world } = await school()
  expect((await complete(lessons[0])).status).toBe(403)
  const answer = await enroll(self)
  expect(answer.at('data.attributes')).toMatchObject({ status: 'pending', progress: 0, enrollment_code: 'ENR-2026-001', total_lessons: 3 })
  expect((await complete(lessons[0])).at('errors.0.title')).toBe('Enrollment Is Pending')
  const mail = world.sandbox.database.get<{ token: string }>(`select token from mails where kind = 'enrollment'`)
  const valid = await send('PUT', `courses/${course}/enrollment/${mail?.token}`)
  expect(valid.at('data.attributes')).toMatchObject({ status: 'validated', validated_at: '2026-01-01T00:00:00.000Z' })
  expect((await complete(lessons[0])).status).toBe(200)
})

test('nobody is enrolled twice, beyond the last place, or where nothing is taught', async () => {
  const { enroll, self, world, appId, send, course } = await school({ max_students: 2 })
  await enroll(self)
  const pointers = [
    (await enroll(self)).at('errors.0.source.pointer'),
    (await enroll('00000000-0000-4000-8000-000000000000')).at('errors.0.source.pointer'),
  ]
  expect(pointers).toEqual(['/enrollment/user_unique_id', '/enrollment/user_unique_id'])
  const others = await Promise.all([1, 2].map(() => enroll(bystander(world, appId))))
  expect(others.map(({ status }) => status).toSorted()).toEqual([201, 422])
  expect((await send('GET', `courses/${course}`)).at('data.attributes.students_count')).toBe(2)
  await send('PUT', `courses/${course}`, { course: { max_students: 9, status: 'draft' } })
  expect((await enroll(bystander(world, appId))).at('errors.0.title')).toBe('Course Is Not Active')
})

test('progress grows with each lesson, counts none twice, and ends with the course', async () => {
  const { attend, complete, lessons, progress, later } = await school()
  await attend()
  const first = await complete(lessons[2])
  expect(first.at('data.attributes')).toMatchObject({ completed: true, completed_at: '2026-01-01T00:00:00.000Z' })
  await later(60_000)
  expect((await complete(lessons[2])).at('data.attributes.completed_at')).toBe('2026-01-01T00:00:00.000Z')
  expect(await progress()).toMatchObject({ status: 'in_progress', completed_lessons: 1, progress: 1 / 3, completed_at: null })
  await complete(lessons[0])
  await complete(lessons[1])
  expect(await progress()).toMatchObject({ status: 'completed', progress: 1, completed_at: '2026-01-01T00:01:00.000Z' })
})

test('where the course demands it, lessons are completed in order, by subject and then by lesson', async () => {
  const { attend, complete, lessons, send, course } = await school({ lessons_in_order: true })
  await attend()
  const [first, second, third] = lessons
  const early = await complete(third)
  expect([early.status, early.at('errors.0.title')]).toEqual([422, 'Lesson Before Is Open'])
  expect((await complete(second)).status).toBe(422)
  const statuses = [await complete(first), await complete(second), await complete(third)].map(({ status }) => status)
  expect(statuses).toEqual([200, 200, 200])
  const list = await send('GET', `lessons?course_id=${course}`)
  const rows = list.at('data') as { id: string; attributes: { position: number; completed: boolean } }[]
  expect(rows.map(({ id, attributes }) => [id, attributes.position, attributes.completed])).toEqual(
    lessons.map((id, index) => [id, index + 1, true]),
  )
})

test('a lesson that is not active is skipped by the order, and counts for nothing', async () => {
  const { attend, complete, lessons, made, course, progress } = await school({ lessons_in_order: true })
  const draft = await made('lessons', { lesson: { name: 'Draft', course_id: course, order: 1, status: 'draft' } })
  await attend()
  expect((await complete(draft)).at('errors.0.title')).toBe('Lesson Is Not Active')
  for (const lesson of lessons) await complete(lesson)
  expect(await progress()).toMatchObject({ status: 'completed', total_lessons: 3 })
})

test('what one user completed, another has not', async () => {
  const { attend, complete, lessons, send, world } = await school()
  await attend()
  await complete(lessons[0])
  const { token } = await newcomer(world, 'works')
  const others = await send('GET', `lessons/${lessons[0]}`, undefined, { appId: 'works', token })
  expect(others.at('data.attributes')).toMatchObject({ completed: false, completed_at: null })
  expect((await send('GET', 'enrollments', undefined, { appId: 'works', token })).at('data')).toEqual([])
})

test('a lesson added later takes a completed course from nobody', async () => {
  const { attend, complete, lessons, made, course, progress } = await school()
  await attend()
  for (const lesson of lessons) await complete(lesson)
  await made('lessons', { lesson: { name: 'New', course_id: course } })
  expect(await progress()).toMatchObject({ status: 'completed', progress: 1, completed_lessons: 3, total_lessons: 4 })
})

test('a lesson belongs to a subject, which a course without any is given', async () => {
  const { send, made, course } = await school()
  const bare = await made('courses', { course: { name: 'Bare' } })
  const lesson = await send('POST', 'lessons', { lesson: { name: 'Alone', course_id: bare } })
  expect(lesson.at('data.attributes')).toMatchObject({ course_id: bare, order: 1, subject_id: expect.any(String) })
  expect((await send('GET', `courses/${bare}`)).at('data.relationships.subjects.data.length')).toBe(1)
  const nowhere = await send('POST', 'lessons', { lesson: { name: 'Lost' } })
  const subject_id = lesson.told('data.attributes.subject_id')
  const both = await send('POST', 'lessons', { lesson: { name: 'Torn', subject_id, course_id: course } })
  expect([nowhere, both].map((answer) => answer.at('errors.0.source.pointer'))).toEqual(['/lesson/subject_id', '/lesson/subject_id'])
})

test('a certificate is issued once, only when earned, and verified by whoever knows its code', async () => {
  const { attend, complete, lessons, send, world } = await school()
  const enrollment = await attend()
  const issue = (): ReturnType<BlockWorld['send']> => send('POST', `enrollments/${enrollment}/certificate`, { certificate: {} })
  const early = await issue()
  expect([early.status, early.at('errors.0.title')]).toEqual([422, 'Course Is Not Completed'])
  for (const lesson of lessons) await complete(lesson)
  const both = await Promise.all([issue(), issue()])
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
  const code = both.find(({ status }) => status === 201)?.told('data.attributes.code') ?? ''
  expect(code).toMatch(/^C(-[0-9A-F]{4}){4}$/)
  const url = `http://sandbox.test/v1/university/certificates/${code}`
  expect((await send('GET', `enrollments/${enrollment}`)).at('data.attributes.certificate_url')).toBe(url)
  const read = await world.call('GET', `/v1/university/certificates/${code.toLowerCase()}`, { appId: 'works' })
  expect(read.at('data.attributes')).toMatchObject({ code, certificate_url: url, course_name: 'Tides', enrollment_unique_id: enrollment })
  expect((await world.call('GET', '/v1/university/certificates/C-0000-0000-0000-0000', { appId: 'works' })).status).toBe(404)
  const copy = `insert into university_certificates (tenant, unique_id, code, enrollment_unique_id, course_unique_id, course_name, user_unique_id,
    user_name, issued_at, created_at, updated_at) select tenant, 'other', 'C-2', enrollment_unique_id, '', '', '', '', '', '', '' from university_certificates`
  expect(() => world.sandbox.database.run(copy)).toThrow(/UNIQUE/)
})
