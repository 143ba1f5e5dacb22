// The CRM, a resource a file. On the wire a company is an account, a deal an opportunity and an activity a touch.

export { Contact, listContacts, getContact, createContact, updateContact, deleteContact, recoverContact } from './crm/contacts.ts'
export { Company, listCompanies, getCompany, createCompany, updateCompany } from './crm/companies.ts'
export { Deal, listDeals, getDeal, createDeal, updateDealStage } from './crm/deals.ts'
export { Pipeline, listPipelines, getPipeline, createPipeline } from './crm/pipelines.ts'
export { Activity, listActivities, logActivity } from './crm/activities.ts'
