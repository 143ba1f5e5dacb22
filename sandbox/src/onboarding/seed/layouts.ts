import type { StepGiven } from '../steps.ts'

/** A journey of the demo. */
export interface Layout {
  readonly name: string
  readonly description: string
  readonly steps: readonly StepGiven[]
}

/** What every new colleague is led through. */
export const firstWeek: Layout = {
  name: 'First Week',
  description: 'From the door to the first shift',
  steps: [
    { name: 'Confirm your address', step_type: 'verification', description: 'Follow the link in the mail' },
    { name: 'Complete your profile', step_type: 'action' },
    { name: 'Read the house rules', step_type: 'information', required: false },
    { name: 'Meet your team', step_type: 'action', metadata: { place: 'Café, ground floor' } },
    { name: 'Sign the safety sheet', step_type: 'verification' },
  ],
}

/** What a customer does before the first order. */
export const shopOpening: Layout = {
  name: 'Open Your Shop',
  description: 'Four steps to the first sale',
  steps: [
    { name: 'Name your shop', step_type: 'action' },
    { name: 'Add a product', step_type: 'action' },
    { name: 'Take the tour', step_type: 'information', required: false },
    { name: 'Connect a bank account', step_type: 'verification' },
  ],
}

/** A short one, which Grace has finished. */
export const twoFactors: Layout = {
  name: 'Secure Your Account',
  description: 'A second factor in three minutes',
  steps: [
    { name: 'Install an authenticator', step_type: 'information' },
    { name: 'Scan the code', step_type: 'action' },
    { name: 'Enter two codes', step_type: 'verification' },
  ],
}

const departments = [
  'Archive',
  'Bookshop',
  'Box Office',
  'Café',
  'Carpentry',
  'Cloakroom',
  'Conservation',
  'Costume Workshop',
  'Education',
  'Exhibitions',
  'Facilities',
  'Finance',
  'Framing',
  'Guided Tours',
  'Human Resources',
  'Library',
  'Lighting',
  'Loans',
  'Marketing',
  'Photo Studio',
  'Press',
  'Registrar',
  'Research',
  'Security',
  'Sponsoring',
]

/** One for each department, so that the list has a second page. */
export const departmentDays: readonly Layout[] = departments.map((department) => ({
  name: `A Day with ${department}`,
  description: `What ${department} does, and whom to ask`,
  steps: [
    { name: 'Say hello', step_type: 'action' },
    { name: 'Look over a shoulder', step_type: 'information', required: false },
    { name: 'Write down what you learnt', step_type: 'action' },
  ],
}))
