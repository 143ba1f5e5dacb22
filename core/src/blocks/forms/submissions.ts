import { op, paged, resource } from '../../declare/index.ts'

/**
 * One person's answers to a form, given or still awaited. `responses` stand by field position: `null` where nothing is answered, the
 * number of the option for select and radio, several numbers for checkbox, the value itself otherwise. `token`, the secret of the
 * mailed link, is told once, by the answer that makes it.
 */
export const Submission = resource('app_form_instance', {
  status: 'pending|in_progress|completed|cancelled!',
  assigned_to_email: 'email|null?',
  assigned_to_name: 'string|null?',
  assigned_to_unique_id: 'uuid|null?',
  assigned_by_unique_id: 'uuid!?',
  responses: 'json?',
  calculated_scores: 'json!?',
  score: 'number|null!?',
  metadata: 'json{}?',
  expires_at: 'timestamp|null?',
  started_at: 'timestamp|null!?',
  completed_at: 'timestamp|null!?',
  magic_link_sent_at: 'timestamp|null!?',
  magic_link_sent_count: 'integer!?',
  token: 'string!?',
  form: 'ref!?',
  form_schema_version: 'ref!?',
})

export const listSubmissions = op('GET forms/forms/:form_unique_id/instances', {
  about: 'Page through the answers to a form',
  query: paged({ status: 'string?', assigned_to: 'string?', search: 'string?' }),
  returns: [Submission],
})
export const getSubmission = op('GET forms/forms/:form_unique_id/instances/:unique_id', {
  about: 'Read one submission, with the version of the form that it answers',
  returns: Submission,
})
export const createSubmission = op('POST forms/forms/:form_unique_id/instances', {
  about: 'Ask somebody to fill a form in; with responses, hand in at once',
  body: Submission,
  returns: Submission,
  optimistic: false,
  stale: ['forms/forms/:form_unique_id/analytics', 'forms/forms/:form_unique_id/instances/export'],
})
export const updateSubmission = op('PUT forms/forms/:form_unique_id/instances/:unique_id', {
  about: 'Keep answers without handing them in',
  root: 'app_form_instance',
  body: { responses: 'json?', metadata: 'json{}?' },
  returns: Submission,
  stale: ['forms/forms/:form_unique_id/analytics'],
})
export const submitForm = op('POST forms/forms/:form_unique_id/instances/:unique_id/submit', {
  about: 'Hand answers in: they are checked, scored, and then stand',
  root: 'app_form_instance',
  body: { responses: 'json?' },
  returns: Submission,
  optimistic: false,
  stale: ['forms/forms/:form_unique_id/analytics'],
})
export const cancelSubmission = op('POST forms/forms/:form_unique_id/instances/:unique_id/cancel', {
  about: 'Ask for the answers no longer; the link stops working',
  returns: Submission,
  optimistic: false,
  stale: ['forms/forms/:form_unique_id/analytics'],
})
export const resendMagicLink = op('POST forms/forms/:form_unique_id/instances/:unique_id/resend_magic_link', {
  about: 'Mail a new link; the one before stops working',
  returns: { message: 'string', sent_to: 'email', sent_count: 'integer' },
  optimistic: false,
})
/** A browser that asks for `text/csv` is answered the file itself. */
export const exportSubmissions = op('GET forms/forms/:form_unique_id/instances/export', {
  about: 'Export all answers to a form as a CSV or JSON file',
  query: { format: 'csv|json?', status: 'string?' },
  returns: { file_name: 'string', content_type: 'string', content: 'string', rows_count: 'integer' },
})
