import { getOrgSettings, OrgSettings, updateOrgSettings } from '@blockstate/core/companies'
import { changeRow, findRow } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import { outOfRange } from '../server/outOfRange.ts'
import { refuseFields } from '../server/refuseFields.ts'
import { requireRole } from './access.ts'
import { settings } from './tables.ts'

/** What organisations ask of their people. Every member may read it. */
export const settingsHandlers = [
  handle(getOrgSettings, (context, { id }) => {
    requireRole(context, id, 'viewer')
    return record(OrgSettings, findRow(context, settings, id))
  }),
  handle(updateOrgSettings, (context, { id, ...input }) =>
    context.database.transaction(() => {
      requireRole(context, id, 'admin')
      const domains = input.allowed_email_domains?.map((domain) => domain.toLowerCase())
      const mistakes = (domains ?? []).map((domain, at): [string, string | undefined] => [
        `allowed_email_domains/${at}`,
        /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain) ? undefined : 'must be a domain such as example.com',
      ])
      refuseFields(context, {
        session_timeout_minutes: outOfRange(input.session_timeout_minutes, 5, 43_200),
        ...Object.fromEntries(mistakes),
      })
      return record(OrgSettings, changeRow(context, settings, id, { ...input, allowed_email_domains: domains }))
    }),
  ),
]
