import type { Place } from '../../database/place.ts'
import { createRow, findRow, instant } from '../../database/rows.ts'
import { demoUsers } from '../../seed/seedUsers.ts'
import { holdRun, leaveStep, startRun } from '../runs.ts'
import { addStep } from '../steps.ts'
import { journeys, mailTemplates } from '../tables.ts'
import { departmentDays, firstWeek, shopOpening, twoFactors } from './layouts.ts'
import type { Layout } from './layouts.ts'

const hour = 3_600_000
const day = 24 * hour

/**
 * Plants the demo data of onboarding: 28 journeys, Ada and Grace under way on some of them, done with others, two mail templates.
 *
 * @example
 * database.transaction(() => seedOnboarding({ database, tenant: 'demo', now: Date.now, mint: randomUUID }))
 */
export function seedOnboarding(place: Place): void {
  const { ada, grace } = demoUsers
  const days = departmentDays.map((layout, index) => plantJourney(place, layout, (60 - index) * day))
  const [secured, shop, week] = [twoFactors, shopOpening, firstWeek].map((layout, index) => plantJourney(place, layout, (9 - index) * day))
  if (secured === undefined || shop === undefined || week === undefined) return
  walk(place, week, ada.unique_id, 2, 4 * day)
  walk(place, week, grace.unique_id, 5, 6 * day)
  walk(place, secured, grace.unique_id, 3, 5 * day)
  holdRun(place, walk(place, shop, ada.unique_id, 1, 3 * day), 'suspended')
  days.slice(0, 12).forEach((id, index) => walk(place, id, (index % 2 === 0 ? ada : grace).unique_id, index % 4, (30 - index) * day))
  plantTemplates(place)
}

function plantJourney(place: Place, { name, description, steps }: Layout, ago: number): string {
  const created_at = instant(place.now() - ago)
  const { unique_id } = createRow(place, journeys, { name, description, status: 'active' }, { created_at, updated_at: created_at })
  for (const step of steps) addStep(place, unique_id, step)
  return unique_id
}

/** Begun so long ago, and so many steps done since, some hours apart. */
function walk(place: Place, journeyId: string, userId: string, steps: number, ago: number): ReturnType<typeof startRun> {
  let time = place.now() - ago
  const then = { ...place, now: () => time }
  let run = startRun(then, journeyId, userId, undefined)
  const { steps: all = [] } = findRow(place, journeys, journeyId)
  for (const step of all.slice(0, steps)) {
    time += 5 * hour
    run = leaveStep(then, run, step.required === false ? 'skipped' : 'completed', {})
  }
  return run
}

function plantTemplates(place: Place): void {
  const at = instant(place.now() - 10 * day)
  const welcome = {
    name: 'Welcome',
    from_subject: 'Good to have you, {{first_name}}',
    template_text: 'Dear {{first_name}},\n\nyour account is ready. Begin here: {{link}}\n\nThe house',
    from_name: 'The House',
  }
  createRow(place, mailTemplates, welcome, { status: 'published', published_at: at, created_at: at, updated_at: at })
  const reminder = { name: 'Reminder', from_subject: 'Still there, {{first_name}}?', template_text: 'Go on where you stopped: {{link}}' }
  createRow(place, mailTemplates, reminder, { status: 'draft' })
}
