import { expect, test } from 'vitest'
import { formsWorld } from './testing/formsWorld.ts'

const text = { name: 'remark', type: 'text' }

test.each([
  ['a name told twice', { form_fields: [text, text] }, '/form/form_fields/1/name'],
  ['a choice without options', { form_fields: [{ name: 'size', type: 'select' }] }, '/form/form_fields/0/options'],
  ['options where none are chosen', { form_fields: [{ ...text, options: ['a'] }] }, '/form/form_fields/0/options'],
  [
    'scores beside the options',
    { form_fields: [{ name: 'q', type: 'radio', options: ['a'], scores: [1, 2] }] },
    '/form/form_fields/0/scores',
  ],
  ['a shown line that is required', { form_fields: [{ name: 'x', type: 'display', required: true }] }, '/form/form_fields/0/required'],
  [
    'a rule for no field',
    { form_fields: [text], validation_rules: { min_length: { other: 1 } } },
    '/form/validation_rules/min_length/other',
  ],
  [
    'a range of a text',
    { form_fields: [text], validation_rules: { range: { remark: { min: 1 } } } },
    '/form/validation_rules/range/remark',
  ],
  ['no pattern', { form_fields: [text], validation_rules: { pattern: { remark: '(' } } }, '/form/validation_rules/pattern/remark'],
  [
    'scoring of no field',
    { form_fields: [text], scoring_rules: [{ name: 's', type: 'sum', fields: ['x'] }] },
    '/form/scoring_rules/0/fields/0',
  ],
  ['bands without bands', { form_fields: [text], scoring_rules: [{ name: 's', type: 'range' }] }, '/form/scoring_rules/0/bands'],
])('a form with %s is refused where it stands', async (_, form, pointer) => {
  const { send } = await formsWorld()
  const answer = await send('POST', 'forms', { form: { name: 'Bad', form_type: 'app_form', ...form } })
  expect([answer.status, answer.at('errors.0.source.pointer')]).toEqual([422, pointer])
  expect((await send('GET', 'forms')).at('data')).toEqual([])
})

test('each kind of form needs what makes it one', async () => {
  const { send } = await formsWorld()
  const hours = { weekday: 'mon', from: '09:00', to: '09:10' }
  const answers = await Promise.all([
    send('POST', 'forms', { form: { name: 'S', form_type: 'survey', form_fields: [] } }),
    send('POST', 'forms', { form: { name: 'A', form_type: 'appointment', opening_hours: [hours] } }),
    send('POST', 'forms', { form: { name: 'A', form_type: 'appointment' } }),
  ])
  expect(answers.map((answer) => answer.at('errors.0.source.pointer'))).toEqual([
    '/form/form_fields',
    '/form/opening_hours/0',
    '/form/opening_hours',
  ])
})

test('an address outside of the form’s domain is refused', async () => {
  const { send } = await formsWorld()
  const form = { name: 'F', form_type: 'landing', form_url: 'https://evil-example.com/f', form_domain: 'example.com' }
  const refused = await send('POST', 'forms', { form })
  expect([refused.status, refused.at('errors.0.code')]).toEqual([400, 'frm_10110'])
  expect((await send('POST', 'forms', { form: { ...form, form_url: 'https://www.example.com/f' } })).status).toBe(201)
})

test('a form keeps its kind once there are answers', async () => {
  const { send, made } = await formsWorld()
  const id = await made('forms', { form: { name: 'F', form_type: 'landing', form_fields: [text] } })
  expect((await send('PUT', `forms/${id}`, { form: { form_type: 'referral' } })).status).toBe(200)
  await send('POST', `forms/${id}/instances`, { app_form_instance: { responses: [] } })
  expect((await send('PUT', `forms/${id}`, { form: { form_type: 'landing' } })).status).toBe(422)
})

test('a deleted form leaves the list, and nothing of it can be reached', async () => {
  const { send, made } = await formsWorld()
  const id = await made('forms', { form: { name: 'F', form_type: 'landing', form_fields: [text] } })
  expect((await send('DELETE', `forms/${id}`)).status).toBe(204)
  const answers = await Promise.all(
    [`forms/${id}`, `forms/${id}/instances`, `forms/${id}/analytics`, `forms/${id}/versions`].map((path) => send('GET', path)),
  )
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  expect((await send('GET', 'forms')).at('data')).toEqual([])
})

test('a form that asks nothing takes no answers', async () => {
  const { send, made } = await formsWorld()
  const id = await made('forms', { form: { name: 'F', form_type: 'landing' } })
  const answer = await send('POST', `forms/${id}/instances`, { app_form_instance: { responses: [] } })
  expect([answer.status, answer.at('errors.0.code')]).toEqual([422, '706'])
})
