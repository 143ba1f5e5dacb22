import { Contact, createContact, deleteContact, getContact, listContacts, recoverContact, updateContact } from '@blockstate/core/crm'
import { equalTo } from '../database/equalTo.ts'
import type { Place } from '../database/place.ts'
import { changeRow, createRow, findRow, notFound } from '../database/rows.ts'
import { nothing, record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { handle } from '../server/handle.ts'
import { refuse } from '../server/refusal.ts'
import { refuseFields } from '../server/refuseFields.ts'
import type { ListInput } from '../server/selectPage.ts'
import { unknownRecord } from '../server/unknownRecord.ts'
import { companies, contacts } from './tables.ts'

/** People. Who is deleted lies in the trash: still to be read, since deals and activities name them, but in no list unless asked for. */
export const contactHandlers = [
  handle(listContacts, (context, input) => {
    const { where, values } = equalTo({ status: input.status, account_id: input.account_id })
    const shown = asksForStatus(input) ? where : `${where} and status <> 'trash'`
    return answerPage(context, contacts, input, { search: ['full_name', 'email', 'title', 'phone'], where: shown, values })
  }),
  handle(getContact, (context, { id }) => record(Contact, findRow(context, contacts, id))),
  handle(createContact, (context, input) => {
    refuseFields(context, { account_id: unknownRecord(context, companies, input.account_id) })
    return record(Contact, createRow(context, contacts, input, { status: 'active' }))
  }),
  handle(updateContact, (context, input) =>
    context.database.transaction(() => {
      if (findRow(context, contacts, input.id).status === 'trash') {
        refuse(409, 'conflict', 'Contact Is in the Trash', `The contact ${input.id} was deleted; recover it before changing it.`)
      }
      refuseFields(context, { account_id: unknownRecord(context, companies, input.account_id) })
      return record(Contact, changeRow(context, contacts, input.id, input))
    }),
  ),
  handle(deleteContact, (context, { id }) =>
    context.database.transaction(() => {
      if (statusOf(context, id) === 'trash') notFound('Contact', id)
      changeRow(context, contacts, id, {}, { status: 'trash' })
      return nothing()
    }),
  ),
  handle(recoverContact, (context, { id }) =>
    context.database.transaction(() => {
      if (statusOf(context, id) === 'trash') changeRow(context, contacts, id, {}, { status: 'active' })
      return record(Contact, findRow(context, contacts, id))
    }),
  ),
]

function statusOf(place: Place, id: string): string {
  return findRow(place, contacts, id).status
}

function asksForStatus({ filter = {}, status }: ListInput & { readonly status?: string | undefined }): boolean {
  return status !== undefined || Object.keys(filter).some((name) => /^status(_\w+)?$/.test(name))
}
