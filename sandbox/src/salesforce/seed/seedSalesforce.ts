import { contacts } from '../../crm/tables.ts'
import type { Place } from '../../database/place.ts'
import { changeRow, createRow, instant, listRows } from '../../database/rows.ts'
import { readLocal } from '../localSide.ts'
import type { ObjectType } from '../objectTypes.ts'
import { inStage } from '../stages.ts'
import { writeOrg } from '../standInOrg.ts'
import { pace, planJob, workUp } from '../syncJobs.ts'
import { leads, opportunities } from '../tables.ts'
import { linkOf } from '../links.ts'
import { orgOnly, seededLeads, seededOpportunities } from './rows.ts'

const day = 86_400_000

/**
 * Plants the demo data of Salesforce: leads, opportunities, an org that the CRM's contacts were pushed into three weeks ago, and what
 * both sides have changed since. The next synchronisation of contacts has something to push, to pull, to refuse, and a conflict.
 *
 * @example
 * database.transaction(() => seedSalesforce({ database, tenant: 'demo', now: Date.now, mint: randomUUID }))
 */
export function seedSalesforce(place: Place): void {
  plantSales(place)
  sync(place, 'contacts', 21)
  sync(place, 'leads', 10)
  sync(place, 'opportunities', 9)
  changeBothSides(place)
}

function plantSales(place: Place): void {
  seededLeads.forEach((lead, index) => {
    const email = `${lead.name.toLowerCase().replace(' ', '.')}@post.example`
    const probability = { new: 5, contacted: 15, qualified: 35, proposal: 55, negotiation: 75 }[lead.stage]
    createRow(place, leads, { ...lead, email, probability }, { created_at: instant(place.now() - (40 - index) * day) })
  })
  seededOpportunities.forEach(({ closes, stage, ...sale }, index) => {
    const close_date = closes === null ? null : instant(place.now() + closes * day).slice(0, 'YYYY-MM-DD'.length)
    const { status, ...standing } = inStage(stage)
    const created_at = instant(place.now() - (50 - index * 2) * day)
    createRow(place, opportunities, { ...sale, ...standing, close_date }, { status, created_at })
  })
}

/** Runs a job to its end, so many days ago. */
function sync(place: Place, type: ObjectType, daysAgo: number): void {
  const began = place.now() - daysAgo * day
  const id = planJob({ ...place, now: () => began }, type, { direction: 'push' })
  const rows = type === 'contacts' ? listRows(place, contacts, {}).length : seededLeads.length
  workUp({ ...place, now: () => began + pace.start + rows * pace.row }, id)
}

function changeBothSides(place: Place): void {
  const [yesterday, before] = [1, 2].map((days): Place => ({ ...place, now: () => place.now() - days * day }))
  if (yesterday === undefined || before === undefined) return
  for (const fields of orgOnly) writeOrg(before, 'contacts', null, fields)
  listRows(place, contacts, { status: 'active' })
    .slice(0, 8)
    .forEach(({ unique_id }, index) => {
      const theirs = linkOf(place, 'contacts', unique_id)?.salesforce_id
      if (theirs === undefined || readLocal(place, 'contacts', unique_id) === undefined) return
      if (index < 5) writeOrg(before, 'contacts', theirs, { Phone: `+44 7700 9009${10 + index}` })
      if (index >= 4) changeRow(yesterday, contacts, unique_id, { phone: `+44 7700 9008${10 + index}` })
    })
}
