import { op, paged, resource } from '../../declare/index.ts'

/** An organisation. `api_access_key` is told once, in the answer that creates it. */
export const Company = resource('company', {
  code: 'string',
  name: 'string',
  url_id: 'string',
  auth_provider: '23blocks|auth0|cognito|okta?',
  preferred_domain: 'string?',
  preferred_language: 'string?',
  description: 'string?',
  legal_name: 'string?',
  tax_id: 'string?',
  industry: 'string?',
  website: 'url?',
  logo_url: 'url|null?',
  status: 'active|inactive?',
  schema_name: 'string!?',
  api_access_key: 'string!?',
})

export const listCompanies = op('GET companies/companies', {
  about: 'Page through the organisations one is a member of',
  query: paged({ status: 'string?', search: 'string?' }),
  returns: [Company],
})
export const getCompany = op('GET companies/companies/:url_id', {
  about: 'Read one organisation by its slug, or by its id',
  returns: Company,
})
export const createCompany = op('POST companies/companies', {
  about: 'Found an organisation and own it; its access key is told once',
  body: Company,
  returns: Company,
  optimistic: false,
})
export const updateCompany = op('PUT companies/companies/:id', {
  about: 'Change fields of an organisation, as its admin',
  body: Company,
  returns: Company,
})
