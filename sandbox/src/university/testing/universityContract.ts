import { bystander } from '../../testing/bystander.ts'
import type { Contract } from '../../testing/contract.ts'
import { onePiece, questions } from './onePiece.ts'
import type { OnePiece } from './onePiece.ts'
import { universityBlock } from '../universityBlock.ts'

/** How each operation of the block is asked rightly. */
export const universityContract: Contract<
  OnePiece & { readonly certificates: string; readonly bystander: string; readonly question: string; readonly option: string }
> = {
  block: universityBlock,
  piece: async (world, operation) => {
    const piece = await onePiece(world)
    const { send } = world
    const instance = `users/${piece.users}/test/${piece.test_instance_unique_id}`
    const asked = await send('GET', `tests/${piece.tests}`)
    const ids = {
      question: asked.told('data.attributes.questions.0.unique_id'),
      option: asked.told('data.attributes.questions.0.options.0.unique_id'),
    }
    const other = bystander(world.world, world.appId)
    if (operation === 'startQuiz') await send('PUT', `${instance}/finish`, {})
    const earned = operation === 'issueCertificate' || operation === 'verifyCertificate'
    if (!earned) return { ...piece, ...ids, bystander: other, certificates: 'C-NONE' }
    await send('PUT', `lessons/${piece.lessons}/completed`)
    const written = { question_unique_id: asked.told('data.attributes.questions.2.unique_id'), text: 'élan vital' }
    const responses = [{ question_unique_id: ids.question, option_unique_id: ids.option }, written]
    await send('PUT', `${instance}/finish`, { responses })
    if (operation === 'issueCertificate') return { ...piece, ...ids, bystander: other, certificates: 'C-NONE' }
    const issued = await send('POST', `enrollments/${piece.enrollments}/certificate`, { certificate: {} })
    return { ...piece, ...ids, bystander: other, certificates: issued.told('data.attributes.code') }
  },
  inputs: {
    createCourse: () => ({ name: 'Bread', level: 'beginner', max_students: 12, lessons_in_order: true }),
    updateCourse: () => ({ description: 'Newer' }),
    getAnalytics: () => ({ from: '2026-01-01', to: '2026-12-31' }),
    createSubject: ({ courses }) => ({ name: 'Charts', course_id: courses }),
    createLesson: ({ subject }) => ({ name: 'Twelfths', subject_id: subject, duration_minutes: 20 }),
    enrollUser: ({ bystander: user_unique_id }) => ({ user_unique_id }),
    createQuiz: ({ lessons }) => ({ name: 'Quiz', lesson_unique_id: lessons, max_score: 100, questions: [...questions] }),
    answerQuestion: ({ question, option }) => ({ question_unique_id: question, option_unique_id: option }),
    submitQuiz: ({ question, option }) => ({ responses: [{ question_unique_id: question, option_unique_id: option }] }),
    issueCertificate: () => ({ template: 'formal' }),
  },
}
