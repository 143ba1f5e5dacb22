import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

const bytes = 32

/**
 * The salted digest of a password: `scrypt:<salt>:<digest>`, both base64url. Node's own cost (N = 16384, r = 8, p = 1; RFC 7914).
 *
 * @example
 * await digestPassword('correct horse battery')
 */
export async function digestPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `scrypt:${salt.toString('base64url')}:${(await derive(password, salt)).toString('base64url')}`
}

/**
 * Whether a password is the one a digest was made of. Without a digest it takes as long and says no: an unknown address must not answer
 * sooner than a wrong password.
 *
 * @example
 * await isPassword('guess', user?.password_digest)
 */
export async function isPassword(password: string, digest: string | undefined): Promise<boolean> {
  const [, salt = '', expected = ''] = (digest ?? '').split(':')
  const derived = await derive(password, Buffer.from(salt, 'base64url'))
  const wanted = Buffer.from(expected, 'base64url')
  return wanted.length === bytes && timingSafeEqual(derived, wanted)
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // NFKC: the same password typed on two keyboards is the same password (RFC 8265).
    scrypt(password.normalize('NFKC'), salt, bytes, (error, key) => (error === null ? resolve(key) : reject(error)))
  })
}
