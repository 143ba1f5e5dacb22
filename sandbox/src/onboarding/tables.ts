import { Journey, MailTemplate, UserJourney } from '@blockstate/core/onboarding'
import { counted, stored } from '../database/table.ts'

export const journeys = counted(Journey, 'onboarding_journeys', 'Journey')
/** Journeys as users walk them. */
export const runs = counted(UserJourney, 'onboarding_runs', 'Journey')
export const mailTemplates = stored(MailTemplate, 'onboarding_mail_templates', 'Mail Template')
