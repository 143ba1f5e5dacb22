import { digestBackupCode } from '../auth/codes.ts'
import { emailKey } from '../auth/users.ts'
import type { Place } from '../database/place.ts'

/** The demo accounts of the tenant `demo`. Their ids are fixed, so that other seeds can belong to them. */
export const demoUsers = {
  ada: { unique_id: '5eed0000-0000-4000-8000-000000000ada', email: 'ada@example.com', first_name: 'Ada', last_name: 'Lovelace' },
  /** Signs in with MFA: codes come from {@link demoTotpSecret}. */
  grace: { unique_id: '5eed0000-0000-4000-8000-00000000face', email: 'grace@example.com', first_name: 'Grace', last_name: 'Hopper' },
} as const

/** The password of both demo accounts. */
export const demoPassword = 'correct horse battery'

/** Grace's TOTP secret (base32); any authenticator app takes it. */
export const demoTotpSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

/** One backup code of Grace's; it works once, until the next reset. */
export const demoBackupCode = 'GRACE234'

/** The digest of {@link demoPassword} with a fixed salt: deriving it anew at every start would cost a tenth of a second for nothing. */
const passwordDigest = 'scrypt:YmxvY2tzdGF0ZS1kZW1vIQ:UISE-308hYhPrk2abEFwQhNzqPi-nNP_vrXe7lmLe0E'

/**
 * Plants the demo accounts: Ada, and Grace with MFA on.
 *
 * @example
 * seedUsers({ database, tenant: 'demo', now: Date.now, mint: randomUUID })
 */
export function seedUsers({ database, tenant, now }: Place): void {
  const at = new Date(now()).toISOString()
  for (const user of Object.values(demoUsers)) {
    const secret = user === demoUsers.grace ? demoTotpSecret : null
    database.run(
      `insert into users (unique_id, tenant, email, email_key, password_digest, first_name, last_name, status, email_verified, role,
         mfa_enabled, mfa_secret, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, 'active', 1, 'user', ?, ?, ?, ?)`,
      user.unique_id,
      tenant,
      user.email,
      emailKey(user.email),
      passwordDigest,
      user.first_name,
      user.last_name,
      secret === null ? 0 : 1,
      secret,
      at,
      at,
    )
  }
  const grace = demoUsers.grace.unique_id
  database.run('insert into backup_codes values (?, ?, ?, 0)', tenant, grace, digestBackupCode(grace, demoBackupCode))
}
