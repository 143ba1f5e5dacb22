import type { SessionRecord } from '../model/session.ts'
import { coolFor } from '../model/sessionTabs.ts'
import { abortedBy, isBlockstateError } from '../wire/error.ts'
import type { BlockstateError } from '../wire/error.ts'
import type { TokenGrant } from '../wire/tokens.ts'
import { inTurn } from './inTurn.ts'
import type { Locks, Platform } from './platform.ts'

/** The way to trade a refresh token for a new pair. Rejects with the server's refusal or with what kept it from answering. */
export type Refresh = (refreshToken: string) => Promise<TokenGrant>

/** What a renewal needs of whoever keeps the session. */
export interface Renewable {
  /** The newest record there is, what other tabs stored included. */
  look(): SessionRecord | null
  /** The same, from a storage that has to be asked. */
  reload(): Promise<void>
  /** Aborts when the session ends or changes hands. */
  signal(): AbortSignal
  /** Stores the new tokens and tells of them. */
  renewed(grant: TokenGrant): void
  /** Ends the session. Returns the error that says so. */
  expire(cause: unknown): BlockstateError
}

export interface Renewal {
  /** Resolves with a newer access token. One trade is under way in a tab, and one in all tabs. */
  renew(): Promise<string>
  /** Newer tokens, or another session, are here: nobody needs to wait for the lock. */
  needless(): void
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
  /** Until when the refresh token is left alone after a failure, in milliseconds since 1970 by our clock. */
  coolUntil(): number
}

/** A failure so long ago, 10 min, says nothing of the next one. */
const FORGOTTEN = 600_000

/** How long a tab without a lock waits for another's newer tokens before it takes a refusal for its own: 1 s. */
const HEARSAY = 1_000

/**
 * Trades the refresh token of a session, which works once: one trade in a tab, and one in all tabs.
 *
 * The lock carries the generation in its name and is held only to look what is stored, trade, and store. Whoever waits for it meanwhile
 * takes over what the first one stores. A refusal (401; 400 and 403 where the API says why) ends the session only if nobody has stored
 * newer tokens; anything else leaves it alive, and the token alone for a while.
 *
 * @param locks resolves with the locks of all tabs, where there are any
 *
 * @example
 * const renewal = createRenewal({ platform, locks, refresh, session })
 */
export function createRenewal({
  platform,
  locks,
  refresh,
  session,
}: {
  platform: Platform
  locks: () => Promise<Locks | undefined>
  refresh: Refresh
  session: Renewable
}): Renewal {
  let flight: Promise<string> | null = null
  let waiting = new AbortController()
  let failed: { readonly token: string; readonly times: number; readonly until: number; readonly error: unknown } | null = null

  const trade = async (): Promise<string> => {
    const first = session.look()
    const over = session.signal()
    const current = (): SessionRecord => {
      const record = session.look()
      if (record && !over.aborted) return record
      throw abortedBy(over)
    }
    if (!first?.refreshToken) throw session.expire(undefined)
    if (failed?.token === first.refreshToken && platform.now() < failed.until) throw failed.error
    const all = await locks()
    /** Resolves with whether newer tokens were stored here. */
    const run = async (alone: boolean): Promise<boolean> => {
      await session.reload()
      const { generation, refreshToken } = current()
      const overtaken = (): boolean => current().generation > generation
      if (generation > first.generation || refreshToken === null) return false
      try {
        const grant = await refresh(refreshToken)
        await session.reload()
        if (!overtaken()) session.renewed(grant)
        await session.reload() // until it is stored, in a storage that takes its time
        return true
      } catch (reason) {
        const definite = isRefusal(reason)
        const certain = alone && all === platform.locks
        if (definite && !certain && platform.channel) await new Promise<void>((heard) => platform.after(HEARSAY, heard))
        await session.reload()
        if (overtaken()) return false
        if (definite) throw session.expire(reason)
        const again = failed?.token === refreshToken && platform.now() - failed.until < FORGOTTEN
        const times = again && failed ? failed.times + 1 : 1
        const asked = isBlockstateError(reason) ? reason.retryAfter : null
        failed = { token: refreshToken, times, until: platform.now() + coolFor(times, platform.random(), asked), error: reason }
        throw reason
      }
    }
    waiting = new AbortController()
    await inTurn(platform, all, `blockstate ${first.session} ${first.generation}`, waiting.signal, run)
    return current().accessToken
  }

  return {
    renew: () => {
      if (flight) return flight
      const mine = trade().finally(() => {
        if (flight === mine) flight = null
      })
      flight = mine
      return mine
    },
    needless: () => {
      // What is under way for a session that is over must not be taken for the next one's.
      flight = null
      waiting.abort()
    },
    idle: async () => {
      await flight?.catch(() => {}) // whoever asked for it hears
    },
    coolUntil: () => failed?.until ?? 0,
  }
}

/** Did the API itself say no? A portal or a firewall that answers 403 for it has no word in that. */
function isRefusal(reason: unknown): boolean {
  if (!isBlockstateError(reason)) return false
  return reason.status === 401 || (/^40[03]$/.test(`${reason.status}`) && reason.errors.length > 0)
}
