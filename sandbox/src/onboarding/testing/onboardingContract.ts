import type { Contract } from '../../testing/contract.ts'
import { onboardingBlock } from '../onboardingBlock.ts'
import { layout, onePiece } from './onePiece.ts'
import type { OnePiece } from './onePiece.ts'

/** How each operation of the block is asked rightly. */
export const onboardingContract: Contract<OnePiece> = {
  block: onboardingBlock,
  piece: async (world, operation) => {
    const piece = await onePiece(world)
    if (operation === 'skipStep' || operation === 'resetJourney') await world.send('PUT', `onboard/${piece.onboard}`, { journey: {} })
    if (operation === 'resumeUserJourney') await world.send('PUT', `onboard/${piece.onboard}/suspend`)
    if (operation === 'startUserJourney') await world.send('DELETE', `onboardings/${piece.onboardings}`)
    return operation === 'startUserJourney' ? { ...piece, onboardings: await world.made('onboardings', { onboarding: layout }) } : piece
  },
  ids: ({ path }, piece): Readonly<Record<string, string>> => ({
    onboarding_unique_id: piece.onboardings,
    ...(path.endsWith('/start') ? { unique_id: piece.onboardings } : {}),
  }),
  inputs: {
    createJourney: () => ({ name: 'Second Week', steps: [...layout.steps] }),
    updateJourney: () => ({ description: 'Newer' }),
    addJourneyStep: () => ({ name: 'Sign', step_type: 'action', order: 1 }),
    updateJourneyStep: () => ({ order: 3, required: true }),
    startUserJourney: ({ users }) => ({ user_unique_id: users, metadata: { from: 'desk' } }),
    completeStep: () => ({ metadata: { by: 'phone' } }),
    skipStep: ({ step_unique_id }) => ({ step_unique_id }),
    resetJourney: () => ({}),
    createMailTemplate: () => ({ name: 'Hello', from_subject: 'Hello', template_text: 'Here: {{link}}' }),
    sendActivationEmail: () => ({ metadata: { team: 'Pumps' } }),
    getJourneyAnalytics: ({ onboardings }) => ({ filters: { onboarding_id: onboardings }, group_by: 'current_step' }),
  },
}
