import { atom } from 'nanostores'
import type { ReadableAtom } from 'nanostores'
import { granted, isSpent, readSessionRecord, sessionOf } from '../model/session.ts'
import type { SessionRecord, SessionState, SessionUser } from '../model/session.ts'
import { BlockstateError } from '../wire/error.ts'
import type { Challenge, TokenGrant } from '../wire/tokens.ts'

/** Where a session survives a reload: `localStorage`, `sessionStorage`, or anything shaped like them. */
export interface SessionStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

/** Holds the tokens; nobody else sees them. */
export interface SessionKeeper {
  readonly $session: ReadableAtom<SessionState> & { readonly value: SessionState }
  /** Changes whenever another user, or none, is at the keyboard. Late answers of an earlier one are dropped by it. */
  epoch(): number
  /** Aborts when this epoch ends. */
  signal(): AbortSignal
  /** The token to send, renewed first where its life is over; `null` where nobody is signed in. */
  bearer(): Promise<string | null>
  /** The server refused this token: the newer one to try once. Throws `session_expired` where there is none to be had. */
  renewed(refused: string): Promise<string>
  /** A sign-in began, needs another step, failed, or brought tokens. */
  authenticating(): void
  challenge(challenge: Challenge): void
  failed(error: BlockstateError): void
  begin(grant: TokenGrant, user: SessionUser | null): void
  /** Who is signed in was read or changed. */
  tells(user: SessionUser): void
  /** Nobody is signed in any more. Returns the token there was, to tell the server with. */
  end(): string | null
}

/** The way to trade a refresh token for a new pair. Rejects with the server's refusal or with what kept it from answering. */
export type Refresh = (refreshToken: string) => Promise<TokenGrant>

/**
 * Keeps one client's session.
 *
 * However many calls meet a spent token, one refresh is under way and all wait for it; each call is then sent once more. Only a
 * definite refusal of the newest token (400, 401, 403) ends the session: offline, 429 and 5xx reject the calls and leave it alive.
 *
 * @param storageKey names the app and its API: a token of one never goes to another
 *
 * @example
 * const keeper = createSessionKeeper({ storage: localStorage, storageKey: 'blockstate:app@https://…', now: Date.now, refresh, turned })
 */
export function createSessionKeeper({
  storage,
  storageKey,
  now,
  refresh,
  turned,
}: {
  storage: SessionStorage | null
  storageKey: string
  now: () => number
  refresh: Refresh
  /** Called when an epoch ends, before anybody is told: forget what the old user saw. */
  turned: () => void
}): SessionKeeper {
  // A storage that is full or blocked throws: the session then lives as long as the page.
  const stored = <T>(use: (storage: SessionStorage) => T): T | null => {
    try {
      return storage && use(storage)
    } catch {
      return null
    }
  }
  let record = readSessionRecord(stored((kept) => kept.getItem(storageKey)))
  let epoch = 0
  let over = new AbortController()
  let flight: Promise<string> | null = null
  let before: SessionState = { status: 'anonymous' }
  // Its initial value is what a server without the storage shows, so that a page can be hydrated before it shows who is signed in.
  const $session = atom<SessionState>(before)
  $session.set(sessionOf(record))

  const keep = (next: SessionRecord | null): void => {
    record = next
    stored((kept) => (next ? kept.setItem(storageKey, JSON.stringify(next)) : kept.removeItem(storageKey)))
  }
  const nextEpoch = (why = new BlockstateError('aborted', 'The session ended or changed hands while this was under way.')): void => {
    epoch += 1
    over.abort(why)
    over = new AbortController()
    flight = null
    turned()
  }
  const expire = (cause: unknown): BlockstateError => {
    const error = new BlockstateError('session_expired', 'The session is over; sign in again.', { status: 401, cause })
    // A refusal that arrives after the session ended, by whatever way, ends no other.
    if (!record) return error
    keep(null)
    // The epoch turns before the state shows: whoever reacts to "expired" must not find the old user's data.
    nextEpoch(error)
    $session.set({ status: 'expired', error })
    return error
  }

  const renew = (): Promise<string> => {
    flight ??= (async () => {
      const began = epoch
      const refreshToken = record?.refreshToken ?? null
      if (refreshToken === null) throw expire(undefined)
      try {
        const grant = await refresh(refreshToken)
        if (began !== epoch) throw new BlockstateError('aborted', 'The session changed hands while its token was renewed.')
        keep(granted(record, grant, null, now()))
        $session.set(sessionOf(record))
        return grant.accessToken
      } catch (reason) {
        const refused = reason instanceof BlockstateError && [400, 401, 403].includes(reason.status)
        throw refused && began === epoch ? expire(reason) : reason
      } finally {
        if (began === epoch) flight = null
      }
    })()
    return flight
  }

  return {
    $session,
    epoch: () => epoch,
    signal: () => over.signal,
    bearer: async () => {
      if (!record) return null
      return isSpent(record, now()) && record.refreshToken !== null ? renew() : record.accessToken
    },
    renewed: async (refused) => {
      // Somebody else's refresh may have landed while this call was under way: then the newer token is already here.
      if (record && record.accessToken !== refused && !flight) return record.accessToken
      return renew()
    },
    authenticating: () => {
      if ($session.value.status !== 'authenticating') before = $session.value
      $session.set({ status: 'authenticating' })
    },
    challenge: (challenge) => {
      if (record) {
        keep(null)
        nextEpoch()
      }
      $session.set({ status: 'mfa_required', challenge })
    },
    failed: (error) => {
      if ($session.value?.status !== 'authenticating') return
      // A wrong code is tried again against the same challenge; a challenge the server calls over (422) is not.
      if (before.status === 'mfa_required' && error.status !== 422) $session.set({ ...before, error })
      else $session.set(record ? sessionOf(record) : { status: 'anonymous', error })
    },
    begin: (grant, user) => {
      nextEpoch()
      keep({ ...granted(null, grant, user, now()), generation: (record?.generation ?? 0) + 1 })
      $session.set(sessionOf(record))
    },
    tells: (user) => {
      if (!record || (record.user && record.user.unique_id !== user.unique_id)) return
      keep({ ...record, user: { ...record.user, ...user } })
      $session.set(sessionOf(record))
    },
    end: () => {
      const last = record?.accessToken ?? null
      keep(null)
      nextEpoch()
      $session.set({ status: 'anonymous' })
      return last
    },
  }
}
