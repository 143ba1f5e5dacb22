import { expect, test } from 'vitest'
import { newcomer } from '../testing/blockWorld.ts'
import type { BlockWorld } from '../testing/blockWorld.ts'
import { formsWorld } from './testing/formsWorld.ts'

const fields = [
  { name: 'name', type: 'text', label: 'Your name', required: true },
  { name: 'mail', type: 'email', required: true },
  { name: 'age', type: 'number' },
  { name: 'size', type: 'radio', options: ['S', 'M'], required: true },
  { name: 'days', type: 'checkbox', options: ['Sat', 'Sun'] },
  { name: 'code', type: 'text' },
]
const validation_rules = {
  required_fields: ['age'],
  min_length: { name: 2 },
  max_length: { name: 5 },
  pattern: { code: '[A-Z]{2}\\d' },
  range: { age: { min: 18, max: 99 } },
}
const right = { name: 'Ada', mail: 'ada@example.com', age: 36, size: 'M', days: ['Sun', 'Sat', 'Sun'], code: 'AB1' }

async function formWorld(): Promise<BlockWorld & { readonly form: string; submit(responses: unknown): ReturnType<BlockWorld['send']> }> {
  const world = await formsWorld()
  const form = await world.made('forms', { form: { name: 'Order', form_type: 'app_form', form_fields: fields, validation_rules } })
  return { ...world, form, submit: (responses) => world.send('POST', `forms/${form}/instances`, { app_form_instance: { responses } }) }
}

const faults = (answer: { at(path: string): unknown }): unknown[] =>
  (answer.at('errors') as { source: { pointer: string }; detail: string }[]).map(({ source, detail }) => `${source.pointer} ${detail}`)

test('answers by name and by position are kept by position, choices by their number', async () => {
  const { submit } = await formWorld()
  const positions = ['Ada', 'ada@example.com', 36, 1, [0, 1], 'AB1']
  const named = await submit(right)
  expect([named.status, named.at('data.attributes.status'), named.at('data.attributes.responses')]).toEqual([201, 'completed', positions])
  expect((await submit(positions)).at('data.attributes.responses')).toEqual(positions)
})

test('every bad answer is named where it was given, and nothing is kept', async () => {
  const { submit, send, form } = await formWorld()
  const answer = await submit({ name: 'A', mail: 'ada', age: 17, size: 'XL', days: [2], code: 'ab1', weather: 'fine' })
  const at = '/app_form_instance/responses'
  expect([answer.status, faults(answer)]).toEqual([
    422,
    [
      `${at}/weather weather is no field of this form`,
      `${at}/name Your name must have at least 2 characters`,
      `${at}/mail mail must be an e-mail address`,
      `${at}/age age must not lie below 18`,
      `${at}/size size must be one of: S, M`,
      `${at}/days days must be one of: Sat, Sun`,
      `${at}/code code must fit the pattern [A-Z]{2}\\d`,
    ],
  ])
  expect((await send('GET', `forms/${form}/instances`)).at('data')).toEqual([])
})

test('what is required is missed only when answers are handed in', async () => {
  const { send, made, form, email } = await formWorld()
  const path = `forms/${form}/instances/${await made(`forms/${form}/instances`, { app_form_instance: { assigned_to_email: email } })}`
  const draft = await send('PUT', path, { app_form_instance: { responses: { name: 'Ada' } } })
  expect([draft.status, draft.at('data.attributes.status')]).toEqual([200, 'in_progress'])
  expect(faults(await send('PUT', path, { app_form_instance: { responses: { mail: 'x' } } }))).toHaveLength(1)
  const early = await send('POST', `${path}/submit`, { app_form_instance: {} })
  expect(faults(early).map((one) => String(one).split(' ')[0])).toEqual(
    [1, 2, 3].map((position) => `/app_form_instance/responses/${position}`),
  )
  const done = await send('POST', `${path}/submit`, { app_form_instance: { responses: right } })
  expect([done.status, done.at('data.attributes.status')]).toEqual([200, 'completed'])
})

test('what was handed in stands: no second time, no draft, no cancelling', async () => {
  const { send, submit, form } = await formWorld()
  const path = `forms/${form}/instances/${(await submit(right)).told('data.id')}`
  const body = { app_form_instance: { responses: right } }
  const codes = [
    await send('POST', `${path}/submit`, body),
    await send('PUT', path, body),
    await send('POST', `${path}/cancel`),
    await send('POST', `${path}/resend_magic_link`),
  ]
  expect(codes.map((answer) => [answer.status, answer.at('errors.0.code')])).toEqual([
    [422, '711'],
    [422, '708'],
    [422, '715'],
    [422, '718'],
  ])
})

test('of two that hand in at the same moment one is late', async () => {
  const { send, made, form, email } = await formWorld()
  const path = `forms/${form}/instances/${await made(`forms/${form}/instances`, { app_form_instance: { assigned_to_email: email } })}`
  const answers = await Promise.all([1, 2].map(() => send('POST', `${path}/submit`, { app_form_instance: { responses: right } })))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422])
})

test('nobody answers for another, and not when the time is over', async () => {
  const { send, made, form, world, later } = await formWorld()
  const expires_at = '2026-01-02T00:00:00Z'
  const id = await made(`forms/${form}/instances`, { app_form_instance: { assigned_to_email: 'greta@example.com', expires_at } })
  const { token } = await newcomer(world, 'works')
  const body = { app_form_instance: { responses: right } }
  const submit = `forms/${form}/instances/${id}/submit`
  expect((await send('POST', submit, body, { appId: 'works', token, body })).status).toBe(403)
  await later(24 * 3_600_000)
  const late = await send('POST', submit, body)
  expect([late.status, late.at('errors.0.title')]).toEqual([422, 'Submission Is Over'])
})

test('a submission stays with the version it was begun with', async () => {
  const { send, made, form, email } = await formWorld()
  const path = `forms/${form}/instances/${await made(`forms/${form}/instances`, { app_form_instance: { assigned_to_email: email } })}`
  const changed = await send('PUT', `forms/${form}`, { form: { form_fields: [{ name: 'only', type: 'text' }], validation_rules: {} } })
  expect(changed.at('data.attributes.version_number')).toBe(2)
  expect((await send('POST', `${path}/submit`, { app_form_instance: { responses: right } })).status).toBe(200)
  expect((await send('GET', path)).at('included.0.attributes')).toMatchObject({ version_number: 1, status: 'archived' })
  const versions = await send('GET', `forms/${form}/versions`)
  expect([versions.at('data.0.attributes.status'), versions.at('data.1.attributes.form_fields')]).toEqual(['published', fields])
})

test('mails go to whom the form names, and only for what was handed in', async () => {
  const { send, submit, form, world } = await formWorld()
  const body = { send_confirmation_mail: true, send_admin_notification: true, admin_notification_email: 'desk@example.com' }
  await send('PUT', `forms/${form}`, { form: body })
  await submit({ ...right, size: 'XL' })
  await send('POST', `forms/${form}/instances`, { app_form_instance: { responses: right, assigned_to_email: 'ada@example.com' } })
  const mails = world.sandbox.database.all(`select kind, recipient from mails where kind like 'form%' order by kind`)
  expect(mails).toEqual([
    { kind: 'form_confirmation', recipient: 'ada@example.com' },
    { kind: 'form_notification', recipient: 'desk@example.com' },
  ])
})
