import type { Place } from '../../database/place.ts'
import { createRow, instant } from '../../database/rows.ts'
import { demoPeople } from '../../seed/demoPeople.ts'
import { demoUsers } from '../../seed/seedUsers.ts'
import { publishVersion } from '../formRows.ts'
import { scoreResponses } from '../scoreResponses.ts'
import { slotsOf } from '../slots.ts'
import { appointments, forms, submissions } from '../tables.ts'
import { bookings, visits } from './answers.ts'
import { contactForm, depotTour, others, shortFields, visitSurvey, volunteerForm } from './definitions.ts'
import type { Definition } from './definitions.ts'

const hour = 3_600_000
const day = 24 * hour

/**
 * Plants the demo data of forms: 28 forms of every kind, thirty scored answers to a survey, registrations in every state, a calendar
 * with bookings.
 *
 * @example
 * database.transaction(() => seedForms({ database, tenant: 'demo', now: Date.now, mint: randomUUID }))
 */
export function seedForms(place: Place): void {
  others.forEach(([name, form_type], index) => plantForm(place, { settings: { name, form_type }, fields: shortFields }, (40 + index) * day))
  plantContact(place, plantForm(place, contactForm, 39 * day))
  plantBookings(place, plantForm(place, depotTour, 20 * day))
  plantVolunteers(place, plantForm(place, volunteerForm, 12 * day))
  plantVisits(place, plantForm(place, visitSurvey, 35 * day))
}

/** A form and its one version. */
interface Planted {
  readonly form_id: string
  readonly version_id: string
}

function plantForm(place: Place, { settings, fields, rules, scoring }: Definition, ago: number): Planted {
  const created_at = instant(place.now() - ago)
  const open = settings.form_type === 'app_form' ? 1 : 0
  const { unique_id } = createRow(place, forms, settings, {
    status: 'active',
    magic_link_enabled: open,
    created_at,
    updated_at: created_at,
  })
  const asked = { form_fields: fields, validation_rules: rules, scoring_rules: scoring }
  return { form_id: unique_id, version_id: publishVersion(place, unique_id, asked) }
}

function plantVisits(place: Place, planted: Planted): void {
  visits.forEach(([welcome, signs, again, remark = null], index) => {
    const responses = [null, welcome, signs, again, remark]
    const at = instant(place.now() - (visits.length - index) * 23 * hour)
    const { calculated_scores, score } = scoreResponses({ form_fields: visitSurvey.fields, scoring_rules: visitSurvey.scoring }, responses)
    const scored = { calculated_scores: JSON.stringify(calculated_scores), score }
    createRow(place, submissions, { responses, ...person(index) }, { ...planted, ...scored, ...doneAt(at) })
  })
}

function plantContact(place: Place, planted: Planted): void {
  const questions = [
    'May I bring a dog?',
    'Do you have a room for forty people?',
    'I lost a blue scarf on Sunday.',
    'Is there a discount for groups?',
  ]
  questions.forEach((message, index) => {
    const { assigned_to_name, assigned_to_email } = person(index + 3)
    const responses = [assigned_to_name, assigned_to_email, index === 2 ? 3 : 1, message]
    const at = instant(place.now() - (questions.length - index) * 2 * day)
    createRow(
      place,
      submissions,
      { responses, assigned_to_name, assigned_to_email },
      { ...planted, calculated_scores: '{}', ...doneAt(at) },
    )
  })
}

function plantVolunteers(place: Place, planted: Planted): void {
  const begun = instant(place.now() - 5 * day)
  const beside = { ...planted, assigned_by_unique_id: demoUsers.grace.unique_id, created_at: begun, updated_at: begun }
  const ada = { assigned_to_unique_id: demoUsers.ada.unique_id, assigned_to_email: demoUsers.ada.email, assigned_to_name: 'Ada Lovelace' }
  createRow(place, submissions, ada, { ...beside, status: 'pending' })
  const answers = ['+49 30 5550134', '1994-07-02', [0, 2], 1, true]
  createRow(place, submissions, { responses: answers, ...person(0) }, { ...beside, calculated_scores: '{}', ...doneAt(begun) })
  createRow(
    place,
    submissions,
    { responses: ['+49 30 5550178', null, [1], null, null], ...person(1) },
    { ...beside, status: 'in_progress', started_at: begun },
  )
  createRow(place, submissions, person(2), { ...beside, status: 'pending' })
  createRow(place, submissions, person(3), { ...beside, status: 'cancelled' })
}

function plantBookings(place: Place, planted: Planted): void {
  const days = Array.from({ length: 14 }, (_, ahead) => instant(place.now() + (ahead + 1) * day).slice(0, 10))
  const open = days.map((date) => ({ date, slots: slotsOf(depotTour.settings, date) })).filter(({ slots }) => slots.length > 0)
  bookings.forEach(([ahead, slot, size, status], index) => {
    const { date = '', slots = [] } = open[ahead] ?? {}
    const { name = '', email = '' } = demoPeople(bookings.length)[index] ?? {}
    const [first_name = '', ...rest] = name.split(' ')
    const given = {
      first_name,
      last_name: rest.join(' '),
      email,
      appointment_date: date,
      appointment_time: slots[slot] ?? '',
      responses: [size],
    }
    const seat = bookings.slice(0, index).filter(([other, at]) => other === ahead && at === slot).length + 1
    const at = instant(place.now() - (20 - index) * hour)
    createRow(place, appointments, given, {
      ...planted,
      seat,
      status,
      confirmed_at: status === 'confirmed' ? at : null,
      cancelled_at: status === 'cancelled' ? at : null,
      created_at: at,
      updated_at: at,
    })
  })
}

/** Ten people answer, over and over. */
function person(index: number): { assigned_to_name: string; assigned_to_email: string } {
  const { name = '', email = '' } = demoPeople(10)[index % 10] ?? {}
  return { assigned_to_name: name, assigned_to_email: email }
}

function doneAt(at: string): { status: 'completed'; started_at: string; completed_at: string; created_at: string; updated_at: string } {
  return { status: 'completed', started_at: at, completed_at: at, created_at: at, updated_at: at }
}
