import { convertLead, createLead, getLead, Lead, listLeads, Opportunity, updateLead } from '@blockstate/core/salesforce'
import type { RecordOf } from '@blockstate/core/describe'
import { contacts } from '../crm/tables.ts'
import { equalTo } from '../database/equalTo.ts'
import type { Place } from '../database/place.ts'
import { changeRow, createRow, findRow } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { handle } from '../server/handle.ts'
import { refuse } from '../server/refusal.ts'
import { refuseFields } from '../server/refuseFields.ts'
import { mistakesInSale } from './mistakesInSale.ts'
import { inStage } from './stages.ts'
import { leads, opportunities } from './tables.ts'

/** Leads, until they are lost or become opportunities. */
export const leadHandlers = [
  handle(listLeads, (context, { status, stage, ...input }) =>
    answerPage(context, leads, input, { search: ['name', 'email', 'source'], ...equalTo({ status, stage }) }),
  ),
  handle(getLead, (context, { id }) => record(Lead, findRow(context, leads, id))),
  handle(createLead, (context, input) => {
    refuseFields(context, { ...mistakesInSale(context, input), status: onlyByConversion(input.status) })
    const { stage = 'new', status = 'active' } = input
    return record(Lead, createRow(context, leads, { ...input, stage, status }))
  }),
  handle(updateLead, (context, { id, ...input }) =>
    context.database.transaction(() => {
      if (findRow(context, leads, id).status === 'converted') {
        refuse(409, 'conflict', 'Lead Is Converted', `The lead ${id} became an opportunity; change that one.`)
      }
      refuseFields(context, { ...mistakesInSale(context, input), status: onlyByConversion(input.status) })
      return record(Lead, changeRow(context, leads, id, input))
    }),
  ),
  handle(convertLead, (context, { id, ...input }) =>
    context.database.transaction(() => {
      const lead = findRow(context, leads, id)
      if (lead.status === 'converted' || lead.status === 'lost') {
        refuse(422, 'lead_closed', 'Lead Is Closed', `The lead ${id} is ${lead.status}; only an open one becomes an opportunity.`)
      }
      refuseFields(context, mistakesInSale(context, input))
      const account_id = input.account_id ?? lead.account_id ?? null
      const contact_id = lead.contact_id ?? contactFor(context, lead, account_id)
      const { opportunity_name: name = lead.name, close_date = null, stage } = input
      const { status, ...standing } = inStage(stage)
      const given = { name, account_id, contact_id, close_date, value: lead.value, ...standing }
      const opportunity = createRow(context, opportunities, given, { status, lead_id: id })
      changeRow(context, leads, id, { status: 'converted', contact_id, account_id })
      return record(Opportunity, opportunity)
    }),
  ),
]

function onlyByConversion(status: string | undefined): string | undefined {
  return status === 'converted' ? "cannot be 'converted': convert the lead" : undefined
}

/** The contact of the CRM with a lead's address, or a new one; `null` where the address is not known. */
function contactFor(place: Place, { name, email }: RecordOf<typeof Lead>, account_id: string | null): string | null {
  if (email === undefined) return null
  const sql = `select unique_id from crm_contacts where tenant = ? and lower(email) = ? and status <> 'trash' order by seq limit 1`
  const known = place.database.get<{ unique_id: string }>(sql, place.tenant, email.toLowerCase())
  if (known !== undefined) return known.unique_id
  const words = name.trim().split(/\s+/)
  const last_name = words.at(-1) ?? name
  const first_name = words.slice(0, -1).join(' ') || last_name
  return createRow(place, contacts, { first_name, last_name, email, account_id }, { status: 'active' }).unique_id
}
