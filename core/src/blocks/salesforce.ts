// Salesforce: leads and opportunities, and the jobs that keep both sides in step.

export { Lead, listLeads, getLead, createLead, updateLead, convertLead } from './salesforce/leads.ts'
export { Opportunity, listOpportunities, getOpportunity, createOpportunity, updateOpportunityStage } from './salesforce/opportunities.ts'
export { SyncJob, syncContacts, syncLeads, syncOpportunities, getSyncStatus, listSyncJobs } from './salesforce/sync.ts'
export { FieldMapping, getMapping, configureMapping } from './salesforce/mappings.ts'
