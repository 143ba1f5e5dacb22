import { op, optional, paged, patch, resource } from '../../declare/index.ts'

/** What happened on the way, in order. */
const log = {
  step_unique_id: 'uuid|null?',
  step_name: 'string|null?',
  step_order: 'integer|null?',
  action: 'started|completed|skipped|suspended|resumed|reset',
  metadata: 'json{}|null?',
  logged_at: 'timestamp',
} as const

/**
 * How far one user is in one journey. `current_step` is the order of the step that comes next, and stays on the last one when all is
 * done; `completed_steps` holds the orders of steps that were done and not skipped.
 */
export const UserJourney = resource(
  'journey',
  {
    onboarding_id: 'uuid!',
    onboarding_name: 'string!?',
    user_unique_id: 'uuid!',
    current_step: 'integer!',
    total_steps: 'integer!?',
    completed_steps: 'integer[]!?',
    status: 'active|completed|suspended!',
    metadata: 'json{}?',
    started_at: 'timestamp!',
    completed_at: 'timestamp|null!?',
    logs: optional([log]),
  },
  { root: 'journey' },
)

export const startUserJourney = op('POST onboarding/onboard/:unique_id/start', {
  about: 'Begin a journey, for oneself unless a user is named',
  root: 'journey',
  body: { user_unique_id: 'uuid?', metadata: 'json{}?' },
  returns: UserJourney,
  optimistic: false,
  stale: ['onboarding/users', 'onboarding/journeys', 'onboarding/reports'],
})
export const getUserProgress = op('GET onboarding/users/:unique_id/onboardings/:onboarding_unique_id', {
  about: "Read a user's progress in one journey",
  returns: UserJourney,
})
export const listUserJourneys = op('GET onboarding/users/:unique_id/onboardings', {
  about: 'Page through the journeys a user has begun',
  query: paged({ status: 'string?' }),
  returns: [UserJourney],
})
export const listAllUserJourneys = op('GET onboarding/journeys', {
  about: 'Page through the journeys that anybody has begun',
  query: paged({ status: 'string?', onboarding_id: 'uuid?' }),
  returns: [UserJourney],
})
export const getUserJourney = op('GET onboarding/onboard/:unique_id', {
  about: 'Read a begun journey with what happened so far',
  returns: UserJourney,
})
export const completeStep = op('PUT onboarding/onboard/:unique_id', {
  about: 'Finish the current step and go to the next; the last one completes the journey',
  root: 'journey',
  body: { step_unique_id: 'uuid?', metadata: 'json{}?' },
  returns: UserJourney,
  patches: patch(UserJourney, ({ status, current_step, total_steps }) =>
    status !== 'active' || total_steps === undefined
      ? {}
      : current_step < total_steps
        ? { current_step: current_step + 1 }
        : { status: 'completed' },
  ),
  stale: ['onboarding/users', 'onboarding/journeys', 'onboarding/reports'],
})
export const skipStep = op('PUT onboarding/onboard/:unique_id/skip', {
  about: 'Pass over the current step, unless it is required',
  root: 'journey',
  body: { step_unique_id: 'uuid?', metadata: 'json{}?' },
  returns: UserJourney,
  patches: patch(UserJourney, ({ status, current_step, total_steps }) =>
    status === 'active' && total_steps !== undefined && current_step < total_steps ? { current_step: current_step + 1 } : {},
  ),
  stale: ['onboarding/users', 'onboarding/journeys', 'onboarding/reports'],
})
export const resetJourney = op('PUT onboarding/onboard/:unique_id/reset', {
  about: 'Put a begun journey back to its first step',
  root: 'journey',
  body: { metadata: 'json{}?' },
  returns: UserJourney,
  patches: patch(UserJourney, () => ({ current_step: 1, status: 'active', completed_at: null })),
  stale: ['onboarding/users', 'onboarding/journeys', 'onboarding/reports'],
})
export const suspendUserJourney = op('PUT onboarding/onboard/:unique_id/suspend', {
  about: 'Hold an active journey',
  returns: UserJourney,
  patches: patch(UserJourney, ({ status }) => ({ status: status === 'active' ? 'suspended' : status })),
  stale: ['onboarding/users', 'onboarding/journeys', 'onboarding/reports'],
})
export const resumeUserJourney = op('PUT onboarding/onboard/:unique_id/resume', {
  about: 'Let a held journey go on',
  returns: UserJourney,
  patches: patch(UserJourney, ({ status }) => ({ status: status === 'suspended' ? 'active' : status })),
  stale: ['onboarding/users', 'onboarding/journeys', 'onboarding/reports'],
})
