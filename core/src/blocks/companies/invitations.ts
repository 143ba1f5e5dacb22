import { op, paged, patch, resource } from '../../declare/index.ts'

/** A mailed invitation into an organisation. */
export const Invitation = resource('invitation', {
  email: 'email',
  organization_id: 'uuid',
  role: 'admin|member|viewer?',
  message: 'string?',
  status: 'pending|accepted|declined|cancelled|expired!',
  inviter_id: 'uuid!?',
  sent_at: 'timestamp!?',
  expires_at: 'timestamp!?',
  accepted_at: 'timestamp|null!?',
  declined_at: 'timestamp|null!?',
  cancelled_at: 'timestamp|null!?',
})

export const listInvitations = op('GET companies/invitations', {
  about: 'Page through the invitations of the organisations one is an admin of',
  query: paged({ organization_id: 'uuid?', status: 'string?', search: 'string?' }),
  returns: [Invitation],
})
export const createInvitation = op('POST companies/invitations', {
  about: 'Mail an invitation into an organisation',
  body: Invitation,
  returns: Invitation,
  optimistic: false,
})
/** Not one of the 10 skills, like the two below: an invitation that nobody can answer or take back would be of no use. */
export const cancelInvitation = op('PUT companies/invitations/:id/cancel', {
  about: 'Take an invitation back',
  returns: Invitation,
  patches: patch(Invitation, () => ({ status: 'cancelled' })),
})
export const acceptInvitation = op('POST companies/invitations/accept', {
  about: 'Join an organisation with the token of a mailed invitation',
  body: { token: 'string' },
  returns: Invitation,
  stale: ['companies/companies', 'companies/team_members'],
})
export const declineInvitation = op('POST companies/invitations/decline', {
  about: 'Turn a mailed invitation down',
  body: { token: 'string' },
  returns: Invitation,
})
