import { FieldMapping, Lead, Opportunity, SyncJob } from '@blockstate/core/salesforce'
import { counted, stored } from '../database/table.ts'

export const leads = counted(Lead, 'salesforce_leads', 'Lead')
export const opportunities = counted(Opportunity, 'salesforce_opportunities', 'Opportunity')
export const mappings = stored(FieldMapping, 'salesforce_mappings', 'Mapping')
export const jobs = stored(SyncJob, 'salesforce_jobs', 'Sync Job')
