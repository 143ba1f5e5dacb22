import type { RequestContext } from '../server/context.ts'
import { refuse } from '../server/refusal.ts'
import { emailKey } from './users.ts'

const minute = 60_000
const most = 10

type Where = Pick<RequestContext, 'database' | 'tenant' | 'now'>

/**
 * Counts a try to guess the password of an address before it is checked, so that tries side by side are counted too.
 *
 * Refuses the eleventh within a minute with 429 and `Retry-After`, whether the password is right or not, whether the account exists or not.
 * A right password takes the tries back: see {@link forgetTries}.
 *
 * @example
 * countTry(context, input.email)
 */
export function countTry({ database, tenant, now }: Where, email: string): void {
  const at = now()
  const wait = database.transaction(() => {
    database.run('delete from login_tries where at <= ?', at - minute)
    const tries = database.get<{ count: number; first: number | null }>(
      'select count(*) as count, min(at) as first from login_tries where tenant = ? and email_key = ?',
      tenant,
      emailKey(email),
    )
    if (tries !== undefined && tries.count >= most) return Math.max(1, Math.ceil(((tries.first ?? at) + minute - at) / 1000))
    database.run('insert into login_tries values (?, ?, ?)', tenant, emailKey(email), at)
    return 0
  })
  if (wait > 0)
    refuse(429, 'too_many_tries', 'Too many tries', `Wait ${wait} s before trying this address again.`, { 'retry-after': String(wait) })
}

/**
 * Takes back the tries of an address, after the right password.
 *
 * @example
 * forgetTries(context, user.email)
 */
export function forgetTries({ database, tenant }: Where, email: string): void {
  database.run('delete from login_tries where tenant = ? and email_key = ?', tenant, emailKey(email))
}
