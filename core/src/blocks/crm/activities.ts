import { op, paged, resource } from '../../declare/index.ts'

/** Something that was done with a contact, for a deal, or both: one of them is named. `user_unique_id` is who recorded it. */
export const Activity = resource('touch', {
  contact_id: 'uuid|null?',
  opportunity_id: 'uuid|null?',
  touch_type: 'call|email|meeting|note',
  description: 'string?',
  touched_at: 'timestamp?',
  outcome: 'string?',
  user_unique_id: 'uuid!?',
  contact: 'ref|null!?',
})

export const listActivities = op('GET crm/touches', {
  about: 'Page through activities, of one contact or one deal where asked, the latest first',
  query: paged({ contact_id: 'uuid?', opportunity_id: 'uuid?', touch_type: 'string?', search: 'string?' }),
  returns: [Activity],
})
export const logActivity = op('POST crm/touches', {
  about: 'Record a call, a mail, a meeting or a note',
  body: Activity,
  returns: Activity,
})
