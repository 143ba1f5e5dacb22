import type { SandboxOptions } from '../../createSandbox.ts'
import { blockWorld } from '../../testing/blockWorld.ts'
import type { BlockWorld } from '../../testing/blockWorld.ts'
import { onboardingBlock } from '../onboardingBlock.ts'

/**
 * Opens a sandbox with onboarding, as {@link blockWorld} does.
 *
 * @example
 * const { made } = await onboardingWorld()
 */
export async function onboardingWorld(options: SandboxOptions = {}, appId = 'works'): Promise<BlockWorld> {
  return blockWorld('onboarding', { blocks: [onboardingBlock], ...options }, appId)
}

/** The ids of one record of each kind, all of them connected. */
export interface OnePiece {
  readonly onboardings: string
  readonly step_unique_id: string
  /** A begun journey of the world's user. */
  readonly onboard: string
  readonly users: string
  readonly mailtemplates: string
}

/** Three steps, of which the second may be skipped. */
export const layout = {
  name: 'First Week',
  steps: [
    { name: 'Verify', step_type: 'verification' },
    { name: 'Read', step_type: 'information', required: false },
    { name: 'Meet', step_type: 'action' },
  ],
} as const

/**
 * Lays out a journey, begins it, and writes a mail template.
 *
 * @example
 * const piece = await onePiece(await onboardingWorld())
 */
export async function onePiece({ made, send }: BlockWorld): Promise<OnePiece> {
  const onboardings = await made('onboardings', { onboarding: layout })
  const begun = await send('POST', `onboard/${onboardings}/start`, { journey: {} })
  return {
    onboardings,
    // Nobody stands at the second step.
    step_unique_id: (await send('GET', `onboardings/${onboardings}`)).told('data.attributes.steps.1.unique_id'),
    onboard: begun.told('data.id'),
    users: begun.told('data.attributes.user_unique_id'),
    mailtemplates: await made('mailtemplates', {
      mail_template: { name: 'Hello', from_subject: 'Hello', template_text: 'Here: {{link}}' },
    }),
  }
}
