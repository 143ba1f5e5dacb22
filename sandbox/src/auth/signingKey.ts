import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose'
import type { JSONWebKeySet, JWK } from 'jose'
import type { Database } from '../database/openDatabase.ts'

/** The pair that access tokens are signed with. */
export interface SigningKey {
  readonly kid: string
  readonly sign: CryptoKey
  readonly verify: CryptoKey
  /** The public half, as anybody may read it (RFC 7517). */
  readonly published: JSONWebKeySet
}

/**
 * The signing key of a database: the one it keeps, or a new one that it keeps from then on, so that tokens survive a restart.
 *
 * `given` is kept in place of a new one where there is none yet.
 *
 * @example
 * const key = await openSigningKey(database)
 */
export async function openSigningKey(database: Database, given?: JWK): Promise<SigningKey> {
  if (readKey(database) === undefined) {
    const jwk = given ?? (await exportJWK((await generateKeyPair('RS256', { extractable: true })).privateKey))
    // Another process may have been faster: the first one in the file is the key.
    database.run(
      'insert into signing_keys select ?, ? where not exists (select 1 from signing_keys)',
      await calculateJwkThumbprint(jwk),
      JSON.stringify(jwk),
    )
  }
  const kept = readKey(database)
  if (kept === undefined) throw new Error('The signing key could not be kept')
  // Written above as the JWK of an RSA key.
  const jwk = JSON.parse(kept.private_jwk) as JWK
  const { kty, n, e } = jwk
  if (kty === undefined || n === undefined || e === undefined) throw new Error('The signing key is no RSA key')
  const open: JWK = { kty, n, e, kid: kept.kid, alg: 'RS256', use: 'sig' }
  return { kid: kept.kid, sign: await importKey(jwk), verify: await importKey(open), published: { keys: [open] } }
}

function readKey(database: Database): { kid: string; private_jwk: string } | undefined {
  return database.get('select kid, private_jwk from signing_keys limit 1')
}

async function importKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, 'RS256')
  if (key instanceof Uint8Array) throw new Error('The signing key is no RSA key')
  return key
}
