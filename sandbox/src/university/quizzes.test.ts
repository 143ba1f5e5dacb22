import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BlockWorld } from '../testing/blockWorld.ts'
import { newcomer } from '../testing/blockWorld.ts'
import { grade } from './grade.ts'
import type { QuestionKept } from './questions.ts'
import { onePiece, questions, selfOf, universityWorld } from './testing/onePiece.ts'

const minute = 60_000

interface Exam extends BlockWorld {
  readonly quiz: string
  readonly self: string
  /** Answers to the three questions: the number of the option, or the text. */
  answers(first: number | null, second: number | null, third: string | null): object[]
  start(): ReturnType<BlockWorld['send']>
  finish(id: string, responses?: object[]): ReturnType<BlockWorld['send']>
}

async function exam(settings: object = {}): Promise<Exam> {
  const world = await universityWorld()
  const self = await selfOf(world)
  const quiz = await world.made('tests', { test: { name: 'Quiz', questions, ...settings } })
  type Asked = { unique_id: string; options: { unique_id: string }[] }[]
  const asked = (await world.send('GET', `tests/${quiz}`)).at('data.attributes.questions') as Asked
  return {
    ...world,
    quiz,
    self,
    answers: (...given) =>
      given.flatMap((answer, index) => {
        const question = asked[index]
        if (answer === null || question === undefined) return []
        const { unique_id: question_unique_id, options } = question
        return [
          typeof answer === 'string'
            ? { question_unique_id, text: answer }
            : { question_unique_id, option_unique_id: options[answer]?.unique_id },
        ]
      }),
    start: () => world.send('POST', `users/${self}/test/${quiz}`),
    finish: (id, responses) => world.send('PUT', `users/${self}/test/${id}/finish`, responses === undefined ? {} : { responses }),
  }
}

test('what is right is in no answer, before and after grading', async () => {
  const { send, quiz, start, finish, answers, self } = await exam()
  const begun = await start()
  const told = [
    begun,
    await send('GET', `tests/${quiz}`),
    await send('GET', 'tests'),
    await finish(begun.told('data.id'), answers(0, 1, 'x')),
    await send('GET', `users/${self}/tests`),
  ]
  for (const { status, body } of told) {
    expect(status).toBeLessThan(300)
    expect(body).not.toMatch(/is_correct|accepted|lan vital/i)
  }
})

test.each([
  [[0, 1, ' élan  VITAL '], 5, true],
  [[0, 1, null], 3, true],
  [[0, null, 'Vital'], 2, false],
  [[1, 0, 'no'], 0, false],
] as const)('answers %j score %i of 5', async ([first, second, third], score, passed) => {
  const { start, finish, answers } = await exam()
  const done = await finish((await start()).told('data.id'), answers(first, second, third))
  expect(done.at('data.attributes')).toMatchObject({
    status: 'completed',
    score,
    max_score: 5,
    passed,
    finished_at: '2026-01-01T00:00:00.000Z',
  })
})

test('questions can be answered one by one, and anew until the end', async () => {
  const { start, finish, answers, send, self } = await exam({ max_score: 100, passing_score: 50 })
  const id = (await start()).told('data.id')
  const say = (response: object | undefined): ReturnType<BlockWorld['send']> => send('PUT', `users/${self}/test/${id}`, { response })
  await say(answers(1, null, null)[0])
  const second = await say(answers(0, null, null)[0])
  expect(second.at('data.attributes')).toMatchObject({ status: 'in_progress', responses_count: 1, score: null, passed: null })
  await say(answers(0, 1, null)[1])
  expect((await finish(id)).at('data.attributes')).toMatchObject({ score: 60, max_score: 100, passed: true })
  const late = [await finish(id), await say(answers(0, null, null)[0])]
  expect(late.map((answer) => answer.at('errors.0.title'))).toEqual(['Attempt Is Finished', 'Attempt Is Finished'])
})

test('an answer that fits no question is named where it stands, and nothing is graded', async () => {
  const { start, finish, answers, send, self } = await exam()
  const id = (await start()).told('data.id')
  const [first, , third] = answers(0, 1, 'x')
  const nobody = '00000000-0000-4000-8000-000000000000'
  const wrong = await finish(id, [
    { ...first, option_unique_id: nobody },
    { question_unique_id: nobody, text: 'x' },
    { ...third, text: undefined },
  ])
  expect((wrong.at('errors') as { source: { pointer: string } }[]).map(({ source }) => source.pointer)).toEqual([
    '/responses/0/option_unique_id',
    '/responses/1/question_unique_id',
    '/responses/2/text',
  ])
  expect((await send('GET', `users/${self}/tests`)).at('data.0.attributes')).toMatchObject({ status: 'in_progress', responses_count: 0 })
})

test('one attempt at a time, and no more than are allowed', async () => {
  const { start, finish } = await exam({ max_attempts: 2 })
  const both = await Promise.all([start(), start()])
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 422])
  await finish(both.find(({ status }) => status === 201)?.told('data.id') ?? '')
  await finish((await start()).told('data.id'))
  expect((await start()).at('errors.0.title')).toBe('No Attempts Left')
})

test('when the time is over nothing more can be answered; what was answered in time is graded', async () => {
  const { start, finish, answers, send, self, later } = await exam({ time_limit: 10, max_attempts: 2 })
  const id = (await start()).told('data.id')
  await send('PUT', `users/${self}/test/${id}`, { response: answers(0, null, null)[0] })
  await later(11 * minute)
  expect((await finish(id, answers(null, 1, 'Élan vital'))).at('errors.0.title')).toBe('Time Is Over')
  const done = await finish(id)
  expect(done.at('data.attributes')).toMatchObject({ score: 2, finished_at: '2026-01-01T00:10:00.000Z' })
  await start()
  await later(11 * minute)
  expect((await start()).at('errors.0.title')).toBe('No Attempts Left')
})

test('nobody sits for another', async () => {
  const { send, quiz, self, world } = await exam()
  const { token } = await newcomer(world, 'works')
  expect((await send('POST', `users/${self}/test/${quiz}`, undefined, { appId: 'works', token })).status).toBe(403)
})

test('the test of a course is for those who take it, and a course is not completed before its tests are passed', async () => {
  const world = await universityWorld()
  const { send } = world
  const piece = await onePiece(world)
  const { token, unique_id } = await newcomer(world.world, 'works')
  expect((await send('POST', `users/${unique_id}/test/${piece.tests}`, undefined, { appId: 'works', token })).status).toBe(403)
  await send('PUT', `lessons/${piece.lessons}/completed`)
  const enrollment = async (): Promise<unknown> => (await send('GET', `enrollments/${piece.enrollments}`)).at('data.attributes.status')
  expect(await enrollment()).toBe('in_progress')
  await send('PUT', `users/${piece.users}/test/${piece.test_instance_unique_id}/finish`, {})
  expect(await enrollment()).toBe('in_progress')
  const again = (await send('POST', `users/${piece.users}/test/${piece.tests}`)).told('data.id')
  const asked = (await send('GET', `tests/${piece.tests}`)).at('data.attributes.questions') as {
    unique_id: string
    options: { unique_id: string }[]
  }[]
  const responses = [
    { question_unique_id: asked[0]?.unique_id, option_unique_id: asked[0]?.options[0]?.unique_id },
    { question_unique_id: asked[1]?.unique_id, option_unique_id: asked[1]?.options[1]?.unique_id },
  ]
  expect((await send('PUT', `users/${piece.users}/test/${again}/finish`, { responses })).at('data.attributes.passed')).toBe(true)
  expect(await enrollment()).toBe('completed')
  expect((await send('GET', `courses/${piece.courses}/analytics`)).at('data')).toEqual({
    enrollments_count: 1,
    completions_count: 1,
    completion_rate: 1,
    average_progress: 1,
    average_score: 30,
    pass_rate: 0.5,
  })
  expect((await send('GET', `courses/${piece.courses}/analytics?from=2026-01-02`)).at('data')).toMatchObject({
    enrollments_count: 0,
    average_score: null,
  })
})

test.each([
  ['no questions', [], '/test/questions'],
  [
    'a choice nobody can get right',
    [{ text: '?', question_type: 'multiple_choice', options: [{ text: 'a' }, { text: 'b' }] }],
    '/test/questions/0/options',
  ],
  ['three truths', [{ text: '?', question_type: 'true_false', options: [{ text: 'a', is_correct: true }] }], '/test/questions/0/options'],
  ['no accepted answer', [{ text: '?', question_type: 'short_answer', accepted_answers: [' '] }], '/test/questions/0/accepted_answers'],
  ['points for nothing', [{ ...questions[2], points: 0 }], '/test/questions/0/points'],
])('a test with %s is refused where it stands', async (_, asked, pointer) => {
  const { send } = await universityWorld()
  const answer = await send('POST', 'tests', { test: { name: 'Bad', questions: asked } })
  expect([answer.status, answer.at('errors.0.source.pointer')]).toEqual([422, pointer])
  expect((await send('GET', 'tests')).at('data')).toEqual([])
})

const kept = fc.record({
  points: fc.integer({ min: 1, max: 20 }),
  options: fc.integer({ min: 2, max: 5 }),
  right: fc.nat(4),
  chosen: fc.option(fc.nat(4)),
})

test('a score is the share of the points that were earned, and grows with each right answer', () => {
  fc.assert(
    fc.property(fc.array(kept, { minLength: 1, maxLength: 10 }), fc.integer({ min: 1, max: 1000 }), (given, maxScore) => {
      const asked: QuestionKept[] = given.map(({ points, options, right }, index) => ({
        unique_id: `q${index}`,
        question_type: 'multiple_choice',
        points,
        accepted: [],
        options: Array.from({ length: options }, (_, option) => ({
          unique_id: `q${index}o${option}`,
          is_correct: option === right % options,
        })),
      }))
      const answers = given.flatMap(({ chosen, options }, index) =>
        chosen === null ? [] : [{ question_id: `q${index}`, option_id: `q${index}o${chosen % options}`, text: null }],
      )
      const score = grade(asked, answers, maxScore)
      const right = given.filter(({ chosen, right: good, options }) => chosen !== null && chosen % options === good % options)
      const sum = (list: typeof given): number => list.reduce((all, { points }) => all + points, 0)
      expect(score).toBe(Math.round((sum(right) * maxScore) / sum(given)))
      expect(score).toBeLessThanOrEqual(maxScore)
      const better = answers.map((answer, index) =>
        index === 0 ? { ...answer, option_id: rightOption(asked, answer.question_id) } : answer,
      )
      expect(grade(asked, better, maxScore)).toBeGreaterThanOrEqual(score)
    }),
  )
})

function rightOption(asked: readonly QuestionKept[], id: string): string | null {
  return asked.find(({ unique_id }) => unique_id === id)?.options.find(({ is_correct }) => is_correct)?.unique_id ?? null
}
