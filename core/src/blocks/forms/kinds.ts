import { op, optional } from '../../declare/index.ts'
import { field, opening, rules, scoring } from './fields.ts'
import { Form } from './forms.ts'

export const createSurvey = op('POST forms/forms', {
  about: 'Define a survey, whose answers are scored',
  root: 'form',
  body: {
    form_type: '=survey',
    name: 'string',
    form_fields: [field],
    description: 'string?',
    form_url: 'url?',
    form_domain: 'string?',
    validation_rules: optional(rules),
    scoring_rules: optional([scoring]),
    require_otp_verification: 'boolean?',
    send_confirmation_mail: 'boolean?',
    mail_template: optional({ subject: 'string?', body: 'string?' }),
    send_admin_notification: 'boolean?',
    admin_notification_email: 'email?',
    success_url: 'url?',
    error_url: 'url?',
  },
  returns: Form,
  creates: Form,
  optimistic: false,
})
export const createAppointmentForm = op('POST forms/forms', {
  about: 'Define a form by which slots within opening hours are booked',
  root: 'form',
  body: {
    form_type: '=appointment',
    name: 'string',
    opening_hours: [opening],
    slot_minutes: 'integer?',
    slot_capacity: 'integer?',
    description: 'string?',
    form_url: 'url?',
    form_domain: 'string?',
    form_fields: optional([field]),
    validation_rules: optional(rules),
    require_otp_verification: 'boolean?',
    send_confirmation_mail: 'boolean?',
    mail_template: optional({ subject: 'string?', body: 'string?' }),
    send_admin_notification: 'boolean?',
    admin_notification_email: 'email?',
    success_url: 'url?',
    error_url: 'url?',
  },
  returns: Form,
  creates: Form,
  optimistic: false,
})
