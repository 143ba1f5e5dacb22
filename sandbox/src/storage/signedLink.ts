import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Place } from '../database/place.ts'
import { refuse } from '../server/refusal.ts'
import type { LinkAddress } from './link.ts'

/** How long a link to stored bytes is good for, as the deployed API's do: an hour. */
const lifetime = 3_600_000

/** The secrets that links are signed with, one for each tenant, made with its first link. */
export const signedLinkMigrations: readonly string[] = ['create table link_secrets (tenant text primary key, secret text not null)']

/**
 * A link that carries its own leave for an hour: `expires` and a `signature` over both (HMAC-SHA256). `path` begins with a slash.
 *
 * @example
 * signedLink(context, `/v1/files/content/${encodeURIComponent(context.tenant)}/${key}`)
 */
export function signedLink(place: Place & { readonly origin: string }, path: string): string {
  const expires = String(place.now() + lifetime)
  return `${place.origin}${path}?${new URLSearchParams({ expires, signature: signatureOf(place, path, expires) })}`
}

/**
 * Refuses a link that was not signed here (403 `bad_signature`) or whose hour is over (410 `link_expired`).
 *
 * @example
 * checkSignedLink(place, address)
 */
export function checkSignedLink(place: Place, { path, query }: LinkAddress): void {
  const expires = query.get('expires') ?? ''
  const expected = Buffer.from(signatureOf(place, path, expires))
  const given = Buffer.from(query.get('signature') ?? '')
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    refuse(403, 'bad_signature', 'Bad signature', 'This link was not made here, or was changed; read the record again for a new one.')
  if (Number(expires) <= place.now())
    refuse(410, 'link_expired', 'Link expired', 'This link was good for an hour; read the record again for a new one.')
}

function signatureOf({ database, tenant, mint }: Place, path: string, expires: string): string {
  database.run('insert or ignore into link_secrets values (?, ?)', tenant, mint())
  const secret = database.get<{ secret: string }>('select secret from link_secrets where tenant = ?', tenant)?.secret ?? ''
  return createHmac('sha256', secret).update(`${tenant} ${path} ${expires}`).digest('base64url')
}
