import { instant } from '../database/rows.ts'
import type { VirtualSandbox } from './virtualSandbox.ts'

/**
 * Adds a user who never signs in, and answers their id. Deriving a password takes a twentieth of a second, and those whom others only
 * act upon need none: for somebody with a token there is `newcomer`.
 *
 * @example
 * const owner = bystander(world, 'works')
 */
export function bystander({ sandbox: { database }, now }: VirtualSandbox, appId: string): string {
  const id = crypto.randomUUID()
  const at = instant(now())
  database.run(
    `insert into users (unique_id, tenant, email, email_key, password_digest, first_name, last_name, status, email_verified, role,
       mfa_enabled, mfa_secret, created_at, updated_at)
     values (?, ?, ?, ?, '', 'By', 'Stander', 'active', 1, 'user', 0, null, ?, ?)`,
    id,
    appId,
    `${id}@example.com`,
    `${id}@example.com`,
    at,
    at,
  )
  return id
}
