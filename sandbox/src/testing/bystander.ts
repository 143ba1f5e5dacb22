import { addUser } from '../auth/addUser.ts'
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
  const place = { database, tenant: appId, now, mint: () => id }
  return addUser(place, { email: `${id}@example.com`, first_name: 'By', last_name: 'Stander' })
}
