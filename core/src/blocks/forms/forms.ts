import { op, optional, paged, patch, resource } from '../../declare/index.ts'
import { field, opening, rules, scoring } from './fields.ts'

/** A form. Its fields, rules and scoring are those of its published version. */
export const Form = resource('form', {
  name: 'string',
  form_type: 'landing|survey|appointment|subscription|referral|app_form',
  description: 'string?',
  form_url: 'url?',
  form_domain: 'string?',
  form_fields: optional([field]),
  validation_rules: optional(rules),
  scoring_rules: optional([scoring]),
  opening_hours: optional([opening]),
  slot_minutes: 'integer?',
  slot_capacity: 'integer?',
  require_otp_verification: 'boolean?',
  send_confirmation_mail: 'boolean?',
  mail_template: optional({ subject: 'string?', body: 'string?' }),
  send_admin_notification: 'boolean?',
  admin_notification_email: 'email?',
  success_url: 'url?',
  error_url: 'url?',
  status: 'active|deleted!',
  magic_link_enabled: 'boolean!?',
  magic_link_expires_at: 'timestamp|null!?',
  version_number: 'integer!?',
  submissions_count: 'integer!?',
})

/** What a form asked at one time. A submission is held to the version it was begun with. */
export const FormVersion = resource('form_schema_version', {
  version_number: 'integer!',
  status: 'published|archived!',
  form_fields: [field],
  validation_rules: optional(rules),
  scoring_rules: optional([scoring]),
  published_at: 'timestamp!',
})

export const listForms = op('GET forms/forms', {
  about: 'Page through forms',
  query: paged({ form_type: 'string?', search: 'string?' }),
  returns: [Form],
})
export const getForm = op('GET forms/forms/:unique_id', { about: 'Read one form with its fields and rules', returns: Form })
export const createForm = op('POST forms/forms', {
  about: 'Define a form; its fields become version 1',
  body: Form,
  returns: Form,
  optimistic: false,
})
export const updateForm = op('PUT forms/forms/:unique_id', {
  about: 'Change a form; changed fields or rules become its next version',
  body: Form,
  returns: Form,
  stale: ['forms/forms/:unique_id/versions', 'forms/appointments/:unique_id/slots'],
})
export const deleteForm = op('DELETE forms/forms/:unique_id', {
  about: 'Take a form away; its submissions can no longer be reached',
  removes: Form,
  stale: ['forms/appointments/:unique_id'],
})
export const listFormVersions = op('GET forms/forms/:form_unique_id/versions', {
  about: 'List what a form has asked, newest version first',
  returns: [FormVersion],
})
export const enableMagicLink = op('POST forms/forms/:unique_id/magic_link', {
  about: 'Let people open their submission of a form by a mailed link, or stop it',
  root: 'form',
  body: { enabled: 'boolean?', require_otp_verification: 'boolean?', expires_at: 'timestamp?' },
  returns: Form,
  patches: patch(Form, (_, { enabled }) => ({ magic_link_enabled: enabled !== false })),
})
export const getFormAnalytics = op('GET forms/forms/:unique_id/analytics', {
  about: 'Read how often a form was handed in, and how it was scored',
  query: { from: 'date?', to: 'date?', group_by: 'day|week|month?' },
  returns: {
    total_submissions: 'integer',
    completed: 'integer',
    in_progress: 'integer',
    cancelled: 'integer',
    completion_rate: 'number',
    average_score: 'number|null',
    score_distribution: [{ score: 'number', count: 'integer' }],
    submissions_by_day: [{ date: 'date', count: 'integer' }],
  },
})
