import { Company, createCompany, getCompany, listCompanies, updateCompany } from '@blockstate/core/crm'
import { equalTo } from '../database/equalTo.ts'
import { changeRow, createRow, findRow } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { handle } from '../server/handle.ts'
import { companies } from './tables.ts'

/** Customer companies. */
export const companyHandlers = [
  handle(listCompanies, (context, input) =>
    answerPage(context, companies, input, {
      search: ['name', 'industry', 'email', 'tax_id'],
      ...equalTo({ status: input.status, industry: input.industry }),
    }),
  ),
  handle(getCompany, (context, { id }) => record(Company, findRow(context, companies, id))),
  handle(createCompany, (context, input) => record(Company, createRow(context, companies, input, { status: 'active' }))),
  handle(updateCompany, (context, input) => record(Company, changeRow(context, companies, input.id, input))),
]
