import { expect, test } from 'vitest'
import { checkDefinition } from '../checkDefinition.ts'
import { checkResponses } from '../checkResponses.ts'
import { formsWorld } from '../testing/formsWorld.ts'
import { contactForm, depotTour, visitSurvey, volunteerForm } from './definitions.ts'

const { send, world } = await formsWorld({ seed: true }, 'demo')
const idOf = async (name: string): Promise<string> => (await send('GET', `forms?search=${encodeURIComponent(name)}`)).told('data.0.id')

test('there are 28 forms of every kind, the newest first', async () => {
  const list = await send('GET', 'forms')
  expect(list.at('meta.pagination') ?? list.at('meta')).toMatchObject({ total_pages: 2, total_count: 28 })
  expect(list.at('data.0.attributes.name')).toBe('Volunteer Registration')
  const kinds = world.sandbox.database.all('select distinct form_type from forms_forms')
  expect(kinds).toHaveLength(6)
})

test('the survey has two pages of answers, and figures', async () => {
  const id = await idOf('After Your Visit')
  expect((await send('GET', `forms/${id}/instances`)).at('data.length')).toBe(25)
  const figures = await send('GET', `forms/${id}/analytics?group_by=week`)
  expect(figures.at('data')).toMatchObject({ total_submissions: 30, completed: 30, completion_rate: 1 })
  expect(figures.at('data.score_distribution.length')).toBeGreaterThan(5)
  expect(figures.at('data.submissions_by_day.length')).toBeGreaterThan(3)
})

test('registrations are in every state, one of them waits for the demo account', async () => {
  const id = await idOf('Volunteer')
  const rows = (await send('GET', `forms/${id}/instances`)).at('data') as { attributes: { status: string } }[]
  expect(new Set(rows.map(({ attributes }) => attributes.status))).toEqual(new Set(['pending', 'in_progress', 'completed', 'cancelled']))
  expect((await send('GET', `forms/${id}/instances?search=Ada`)).at('data.length')).toBe(1)
})

test('the depot tour has bookings ahead, and a slot that is full', async () => {
  const id = await idOf('Depot')
  const first = await send('GET', `appointments/${id}/instances`)
  expect(first.at('data.length')).toBe(7)
  const date = first.told('data.0.attributes.appointment_date')
  expect((await send('GET', `appointments/${id}/slots?date=${date}`)).at('data.slots.0.places_left')).toBe(0)
})

test('what is planted would have been taken: definitions are sound, and every answer fits its form', () => {
  const asked = [contactForm, depotTour, visitSurvey, volunteerForm]
  expect(
    asked.flatMap(({ fields, rules, scoring }) =>
      checkDefinition({ form_fields: fields, validation_rules: rules, scoring_rules: scoring }),
    ),
  ).toEqual([])
  const planted = world.sandbox.database.all<{ name: string; responses: string }>(
    `select f.name, s.responses from forms_submissions s join forms_forms f on f.unique_id = s.form_id where s.status = 'completed'`,
  )
  const faults = planted.flatMap(({ name, responses }) => {
    const definition = asked.find(({ settings }) => settings.name === name)
    const version = { form_fields: definition?.fields ?? [], validation_rules: definition?.rules }
    return checkResponses(version, JSON.parse(responses), true).faults
  })
  expect([planted.length, faults]).toEqual([35, []])
})
