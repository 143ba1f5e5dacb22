import { Activity, Company, Contact, Deal, Pipeline } from '@blockstate/core/crm'
import { counted } from '../database/table.ts'

export const companies = counted(Company, 'crm_accounts', 'Company')
export const contacts = counted(Contact, 'crm_contacts', 'Contact')
export const pipelines = counted(Pipeline, 'crm_pipelines', 'Pipeline')
export const deals = counted(Deal, 'crm_deals', 'Deal')
export const activities = counted(Activity, 'crm_activities', 'Activity')
