import { User } from '@blockstate/core/auth'
import type { RecordOf } from '@blockstate/core/describe'
import { fromColumns } from '../database/fromColumns.ts'
import type { RequestContext } from '../server/context.ts'

/** A row of the table `users`. */
export interface UserRow {
  readonly unique_id: string
  readonly email: string
  readonly password_digest: string
  readonly first_name: string | null
  readonly last_name: string | null
  readonly status: string
  readonly role: string
  readonly mfa_enabled: number
  readonly mfa_secret: string | null
  readonly mfa_pending_secret: string | null
  readonly mfa_last_counter: number
}

type Where = Pick<RequestContext, 'database' | 'tenant'>

/**
 * The user with this id in the tenant.
 *
 * @example
 * readUser(context, context.user.unique_id)
 */
export function readUser({ database, tenant }: Where, id: string): UserRow | undefined {
  return database.get<UserRow>('select * from users where tenant = ? and unique_id = ?', tenant, id)
}

/**
 * The user behind a signed-in request. Throws where the row is gone: tokens of deleted users are refused before.
 *
 * @example
 * const user = signedInUser(context, context.user.unique_id)
 */
export function signedInUser(where: Where, id: string): UserRow {
  const user = readUser(where, id)
  if (user === undefined) throw new Error(`The signed-in user ${id} is gone`)
  return user
}

/**
 * The user with this address in the tenant; letter case does not matter.
 *
 * @example
 * findUser(context, 'Ada@Example.com')
 */
export function findUser({ database, tenant }: Where, email: string): UserRow | undefined {
  return database.get<UserRow>('select * from users where tenant = ? and email_key = ?', tenant, emailKey(email))
}

/**
 * What two spellings of one address have in common.
 *
 * @example
 * emailKey('Ada@Example.com') // 'ada@example.com'
 */
export function emailKey(email: string): string {
  return email.toLowerCase()
}

/**
 * A user as the API tells it: none of the columns that only auth may see.
 *
 * @example
 * return record(User, userRecord(row))
 */
export function userRecord(row: UserRow): RecordOf<typeof User> {
  return fromColumns(User, row)
}
