import { op, paged, resource } from '../../declare/index.ts'

/** A customer. `contacts` are the people who work there and are not in the trash. */
export const Company = resource('account', {
  name: 'string',
  tax_id: 'string?',
  industry: 'string?',
  website: 'url?',
  phone: 'string?',
  email: 'email?',
  address: 'string?',
  logo_url: 'url|null?',
  status: 'active|archived|trash!',
  contacts: 'ref[]!?',
})

export const listCompanies = op('GET crm/accounts', {
  about: 'Page through customer companies',
  query: paged({ status: 'string?', industry: 'string?', search: 'string?' }),
  returns: [Company],
})
export const getCompany = op('GET crm/accounts/:id', { about: 'Read one customer company and who works there', returns: Company })
export const createCompany = op('POST crm/accounts', { about: 'Add a customer company', body: Company, returns: Company })
export const updateCompany = op('PUT crm/accounts/:id', { about: 'Change fields of a customer company', body: Company, returns: Company })
