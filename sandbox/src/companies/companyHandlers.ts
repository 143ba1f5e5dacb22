import { Company, createCompany, getCompany, listCompanies, updateCompany } from '@blockstate/core/companies'
import { allOf } from '../database/allOf.ts'
import { equalTo } from '../database/equalTo.ts'
import type { Place } from '../database/place.ts'
import { changeRow, findRow } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { handle } from '../server/handle.ts'
import { refuse } from '../server/refusal.ts'
import { refuseFields } from '../server/refuseFields.ts'
import { among, requireRole } from './access.ts'
import { foundCompany } from './foundCompany.ts'
import { companies } from './tables.ts'

/** Organisations. To those who are no members they are not there. */
export const companyHandlers = [
  handle(listCompanies, (context, input) =>
    answerPage(context, companies, input, {
      search: ['name', 'code', 'url_id', 'legal_name'],
      ...allOf(among(context, 'unique_id'), equalTo({ status: input.status })),
    }),
  ),
  handle(getCompany, (context, { url_id }) => {
    const id = idOf(context, url_id)
    requireRole(context, id, 'viewer')
    return record(Company, findRow(context, companies, id))
  }),
  handle(createCompany, (context, input) =>
    context.database.transaction(() => record(Company, foundCompany(context, checked(context, input), context.user.unique_id))),
  ),
  handle(updateCompany, (context, { id, ...input }) =>
    context.database.transaction(() => {
      requireRole(context, id, 'admin')
      return record(Company, changeRow(context, companies, id, checked(context, input, id)))
    }),
  ),
]

/** The company whose slug this is, or else whose id. Slugs in the form of an id are refused, so that none stands for another's. */
function idOf({ database, tenant }: Place, url_id: string): string {
  const sql = 'select unique_id from companies_companies where tenant = ? and url_id = ?'
  return database.get<{ unique_id: string }>(sql, tenant, url_id)?.unique_id ?? url_id
}

/** The fields given, the code in upper case; refuses a code or a slug that is misshapen (422) or taken (409). */
function checked<T extends { readonly code?: string | undefined; readonly url_id?: string | undefined }>(
  context: Place & { pointer(field: string): string },
  input: T,
  own = '',
): T {
  const code = input.code?.toUpperCase()
  const { url_id } = input
  const isSlug =
    url_id === undefined || (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(url_id) && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(url_id))
  refuseFields(context, {
    code: code === undefined || /^[A-Z0-9_-]{2,32}$/.test(code) ? undefined : 'must be 2 to 32 letters, digits, - or _',
    url_id: isSlug ? undefined : 'must be lower-case words and digits with - between them, and no UUID',
  })
  const sql = 'select code from companies_companies where tenant = ? and unique_id <> ? and (code = ? or url_id = ?)'
  const taken = context.database.get<{ code: string }>(sql, context.tenant, own, code ?? null, url_id ?? null)
  if (taken !== undefined) {
    const what = taken.code === code ? `code ${taken.code}` : `url_id ${url_id ?? ''}`
    refuse(409, 'conflict', 'Company Already Exists', `Another organisation has the ${what}; choose another one.`)
  }
  return code === undefined ? input : { ...input, code }
}
