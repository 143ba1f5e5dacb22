import * as operations from '@blockstate/core/companies'
import type { Block } from '../server/block.ts'
import { companyHandlers } from './companyHandlers.ts'
import { invitationHandlers } from './invitationHandlers.ts'
import { memberHandlers } from './memberHandlers.ts'
import { companiesSchema } from './schema.ts'
import { seedCompanies } from './seed/seedCompanies.ts'
import { settingsHandlers } from './settingsHandlers.ts'
import { teamHandlers } from './teamHandlers.ts'

const handlers = [...companyHandlers, ...settingsHandlers, ...teamHandlers, ...memberHandlers, ...invitationHandlers]

/** Organisations: their teams, their people and what each may do, invitations, settings. */
export const companiesBlock: Block = { name: 'companies', operations, handlers, migrations: companiesSchema, seed: seedCompanies }
