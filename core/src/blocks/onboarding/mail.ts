import { op, optional, paged, resource } from '../../declare/index.ts'

/** A text for activation mails. `{{first_name}}`, `{{last_name}}`, `{{email}}`, `{{link}}` and names of the call's metadata are filled in. */
export const MailTemplate = resource('mail_template', {
  name: 'string',
  from_subject: 'string',
  template_text: 'string',
  from_name: 'string?',
  status: 'draft|published!',
  published_at: 'timestamp|null!?',
})

export const listMailTemplates = op('GET onboarding/mailtemplates', {
  about: 'Page through mail templates',
  query: paged({ status: 'string?', search: 'string?' }),
  returns: [MailTemplate],
})
export const createMailTemplate = op('POST onboarding/mailtemplates', {
  about: 'Write a mail template; it is a draft',
  body: MailTemplate,
  returns: MailTemplate,
  optimistic: false,
})
export const publishMailTemplate = op('PUT onboarding/mailtemplates/:unique_id/publish', {
  about: 'Let a mail template be sent',
  returns: MailTemplate,
  optimistic: false,
})
export const sendActivationEmail = op('POST onboarding/users/:unique_id/activation_email', {
  about: 'Mail a user a link that signs them in, with words of welcome or those of a published template',
  root: 'email',
  body: { template_unique_id: 'uuid?', metadata: 'json{}?' },
  returns: { message: 'string' },
  optimistic: false,
})

/** A read that is made with a POST; rates are percentages. */
export const getJourneyAnalytics = op('POST onboarding/reports/user_journeys/summary', {
  about: 'Read how many begin journeys, finish them, and how long it takes',
  root: 'report',
  body: {
    filters: optional({ onboarding_id: 'uuid?', started_after: 'timestamp?', started_before: 'timestamp?' }),
    group_by: 'status|onboarding_id|current_step?',
  },
  returns: {
    total_journeys: 'integer',
    active_journeys: 'integer',
    completed_journeys: 'integer',
    suspended_journeys: 'integer',
    completion_rate: 'number',
    average_completion_time_hours: 'number|null',
    average_steps_completed: 'number',
    breakdown: [{ key: 'string', journeys_count: 'integer' }],
  },
  reads: true,
})
