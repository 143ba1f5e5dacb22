import { createHash, randomBytes } from 'node:crypto'

/**
 * A new secret of 256 bits, safe in URLs.
 *
 * @example
 * const token = newSecret()
 */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * What is stored of a secret. A plain hash will do: secrets are random, there is nothing to guess them by.
 *
 * @example
 * database.get('select * from refresh_tokens where tenant = ? and digest = ?', tenant, digestSecret(token))
 */
export function digestSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/**
 * A backup code: 8 upper-case signs, none of them easily taken for another.
 *
 * @example
 * newBackupCode() // 'K7QW2MTX'
 */
export function newBackupCode(): string {
  // 32 letters: a byte's lower five bits choose one without favour.
  return Array.from(randomBytes(8), (byte) => letters[byte % letters.length]).join('')
}
