import * as operations from '@blockstate/core/onboarding'
import type { Block } from '../server/block.ts'
import { analyticsHandlers } from './analyticsHandlers.ts'
import { journeyHandlers } from './journeyHandlers.ts'
import { mailHandlers } from './mailHandlers.ts'
import { runHandlers } from './runHandlers.ts'
import { onboardingSchema } from './schema.ts'
import { seedOnboarding } from './seed/seedOnboarding.ts'

const handlers = [...journeyHandlers, ...runHandlers, ...mailHandlers, ...analyticsHandlers]

/** Journeys that lead new users through ordered steps, how far each of them is, and the mail that begins it. */
export const onboardingBlock: Block = { name: 'onboarding', operations, handlers, migrations: onboardingSchema, seed: seedOnboarding }
