import * as operations from '@blockstate/core/salesforce'
import type { Block } from '../server/block.ts'
import { leadHandlers } from './leadHandlers.ts'
import { mappingHandlers } from './mappingHandlers.ts'
import { opportunityHandlers } from './opportunityHandlers.ts'
import { salesforceSchema } from './schema.ts'
import { seedSalesforce } from './seed/seedSalesforce.ts'
import { syncHandlers } from './syncHandlers.ts'

const handlers = [...leadHandlers, ...opportunityHandlers, ...syncHandlers, ...mappingHandlers]

/** Leads, opportunities, and jobs that keep them and the CRM's contacts in step with a stand-in org. It needs the CRM beside it. */
export const salesforceBlock: Block = { name: 'salesforce', operations, handlers, migrations: salesforceSchema, seed: seedSalesforce }
