import { op, paged, patch, resource } from '../../declare/index.ts'

/** A person. `account_id` is the company they work for. */
export const Contact = resource('contact', {
  first_name: 'string',
  last_name: 'string',
  email: 'email',
  phone: 'string?',
  title: 'string?',
  account_id: 'uuid|null?',
  avatar_url: 'url|null?',
  tags: 'string[]?',
  status: 'active|archived|trash!',
  account: 'ref|null!?',
})

export const listContacts = op('GET crm/contacts', {
  about: 'Page through people; those in the trash only where their status is asked for',
  query: paged({ status: 'string?', account_id: 'uuid?', search: 'string?' }),
  returns: [Contact],
})
export const getContact = op('GET crm/contacts/:id', { about: 'Read one person', returns: Contact })
export const createContact = op('POST crm/contacts', {
  about: 'Add a person',
  body: Contact,
  returns: Contact,
  stale: ['crm/accounts'],
})
export const updateContact = op('PUT crm/contacts/:id', {
  about: 'Change fields of a person',
  body: Contact,
  returns: Contact,
  stale: ['crm/accounts'],
})
export const deleteContact = op('DELETE crm/contacts/:id', {
  about: 'Move a person to the trash',
  removes: Contact,
  stale: ['crm/accounts'],
})
/** Not one of the 15 skills: the way back out of the trash, as the official SDK has it. */
export const recoverContact = op('PUT crm/contacts/:id/recover', {
  about: 'Take a person out of the trash',
  returns: Contact,
  patches: patch(Contact, () => ({ status: 'active' })),
  stale: ['crm/accounts'],
})
