import type { Place } from '../database/place.ts'
import { instant } from '../database/rows.ts'
import type { Context, SignedIn } from '../server/context.ts'
import { refuse } from '../server/refusal.ts'

/** Who writes: what this block keeps of a user. */
export interface Writer {
  readonly unique_id: string
  readonly email: string
  readonly display_name: string
  readonly username?: string
  readonly bio?: string
}

/**
 * Keeps the signed-in user as an author under the name their account bears now, and answers their id. Whoever writes is registered by it.
 *
 * @example
 * createRow(context, comments, input, { user_id: registerAuthor(context) })
 */
export function registerAuthor({ user, ...place }: Context): string {
  return keepAuthor(place, { unique_id: user.unique_id, email: user.email, display_name: nameOf(user) })
}

/**
 * Keeps somebody as an author, or their new name; answers their id.
 *
 * @example
 * keepAuthor(place, { unique_id: 'u1', email: 'ada@example.com', display_name: 'Ada Lovelace', bio: 'Counts.' })
 */
export function keepAuthor({ database, tenant, now }: Place, { unique_id, email, display_name, username, bio }: Writer): string {
  const at = instant(now())
  database.run(
    `insert into content_identities (tenant, unique_id, email, username, display_name, bio, created_at, updated_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (tenant, unique_id) do update set display_name = excluded.display_name, email = excluded.email`,
    tenant,
    unique_id,
    email,
    username ?? email.split('@')[0] ?? email,
    display_name,
    bio ?? null,
    at,
    at,
  )
  return unique_id
}

/**
 * May this user change what somebody else owns? Owners and admins may.
 *
 * @example
 * owns(context.user, post.owner_id)
 */
export function owns(user: SignedIn, owner: string | undefined): boolean {
  return user.unique_id === owner || user.role === 'admin'
}

/**
 * Refuses with 403 who is neither the owner nor an admin.
 *
 * @example
 * ownersOnly(context.user, series.user_unique_id, 'Series', series.unique_id)
 */
export function ownersOnly(user: SignedIn, owner: string | undefined, called: string, id: string): void {
  if (owns(user, owner)) return
  refuse(403, 'forbidden', `Not Your ${called}`, `${called} ${id} belongs to somebody else; only its owner or an admin may do this.`)
}

function nameOf({ first_name, last_name, email }: SignedIn): string {
  const name = [first_name, last_name].filter((part) => part !== null && part !== '').join(' ')
  return name === '' ? (email.split('@')[0] ?? email) : name
}
