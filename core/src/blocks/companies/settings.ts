import { op, resource } from '../../declare/index.ts'

/** What an organisation asks of its people. It bears the organisation's id. An empty list of domains lets every address in. */
export const OrgSettings = resource('organization_settings', {
  allow_public_signup: 'boolean?',
  require_mfa: 'boolean?',
  default_role: 'admin|member|viewer?',
  session_timeout_minutes: 'integer?',
  allowed_email_domains: 'string[]?',
})

export const getOrgSettings = op('GET companies/companies/:id/settings', {
  about: 'Read the settings of an organisation, as its member',
  returns: OrgSettings,
})
/** Not one of the 10 skills: what can be read must be settable. */
export const updateOrgSettings = op('PUT companies/companies/:id/settings', {
  about: 'Change settings of an organisation, as its admin',
  body: OrgSettings,
  returns: OrgSettings,
})
