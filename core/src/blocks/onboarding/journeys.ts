import { op, optional, paged, resource } from '../../declare/index.ts'

/** One step of a journey. `order` counts from 1 without gaps; a required one cannot be skipped, and steps are required unless told. */
const step = {
  unique_id: 'uuid!',
  name: 'string',
  description: 'string|null?',
  order: 'integer?',
  step_type: 'action|verification|information',
  required: 'boolean?',
  metadata: 'json{}|null?',
} as const

/** A journey as it is laid out: what new users are led through. How far one user is, is a `UserJourney`. */
export const Journey = resource('onboarding', {
  name: 'string',
  description: 'string?',
  status: 'active|inactive?',
  steps: optional([step]),
  steps_count: 'integer!?',
})

export const listJourneys = op('GET onboarding/onboardings', {
  about: 'Page through journeys',
  query: paged({ status: 'string?', search: 'string?' }),
  returns: [Journey],
})
export const getJourney = op('GET onboarding/onboardings/:unique_id', { about: 'Read one journey with its steps', returns: Journey })
export const createJourney = op('POST onboarding/onboardings', {
  about: 'Lay out a journey, with its steps or without',
  body: Journey,
  returns: Journey,
  optimistic: false,
})
export const updateJourney = op('PUT onboarding/onboardings/:unique_id', {
  about: 'Change a journey or close it to new users; steps given take the place of all it has',
  body: Journey,
  returns: Journey,
  stale: ['onboarding/onboard', 'onboarding/users', 'onboarding/journeys'],
})
export const deleteJourney = op('DELETE onboarding/onboardings/:unique_id', {
  about: 'Delete a journey, and with it how far users are',
  removes: Journey,
  stale: ['onboarding/onboard', 'onboarding/users', 'onboarding/journeys', 'onboarding/reports'],
})

export const addJourneyStep = op('PUT onboarding/onboardings/:unique_id/steps', {
  about: 'Put a step into a journey, at the end unless an order is given',
  root: 'step',
  body: {
    name: 'string',
    description: 'string?',
    order: 'integer?',
    step_type: 'action|verification|information',
    required: 'boolean?',
    metadata: 'json{}?',
  },
  returns: Journey,
  optimistic: false,
  stale: ['onboarding/onboard', 'onboarding/users', 'onboarding/journeys'],
})
export const updateJourneyStep = op('PUT onboarding/onboardings/:unique_id/steps/:step_unique_id', {
  about: 'Change or move a step',
  root: 'step',
  body: {
    name: 'string?',
    description: 'string?',
    order: 'integer?',
    step_type: 'action|verification|information?',
    required: 'boolean?',
    metadata: 'json{}?',
  },
  returns: Journey,
  optimistic: false,
  stale: ['onboarding/onboard', 'onboarding/users', 'onboarding/journeys'],
})
/** Answers nothing; the journey is read again. */
export const deleteJourneyStep = op('DELETE onboarding/onboardings/:unique_id/steps/:step_unique_id', {
  about: 'Take a step out of a journey, unless somebody stands at it',
  stale: ['onboarding/onboard', 'onboarding/users', 'onboarding/journeys'],
})
