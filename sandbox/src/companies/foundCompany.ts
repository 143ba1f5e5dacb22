import type { Company } from '@blockstate/core/companies'
import type { RecordOf } from '@blockstate/core/describe'
import { digestSecret, newSecret } from '../auth/secret.ts'
import type { Place } from '../database/place.ts'
import { createRow } from '../database/rows.ts'
import { addMembership } from './memberships.ts'
import { companies, settings } from './tables.ts'

/** What an organisation is founded with. */
export interface NewCompany {
  readonly code: string
  readonly name: string
  readonly url_id: string
}

/**
 * Founds an organisation with the usual settings and its first owner. Its access key is in this answer and nowhere else: a digest is kept.
 *
 * @example
 * record(Company, foundCompany(context, input, context.user.unique_id))
 */
export function foundCompany(place: Place, given: NewCompany, ownerId: string): RecordOf<typeof Company> & { api_access_key: string } {
  const api_access_key = `pk_${newSecret()}`
  const usual = { auth_provider: '23blocks', preferred_language: 'en', status: 'active' }
  const schema_name = `company_${given.url_id.replaceAll('-', '_')}`
  const company = createRow(place, companies, { ...usual, ...given }, { schema_name, api_key_digest: digestSecret(api_access_key) })
  const { unique_id } = company
  const rules = { allow_public_signup: false, require_mfa: false, default_role: 'member', allowed_email_domains: [] }
  createRow(place, settings, { ...rules, session_timeout_minutes: 60 }, { unique_id })
  addMembership(place, { company_unique_id: unique_id, team_unique_id: null, user_unique_id: ownerId, role: 'owner' })
  return { ...company, api_access_key }
}
