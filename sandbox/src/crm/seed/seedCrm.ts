import type { Place } from '../../database/place.ts'
import { createRow, instant } from '../../database/rows.ts'
import { demoUsers } from '../../seed/seedUsers.ts'
import { defaultPipeline } from '../defaultPipeline.ts'
import { completeStages, statusIn } from '../stages.ts'
import type { Stage } from '../stages.ts'
import { activities, companies, contacts, deals, pipelines } from '../tables.ts'
import { dealSteps, smallTalk } from './activities.ts'
import type { Step } from './activities.ts'
import { companies as customers } from './companies.ts'
import { renewalDeals, renewalStages, salesDeals } from './deals.ts'
import type { SeededDeal } from './deals.ts'
import { people } from './people.ts'
import type { Person } from './people.ts'

const day = 86_400_000
const sellers = [demoUsers.ada.unique_id, demoUsers.grace.unique_id] as const

/** A person, where they are stored, and where they work. */
interface Known {
  readonly id: string
  readonly account_id: string | null
}

/**
 * Plants the demo data of the CRM: 12 companies, 60 people (two archived, one in the trash), 25 deals in the default pipeline, 6
 * in a second one, and what has been done about them in the last three months.
 *
 * @example
 * database.transaction(() => seedCrm({ database, tenant: 'demo', now: Date.now, mint: randomUUID }))
 */
export function seedCrm(place: Place): void {
  const known = plantPeople(place, plantCompanies(place))
  const sales = defaultPipeline(place)
  const renewals = createRow(place, pipelines, { name: 'Renewals', stages: completeStages(renewalStages), is_default: false })
  plantDeals(place, known, sales.unique_id, completeStages(sales.stages), salesDeals)
  plantDeals(place, known, renewals.unique_id, completeStages(renewals.stages), renewalDeals)
  const busy = new Set([...salesDeals, ...renewalDeals].map(({ contact }) => contact))
  people
    .filter(({ name: [, last] }) => !busy.has(last))
    .forEach(({ name: [, last] }, index) => {
      const step = smallTalk[index % smallTalk.length]
      if (index % 2 === 0 && step !== undefined) plantStep(place, step, { contact: known.get(last), days: 3 + index * 2, by: index })
    })
}

function plantCompanies(place: Place): Map<string, string> {
  const planted = customers.map(({ domain, ...company }, index) => {
    const given = { ...company, website: `https://${domain}`, email: `office@${domain}`, phone: `+44 20 7946 0${100 + index}` }
    const beside = { status: index === customers.length - 1 ? 'archived' : 'active', created_at: daysAgo(place, 400 - index * 20) }
    return [domain, createRow(place, companies, { ...given, tax_id: `GB ${410_200_000 + index * 7919}` }, beside).unique_id] as const
  })
  return new Map(planted)
}

function plantPeople(place: Place, accounts: ReadonlyMap<string, string>): Map<string, Known> {
  const planted = people.map((person, index): [string, Known] => {
    const account_id = person.at === null ? null : (accounts.get(person.at) ?? null)
    const given = { ...cardOf(person, index), account_id }
    const beside = { status: statusOf(index), created_at: daysAgo(place, 190 - index * 3) }
    return [person.name[1], { id: createRow(place, contacts, given, beside).unique_id, account_id }]
  })
  return new Map(planted)
}

function cardOf({ name: [first_name, last_name], title, at, tags }: Person, index: number): object {
  const email = `${first_name}.${last_name}@${at ?? 'post.example'}`.toLowerCase()
  return { first_name, last_name, title, tags, email, phone: `+44 7700 900${100 + index}` }
}

function statusOf(index: number): string {
  if (index === people.length - 1) return 'trash'
  return index === 36 || index === 54 ? 'archived' : 'active'
}

function plantDeals(
  place: Place,
  known: ReadonlyMap<string, Known>,
  pipeline_id: string,
  stages: readonly Stage[],
  seeded: readonly SeededDeal[],
): void {
  seeded.forEach(({ name, contact: last, value, stage: key, age, closes }, index) => {
    const at = stages.findIndex((stage) => stage.key === key)
    const stage = stages[at]
    const contact = known.get(last)
    if (stage === undefined || contact === undefined) throw new Error(`The seeded deal ${name} leads nowhere`)
    const close_date = daysAgo(place, -closes).slice(0, 'YYYY-MM-DD'.length)
    const whose = { account_id: contact.account_id, contact_id: contact.id, owner_unique_id: sellers[index % 2] }
    const given = { ...whose, name, value, close_date, pipeline_id, stage: key, probability: stage.probability }
    const { unique_id } = createRow(place, deals, given, { status: statusIn(stage), created_at: daysAgo(place, age) })
    const done = dealSteps.slice(0, Math.min(dealSteps.length, 1 + 2 * Math.min(at, 3)))
    const pace = age / (done.length + 1)
    done.forEach((step, turn) => plantStep(place, step, { contact, deal: unique_id, days: age - pace * (turn + 1), by: index }))
  })
}

interface About {
  readonly contact: Known | undefined
  readonly deal?: string
  readonly days: number
  readonly by: number
}

function plantStep(place: Place, [touch_type, description, outcome]: Step, { contact, deal, days, by }: About): void {
  const touched_at = daysAgo(place, days)
  const given = { touch_type, description, outcome, touched_at, contact_id: contact?.id, opportunity_id: deal }
  createRow(place, activities, given, { user_unique_id: sellers[by % 2] ?? null, created_at: touched_at, updated_at: touched_at })
}

function daysAgo(place: Place, days: number): string {
  return instant(place.now() - days * day)
}
