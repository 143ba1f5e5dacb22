import type { SessionState } from '../model/session.ts'

/**
 * In whose name tabs agree: `null` while it is not known who is signed in.
 *
 * @param app the app and its API
 *
 * @example
 * scopeOf('app@https://api.23blocks.com/v1', client.session.value)
 */
export function scopeOf(app: string, session: SessionState): string | null {
  if (session.status === 'anonymous') return app
  return session.status === 'authenticated' && session.user ? `${app} ${session.user.unique_id}` : null
}
