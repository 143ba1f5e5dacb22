import { op, optional } from '../../declare/index.ts'
import { field, rules } from './fields.ts'

/** What a link opens: before the code is checked, only where the code is sent to. */
const opened = {
  verification_status: 'pending|verified',
  masked_email: 'string?',
  form_name: 'string?',
  status: 'pending|in_progress?',
  form_fields: optional([field]),
  validation_rules: optional(rules),
  responses: 'json?',
} as const

const kept = { message: 'string', instance_id: 'uuid' } as const

export const openPublicForm = op('GET forms/public', {
  about: 'Open a form by the token of a mailed link',
  auth: 'none',
  query: { token: 'string' },
  returns: opened,
})
export const sendFormCode = op('POST forms/public/send-otp', {
  about: 'Mail a code to the owner of the link',
  auth: 'none',
  query: { token: 'string' },
  returns: { message: 'string', masked_email: 'string', expires_in: 'integer', sent_count: 'integer' },
  optimistic: false,
})
export const verifyFormCode = op('POST forms/public/verify-otp', {
  about: 'Trade the mailed code for the form',
  auth: 'none',
  query: { token: 'string' },
  body: { code: 'string' },
  returns: opened,
  optimistic: false,
})
export const savePublicForm = op('PATCH forms/public', {
  about: 'Keep answers given by link without handing them in',
  auth: 'none',
  query: { token: 'string' },
  body: { responses: 'json' },
  returns: kept,
  optimistic: false,
})
export const submitPublicForm = op('POST forms/public', {
  about: 'Hand answers in by link; the link stops working',
  auth: 'none',
  query: { token: 'string' },
  body: { responses: 'json' },
  returns: kept,
  optimistic: false,
})
