import { Activity, listActivities, logActivity } from '@blockstate/core/crm'
import { equalTo } from '../database/equalTo.ts'
import { createRow, findRow, instant } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { handle } from '../server/handle.ts'
import { refuseFields } from '../server/refuseFields.ts'
import { unknownRecord } from '../server/unknownRecord.ts'
import { activities, contacts, deals } from './tables.ts'

/** What was done with contacts and for deals. Who works on a deal works with its contact. */
export const activityHandlers = [
  handle(listActivities, (context, { contact_id, opportunity_id, touch_type, ...input }) =>
    answerPage(context, activities, input, {
      search: ['description', 'outcome'],
      sort: '-touched_at',
      ...equalTo({ contact_id, opportunity_id, touch_type }),
    }),
  ),
  handle(logActivity, (context, input) =>
    context.database.transaction(() => {
      const { contact_id = null, opportunity_id = null, touched_at = instant(context.now()) } = input
      const nobody = contact_id === null && opportunity_id === null
      refuseFields(context, {
        contact_id: nobody ? 'is required, or an opportunity_id' : unknownRecord(context, contacts, contact_id),
        opportunity_id: unknownRecord(context, deals, opportunity_id),
      })
      const met = contact_id ?? (opportunity_id === null ? null : (findRow(context, deals, opportunity_id).contact_id ?? null))
      const given = { ...input, contact_id: met, touched_at }
      return record(Activity, createRow(context, activities, given, { user_unique_id: context.user.unique_id }))
    }),
  ),
]
