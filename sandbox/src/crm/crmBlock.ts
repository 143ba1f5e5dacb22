import * as operations from '@blockstate/core/crm'
import type { Block } from '../server/block.ts'
import { activityHandlers } from './activityHandlers.ts'
import { companyHandlers } from './companyHandlers.ts'
import { contactHandlers } from './contactHandlers.ts'
import { dealHandlers } from './dealHandlers.ts'
import { pipelineHandlers } from './pipelineHandlers.ts'
import { crmSchema } from './schema.ts'
import { seedCrm } from './seed/seedCrm.ts'

const handlers = [...contactHandlers, ...companyHandlers, ...dealHandlers, ...pipelineHandlers, ...activityHandlers]

/** The CRM: contacts, companies, deals in pipelines, and what was done with them. */
export const crmBlock: Block = { name: 'crm', operations, handlers, migrations: crmSchema, seed: seedCrm }
