import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkResponses } from './checkResponses.ts'
import type { FormField } from './formField.ts'
import { scoreResponses } from './scoreResponses.ts'
import { formsWorld } from './testing/formsWorld.ts'
import { guest, tour } from './testing/onePiece.ts'

const day = 24 * 3_600_000
const survey = {
  name: 'Käse, "alt"',
  form_type: 'survey',
  form_fields: [
    { name: 'taste', type: 'radio', required: true, options: ['bad', 'good'], scores: [0, 10] },
    { name: 'extras', type: 'checkbox', options: ['bread', 'wine'], scores: [1, 2.5] },
    { name: 'remark', type: 'text' },
  ],
  scoring_rules: [
    { name: 'total', type: 'sum' },
    { name: 'mean', type: 'average' },
    { name: 'answered', type: 'count' },
    {
      name: 'verdict',
      type: 'range',
      bands: [
        { label: 'poor', max: 9 },
        { label: 'fine', min: 10 },
      ],
    },
    { name: 'bonus', type: 'conditional', fields: ['taste'], equals: 'good', points: 3 },
  ],
}

test('a survey is scored by its rules', async () => {
  const { send, made } = await formsWorld()
  const id = await made('forms', { form: survey })
  const answer = await send('POST', `forms/${id}/instances`, { app_form_instance: { responses: ['good', ['bread', 'wine']] } })
  expect(answer.at('data.attributes')).toMatchObject({
    score: 13.5,
    calculated_scores: { total: 13.5, mean: 6.75, answered: 2, verdict: 'fine', bonus: 3 },
  })
})

test('figures are counted from what was handed in, within the days asked for', async () => {
  const { send, made, later, email } = await formsWorld()
  const id = await made('forms', { form: survey })
  const path = `forms/${id}/instances`
  const hand = async (responses: unknown): Promise<unknown> => send('POST', path, { app_form_instance: { responses } })
  const empty = await send('GET', `forms/${id}/analytics`)
  expect(empty.at('data')).toMatchObject({ total_submissions: 0, completion_rate: 0, average_score: null, submissions_by_day: [] })
  await hand(['good'])
  await hand(['bad', ['bread']])
  await later(day)
  await hand(['good'])
  await made(path, { app_form_instance: { assigned_to_email: email } })
  const gone = await made(path, { app_form_instance: { assigned_to_email: email } })
  await send('POST', `${path}/${gone}/cancel`)
  expect((await send('GET', `forms/${id}/analytics`)).at('data')).toEqual({
    total_submissions: 5,
    completed: 3,
    in_progress: 1,
    cancelled: 1,
    completion_rate: 0.6,
    average_score: 7,
    score_distribution: [
      { score: 1, count: 1 },
      { score: 10, count: 2 },
    ],
    submissions_by_day: [
      { date: '2026-01-01', count: 2 },
      { date: '2026-01-02', count: 1 },
    ],
  })
  expect((await send('GET', `forms/${id}/analytics?to=2026-01-01`)).at('data.total_submissions')).toBe(2)
  expect((await send('GET', `forms/${id}/analytics?from=2026-01-02`)).at('data.total_submissions')).toBe(3)
  expect((await send('GET', `forms/${id}/analytics?group_by=week`)).at('data.submissions_by_day')).toEqual([
    { date: '2025-12-29', count: 3 },
  ])
})

test('bookings are counted like answers', async () => {
  const { send, made } = await formsWorld()
  const id = await made('forms', { form: tour })
  const booking = await made(`appointments/${id}/instances`, {
    appointment: { ...guest, appointment_date: '2026-01-08', appointment_time: '09:00' },
  })
  await send('POST', `appointments/${id}/instances/${booking}/confirm`)
  expect((await send('GET', `forms/${id}/analytics`)).at('data')).toMatchObject({ total_submissions: 1, completed: 1 })
  expect((await send('GET', `forms/${id}/instances/export`)).at('data.content')).toContain('Greta,Sand,greta@example.com,,2026-01-08,09:00')
})

test('the CSV file holds every answer in words, quoted where it must be, with no formula in it', async () => {
  const { send, made } = await formsWorld()
  const id = await made('forms', { form: survey })
  const remark = '=1+1, "so"\nto say'
  await made(`forms/${id}/instances`, { app_form_instance: { responses: { taste: 'good', extras: ['bread', 'wine'], remark } } })
  const told = await send('GET', `forms/${id}/instances/export`)
  expect(told.at('data')).toMatchObject({ file_name: 'käse-alt-.csv', content_type: 'text/csv; charset=utf-8', rows_count: 1 })
  const [head, row] = told.told('data.content').split('\r\n')
  expect(head).toBe('unique_id,status,assigned_to_email,assigned_to_name,score,created_at,completed_at,taste,extras,remark')
  expect(row).toMatch(/,completed,,,13.5,2026-01-01T00:00:00.000Z,2026-01-01T00:00:00.000Z,good,bread; wine,"'=1\+1, ""so""\nto say"$/)
})

test('who asks for a CSV file is answered the file itself', async () => {
  const { send, made } = await formsWorld()
  const id = await made('forms', { form: survey })
  const path = `forms/${id}/instances/export`
  const answer = await send('GET', path, undefined, { headers: { accept: 'text/csv' } })
  const { body } = answer
  expect(body.startsWith('unique_id,status')).toBe(true)
  expect([answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([
    'text/csv; charset=utf-8',
    `attachment; filename*=UTF-8''k%C3%A4se-alt-.csv`,
  ])
  const bytes = await send('GET', `${path}?format=json`, undefined, { headers: { accept: 'application/octet-stream' } })
  expect(bytes.json).toEqual([])
  expect((await send('GET', `${path}?format=xml`)).status).toBe(422)
})

test('the JSON file holds answers by name, of each version its own', async () => {
  const { send, made } = await formsWorld()
  const id = await made('forms', { form: { ...survey, scoring_rules: [] } })
  const hand = (responses: unknown): Promise<string> => made(`forms/${id}/instances`, { app_form_instance: { responses } })
  await hand(['bad'])
  await send('PUT', `forms/${id}`, { form: { form_fields: [{ name: 'status', type: 'text' }] } })
  await hand(['new'])
  const told = await send('GET', `forms/${id}/instances/export?format=json`)
  expect(JSON.parse(told.told('data.content'))).toMatchObject([
    { status: 'completed', responses: { taste: 'bad', extras: null, remark: null } },
    { status: 'completed', responses: { status: 'new' } },
  ])
  const csv = (await send('GET', `forms/${id}/instances/export`)).told('data.content')
  expect(csv.split('\r\n')[0]).toMatch(/completed_at,taste,extras,remark,status$/)
})

const choice = fc.integer({ min: 1, max: 5 }).chain((size) =>
  fc.record({
    type: fc.constantFrom('select' as const, 'radio' as const, 'checkbox' as const),
    scores: fc.array(
      fc.integer({ min: -100, max: 100 }).map((tenths) => tenths / 10),
      { minLength: size, maxLength: size },
    ),
    picked: fc.uniqueArray(fc.integer({ min: 0, max: size - 1 }), { minLength: 1 }),
  }),
)

test('a total is the sum of the chosen scores, whatever was asked and in whichever form it was answered', () => {
  fc.assert(
    fc.property(fc.array(choice, { minLength: 1, maxLength: 8 }), fc.boolean(), (asked, byName) => {
      const form_fields: FormField[] = asked.map(({ type, scores }, index) => ({
        name: `q${index}`,
        type,
        scores,
        options: scores.map((_, option) => `o${option}`),
      }))
      const picks = asked.map(({ type, picked }) => (type === 'checkbox' ? picked : picked.slice(0, 1)))
      const given = picks.map((pick, index) =>
        asked[index]?.type === 'checkbox' ? pick.map((option) => `o${option}`) : `o${pick[0] ?? 0}`,
      )
      const named = Object.fromEntries(given.map((answer, index) => [`q${index}`, answer]))
      const { responses, faults } = checkResponses({ form_fields }, byName ? named : given, true)
      expect(faults).toEqual([])
      const tenths = picks.flatMap((pick, index) => pick.map((option) => Math.round((asked[index]?.scores[option] ?? 0) * 10)))
      const sum = tenths.reduce((all, value) => all + value, 0) / 10
      expect(scoreResponses({ form_fields }, responses).score).toBeCloseTo(sum, 6)
      // Answers as they are kept are good answers too, and stay what they are.
      expect(checkResponses({ form_fields }, responses, true)).toEqual({ responses, faults: [] })
    }),
  )
})
