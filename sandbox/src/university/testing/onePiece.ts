import type { SandboxOptions } from '../../createSandbox.ts'
import { blockWorld } from '../../testing/blockWorld.ts'
import type { BlockWorld } from '../../testing/blockWorld.ts'
import { universityBlock } from '../universityBlock.ts'

/**
 * Opens a sandbox with the university, as {@link blockWorld} does.
 *
 * @example
 * const { made } = await universityWorld()
 */
export async function universityWorld(options: SandboxOptions = {}, appId = 'works'): Promise<BlockWorld> {
  return blockWorld('university', { blocks: [universityBlock], ...options }, appId)
}

/** The ids of one record of each kind, all of them connected; the user takes the course and has begun its quiz. */
export interface OnePiece {
  readonly courses: string
  readonly subject: string
  readonly lessons: string
  readonly users: string
  readonly enrollments: string
  readonly enrollment_code: string
  readonly tests: string
  readonly test_unique_id: string
  readonly test_instance_unique_id: string
}

/** One question of each kind; the right answers are the first option, the second, and a written one. */
export const questions = [
  { text: 'Which?', question_type: 'multiple_choice', points: 2, options: [{ text: 'this', is_correct: true }, { text: 'that' }] },
  { text: 'So?', question_type: 'true_false', options: [{ text: 'True' }, { text: 'False', is_correct: true }] },
  { text: 'What?', question_type: 'short_answer', points: 2, accepted_answers: ['Élan vital'] },
] as const

/** The id of the user whose token a world has. */
export const selfOf = async ({ world, appId, token }: BlockWorld): Promise<string> =>
  (await world.call('GET', '/v1/auth/profile', { appId, token })).told('data.id')

/**
 * Makes a course with a lesson and a quiz, and enrolls the world's user.
 *
 * @example
 * const piece = await onePiece(await universityWorld())
 */
export async function onePiece(world: BlockWorld): Promise<OnePiece> {
  const { made, send } = world
  const users = await selfOf(world)
  const courses = await made('courses', { course: { name: 'Tides' } })
  const lessons = await made('lessons', { lesson: { name: 'Two bulges', course_id: courses } })
  const enrollment = await send('POST', `courses/${courses}/enrollment`, { enrollment: { user_unique_id: users } })
  const enrollment_code = enrollment.told('data.attributes.enrollment_code')
  await send('PUT', `courses/${courses}/enrollment/${enrollment_code}`)
  const tests = await made('tests', { test: { name: 'Quiz', course_unique_id: courses, questions } })
  return {
    courses,
    lessons,
    users,
    tests,
    test_unique_id: tests,
    enrollment_code,
    enrollments: enrollment.told('data.id'),
    subject: (await send('GET', `lessons/${lessons}`)).told('data.attributes.subject_id'),
    test_instance_unique_id: await made(`users/${users}/test/${tests}`, undefined),
  }
}
