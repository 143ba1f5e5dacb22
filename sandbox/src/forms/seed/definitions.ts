import type { Form } from '@blockstate/core/forms'
import type { RecordOf } from '@blockstate/core/describe'
import type { FormField, FormRules, Scoring } from '../formField.ts'

/** A form of the demo: its settings, and what it asks. */
export interface Definition {
  readonly settings: Partial<RecordOf<typeof Form>> & Pick<RecordOf<typeof Form>, 'name' | 'form_type'>
  readonly fields: FormField[]
  readonly rules?: FormRules
  readonly scoring?: Scoring[]
}

const agreement = ['Not at all', 'Rather not', 'Partly', 'Mostly', 'Fully']

/** A survey with three scored questions and a label for the sum. */
export const visitSurvey: Definition = {
  settings: { name: 'After Your Visit', form_type: 'survey', description: 'How was your day at the museum?', send_confirmation_mail: true },
  fields: [
    { name: 'intro', type: 'display', content: 'Four questions, one minute.' },
    { name: 'welcome', type: 'radio', label: 'I felt welcome', required: true, options: agreement, scores: [0, 1, 2, 3, 4] },
    { name: 'signs', type: 'radio', label: 'I found my way', required: true, options: agreement, scores: [0, 1, 2, 3, 4] },
    { name: 'again', type: 'radio', label: 'I will come again', required: true, options: agreement, scores: [0, 2, 4, 6, 8] },
    { name: 'remark', type: 'textarea', label: 'What should we change?' },
  ],
  rules: { max_length: { remark: 500 } },
  scoring: [
    { name: 'total', type: 'sum' },
    {
      name: 'mood',
      type: 'range',
      bands: [
        { label: 'disappointed', max: 5 },
        { label: 'content', min: 6, max: 11 },
        { label: 'delighted', min: 12 },
      ],
    },
  ],
}

/** Handed in by link: asked for by name, some answers still awaited. */
export const volunteerForm: Definition = {
  settings: { name: 'Volunteer Registration', form_type: 'app_form', description: 'For helpers of the summer festival' },
  fields: [
    { name: 'phone', type: 'phone', label: 'Phone', required: true },
    { name: 'born', type: 'date', label: 'Date of birth', required: true },
    { name: 'shifts', type: 'checkbox', label: 'Shifts', required: true, options: ['Friday night', 'Saturday', 'Sunday'] },
    { name: 'shirt', type: 'select', label: 'Shirt', options: ['S', 'M', 'L', 'XL'] },
    { name: 'agreed', type: 'checkbox', label: 'I have read the safety rules', required: true },
  ],
  rules: { range: { born: { max: '2010-01-01' } } },
}

/** Tours of the depot, two groups at a time. */
export const depotTour: Definition = {
  settings: {
    name: 'Depot Tour',
    form_type: 'appointment',
    description: 'A look behind the scenes, forty-five minutes',
    slot_minutes: 45,
    slot_capacity: 2,
    opening_hours: [
      { weekday: 'mon', from: '09:00', to: '12:00' },
      { weekday: 'tue', from: '09:00', to: '12:00' },
      { weekday: 'wed', from: '13:00', to: '17:30' },
      { weekday: 'thu', from: '09:00', to: '12:00' },
      { weekday: 'fri', from: '09:00', to: '12:00' },
    ],
  },
  fields: [{ name: 'people', type: 'number', label: 'How many are you?', required: true }],
  rules: { range: { people: { min: 1, max: 12 } } },
}

/** A form anybody fills in at once. */
export const contactForm: Definition = {
  settings: { name: 'Contact', form_type: 'landing', description: 'Questions to the house' },
  fields: [
    { name: 'name', type: 'text', label: 'Your name', required: true },
    { name: 'email', type: 'email', label: 'Your address', required: true },
    { name: 'topic', type: 'select', label: 'Topic', options: ['Tickets', 'Groups', 'Press', 'Lost things'] },
    { name: 'message', type: 'textarea', label: 'Message', required: true },
  ],
  rules: { min_length: { message: 10 } },
}

/** Shorter ones, so that the list of forms has a second page: name and kind. */
export const others: readonly (readonly [name: string, kind: 'landing' | 'subscription' | 'referral' | 'app_form'])[] = [
  ['Newsletter', 'subscription'],
  ['Exhibition News', 'subscription'],
  ['Friends of the House', 'subscription'],
  ['Bring a Friend', 'referral'],
  ['Recommend a Guide', 'referral'],
  ['Press Accreditation', 'app_form'],
  ['Loan Request', 'app_form'],
  ['Image Rights', 'app_form'],
  ['School Class Visit', 'landing'],
  ['Birthday at the Museum', 'landing'],
  ['Lost and Found', 'landing'],
  ['Room Hire', 'landing'],
  ['Wedding in the Atrium', 'landing'],
  ['Concert Tickets', 'landing'],
  ['Night at the Museum', 'landing'],
  ['Accessibility Request', 'app_form'],
  ['Research Access', 'app_form'],
  ['Internship', 'app_form'],
  ['Job Application', 'app_form'],
  ['Supplier Details', 'app_form'],
  ['Donation Pledge', 'landing'],
  ['Adopt a Painting', 'landing'],
  ['Workshop Signup', 'landing'],
  ['Café Feedback', 'landing'],
]

/** What the shorter ones ask. */
export const shortFields: FormField[] = [
  { name: 'name', type: 'text', label: 'Your name', required: true },
  { name: 'email', type: 'email', label: 'Your address', required: true },
]
