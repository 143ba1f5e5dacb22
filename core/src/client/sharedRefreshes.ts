import type { TokenGrant } from '../wire/tokens.ts'

/** Trades a refresh token, or hands out what another request got for it. */
export type SharedRefreshes = (refreshToken: string, refresh: () => Promise<TokenGrant>) => Promise<TokenGrant>

/** A browser that has sent requests with old cookies has sent the last of them after so long. */
const REMEMBERED = 30_000

/**
 * For a server that renders: requests of one browser arrive together, all with the same spent token, and it works once. The first of them
 * trades it, the others get what it got. Nothing else is shared, and only who holds a token gets its successor.
 *
 * @param now milliseconds; default the platform's clock
 *
 * @example
 * const refreshes = sharedRefreshes() // once, where the server starts
 * const client = createClient({ appId, storage: cookieStorage(request), refreshes }) // for each request
 */
export function sharedRefreshes(now: () => number = Date.now): SharedRefreshes {
  const traded = new Map<string, { readonly at: number; readonly grant: Promise<TokenGrant> }>()
  return (token, refresh) => {
    for (const [old, { at }] of traded) {
      if (now() - at < REMEMBERED) break // the oldest come first
      traded.delete(old)
    }
    const known = traded.get(token)
    if (known) return known.grant
    const grant = refresh()
    traded.set(token, { at: now(), grant })
    grant.catch(() => traded.delete(token)) // whoever asked hears; the next one tries anew
    return grant
  }
}
