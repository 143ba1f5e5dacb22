import type { Place } from '../database/place.ts'
import { instant } from '../database/rows.ts'
import { emailKey } from './users.ts'

/** Who is added. */
export interface NewUser {
  readonly email: string
  readonly first_name: string
  readonly last_name: string
}

/**
 * Adds a user without a password, and answers their id: somebody whom others act upon, and who signs in by a mailed link or never. An
 * empty digest fits no password.
 *
 * @example
 * const alan = addUser(place, { email: 'alan@example.com', first_name: 'Alan', last_name: 'Turing' })
 */
export function addUser({ database, tenant, now, mint }: Omit<Place, 'bytes'>, { email, first_name, last_name }: NewUser): string {
  const id = mint()
  const at = instant(now())
  database.run(
    `insert into users (unique_id, tenant, email, email_key, password_digest, first_name, last_name, status, email_verified, role,
       mfa_enabled, mfa_secret, created_at, updated_at)
     values (?, ?, ?, ?, '', ?, ?, 'active', 1, 'user', 0, null, ?, ?)`,
    id,
    tenant,
    email,
    emailKey(email),
    first_name,
    last_name,
    at,
    at,
  )
  return id
}
