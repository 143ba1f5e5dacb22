import { Secret, TOTP } from 'otpauth'
import type { TokenContext } from './accessToken.ts'
import { digestSecret, newBackupCode } from './secret.ts'
import type { UserRow } from './users.ts'

const period = 30
const backupCodes = 10

/**
 * The one-time password generator of a secret (RFC 6238: SHA-1, 6 digits, 30 s), as authenticator apps expect it.
 *
 * @example
 * totpOf('JBSWY3DPEHPK3PXP', 'ada@example.com').toString() // 'otpauth://totp/…'
 */
export function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: 'Blockstate', label, algorithm: 'SHA1', digits: 6, period, secret: Secret.fromBase32(secret) })
}

/**
 * Whether a code is the user's current one, one period early or late allowed. It then counts as used: the same code, or an older one, is
 * refused from now on (RFC 6238, 5.2).
 *
 * @example
 * if (!isTotp(context, user, input.code)) refuse(401, …)
 */
export function isTotp({ database, tenant, now }: TokenContext, user: UserRow, code: string, secret = user.mfa_secret): boolean {
  if (secret === null || !/^\d{6}$/.test(code)) return false
  const timestamp = now()
  const delta = totpOf(secret, user.email).validate({ token: code, window: 1, timestamp })
  if (delta === null) return false
  const counter = Math.floor(timestamp / 1000 / period) + delta
  const fresh = 'update users set mfa_last_counter = ? where tenant = ? and unique_id = ? and mfa_last_counter < ?'
  return database.run(fresh, counter, tenant, user.unique_id, counter) === 1
}

/**
 * Whether a code is one of the user's backup codes. It is gone then: each works once. Letter case and dashes do not matter.
 *
 * @example
 * isBackupCode(context, user, 'K7QW2MTX')
 */
export function isBackupCode({ database, tenant }: TokenContext, user: UserRow, code: string): boolean {
  const digest = digestBackupCode(user.unique_id, code.toUpperCase().replace(/[\s-]/g, ''))
  return (
    database.run(
      'delete from backup_codes where tenant = ? and user_id = ? and digest = ? and pending = 0',
      tenant,
      user.unique_id,
      digest,
    ) === 1
  )
}

/**
 * Makes ten backup codes that work once the user has confirmed the secret; codes that were made and never confirmed are forgotten.
 *
 * @example
 * const codes = makeBackupCodes(context, user.unique_id)
 */
export function makeBackupCodes({ database, tenant }: TokenContext, userId: string): string[] {
  const codes = new Set<string>()
  while (codes.size < backupCodes) codes.add(newBackupCode())
  database.run('delete from backup_codes where tenant = ? and user_id = ? and pending = 1', tenant, userId)
  for (const code of codes) database.run('insert into backup_codes values (?, ?, ?, 1)', tenant, userId, digestBackupCode(userId, code))
  return [...codes]
}

/**
 * What is stored of a backup code. The user's id is its salt: codes are short, one table for all of them must not pay.
 *
 * @example
 * digestBackupCode(user.unique_id, 'K7QW2MTX')
 */
export function digestBackupCode(userId: string, code: string): string {
  return digestSecret(`${userId}:${code}`)
}
