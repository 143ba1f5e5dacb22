import { atom } from 'nanostores'
import type { ReadableAtom } from 'nanostores'
import { granted, isSpent, sessionOf } from '../model/session.ts'
import type { SessionRecord, SessionState, SessionUser } from '../model/session.ts'
import { sessionAfter, shownSession } from '../model/sessionAfter.ts'
import type { Session, SessionEvent, SignedIn } from '../model/sessionAfter.ts'
import { followOf } from '../model/sessionTabs.ts'
import { BlockstateError } from '../wire/error.ts'
import type { Challenge, TokenGrant } from '../wire/tokens.ts'
import type { Locks, Platform } from './platform.ts'
import { createRenewal } from './renewal.ts'
import type { Refresh } from './renewal.ts'
import { renewAhead } from './renewAhead.ts'
import { createServerClock } from './serverClock.ts'
import type { ServerClock } from './serverClock.ts'
import { openSessionLine } from './sessionLine.ts'
import { openStoredSession } from './sessionStorage.ts'
import type { SessionStorage } from './sessionStorage.ts'

/** Holds the tokens; nobody else sees them. */
export interface SessionKeeper {
  readonly $session: ReadableAtom<SessionState> & { readonly value: SessionState }
  readonly clock: ServerClock
  /** Does the server that renders the page read the same storage? */
  readonly rendered: boolean
  /**
   * Stands for whoever is at the keyboard, another one for each: it aborts when that is another user, or none. Late answers of an earlier
   * one are dropped by it.
   */
  signal(): AbortSignal
  /** The token to send, renewed first where its life is over; `null` where nobody is signed in. */
  bearer(): Promise<string | null>
  /** The server refused this token: the newer one to try once. Throws `session_expired` where there is none to be had. */
  renewed(refused: string): Promise<string>
  /** Whether the session that begins next outlives the tab. Throws `invalid_input` where the storage knows no such choice. */
  remember(long: boolean): void
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

export interface SessionKeeperOptions {
  readonly storage: SessionStorage | null
  /** Names the app and its API: a token of one never goes to another. */
  readonly storageKey: string
  /** Its timers go on after the client's end: a token that is being traded is spent, and its successor has to be stored. */
  readonly platform: Platform
  /** Aborts when the client is disposed of. */
  readonly over: AbortSignal
  readonly refresh: Refresh
  /** A text that nobody else makes: the name of a session. */
  readonly mint: () => string
  /** Called when an epoch ends, before anybody is told: forget what the old user saw. */
  readonly turned: () => void
}

/**
 * Keeps one client's session, in step with the other tabs of the app.
 *
 * What is stored counts: a tab looks there before it sends a token, and whenever another tells that something changed. However many calls
 * in however many tabs meet a spent token, it is traded once (renewal.ts).
 *
 * @example
 * const keeper = createSessionKeeper({ storage: localStorage, storageKey: 'blockstate:app@https://…', platform, over, refresh, mint, turned })
 */
export function createSessionKeeper({
  storage,
  storageKey,
  platform,
  over: disposed,
  refresh,
  mint,
  turned,
}: SessionKeeperOptions): SessionKeeper {
  const stored = openStoredSession(storage, storageKey)
  let record = stored.first
  const clock = createServerClock(platform.now, record?.skew)
  /** Sessions that are over. None of them comes back, whoever stores its tokens late. */
  const ended = new Set<string>()
  let over = new AbortController()
  const holds = (held: SessionRecord): SignedIn => sessionOf(held, clock.time().skew)
  let session: Session = record ? holds(record) : { status: 'anonymous' }
  // Its initial value is what the server showed, so that a page can be hydrated before it shows who is signed in.
  const rendered = storage?.extras?.rendered === true
  const $session = atom<SessionState>(rendered ? shownSession(session) : { status: 'anonymous' })
  $session.set(shownSession(session))
  /** The one way that the session changes. */
  const happened = (event: SessionEvent): void => {
    const next = sessionAfter(session, event)
    if (next === session) return
    session = next
    $session.set(shownSession(next))
  }

  const nextEpoch = (why = new BlockstateError('aborted', 'The session ended or changed hands while this was under way.')): void => {
    over.abort(why)
    over = new AbortController()
    renewal.needless()
    turned()
  }
  /** The session is over. The epoch turns before the state shows: whoever reacts to it must not find the old user's data. */
  const gone = (event: SessionEvent, why?: BlockstateError): void => {
    if (record) ended.add(record.session)
    record = null
    nextEpoch(why)
    happened(event)
  }
  /** It goes on with newer tokens or news of its user, or another one begins. */
  const hold = (next: SessionRecord, type: 'began' | 'renewed'): void => {
    record = next
    if (type === 'began') nextEpoch()
    happened({ type, session: holds(next) })
  }
  const take = (next: SessionRecord | null): void => {
    const follows = followOf(record, next, (session) => ended.has(session))
    if (follows === 'over') stored.write(null)
    if (follows === 'over' || follows === 'ended') {
      if (record) gone({ type: 'ended' })
    } else if (follows === 'older') stored.write(record)
    else if (next) {
      if (next.generation !== record?.generation) renewal.needless()
      hold(next, follows === 'changed' ? 'began' : 'renewed')
    }
  }
  const look = (): SessionRecord | null => {
    const news = stored.news()
    if (news !== undefined) take(news)
    return record
  }
  const keep = (next: SessionRecord, type: 'began' | 'renewed'): void => {
    stored.write(next)
    line.changed()
    hold(next, type)
  }
  const expiry = (cause?: unknown): BlockstateError =>
    new BlockstateError('session_expired', 'The session is over; sign in again.', { status: 401, cause })
  /** Ends the session for all tabs. */
  const end = (event: SessionEvent, why?: BlockstateError): void => {
    const last = record
    stored.write(null)
    gone(event, why)
    if (last) line.ended({ session: last.session, expired: event.type === 'expired' })
  }
  const expire = (cause: unknown): BlockstateError => {
    const error = expiry(cause)
    // A refusal that arrives after the session ended, by whatever way, ends no other.
    if (record) end({ type: 'expired', error }, error)
    return error
  }

  const line = openSessionLine(platform, storage, storageKey, {
    look,
    ended: ({ session: name, expired }) => {
      const mine = record?.session === name
      // The storage may have told already, which cannot say why.
      if (!mine && !(expired && ended.has(name) && session.status === 'anonymous')) return void ended.add(name)
      const error = expiry()
      const event: SessionEvent = expired ? { type: 'expired', error } : { type: 'ended' }
      if (mine) gone(event, expired ? error : undefined)
      else happened(event)
    },
  })
  /** Where a browser has no Web Locks (a page that is not secure), a lease in the storage that its tabs share. */
  const locks = async (): Promise<Locks | undefined> => {
    const { locks: web, channel } = platform
    if (web || !storage || !channel) return web
    const lease = await import('./storageLease.ts').catch(() => null) // a part that cannot be loaded: then each tab is on its own
    return lease?.storageLease(storage, platform, mint)
  }
  const reload = async (): Promise<void> => storage?.extras?.reload?.()
  const renewed = (grant: TokenGrant): void => {
    if (record) keep(granted(record, grant, null, clock.time()), 'renewed')
  }
  const renewal = createRenewal({ platform, locks, refresh, session: { look, reload, signal: () => over.signal, renewed, expire } })
  const stopAhead = platform.channel && renewAhead(platform, clock, { record: look, $session, renewal })
  disposed.addEventListener('abort', () => {
    stopAhead?.()
    void renewal.idle().then(line.close)
  })

  return {
    $session,
    clock,
    rendered,
    signal: () => over.signal,
    bearer: async () => {
      if (!look()) return null
      return record && isSpent(record, clock.time().now) && record.refreshToken !== null ? renewal.renew() : (record?.accessToken ?? null)
    },
    renewed: async (refused) => {
      // Another call's renewal, or another tab's, may have landed while this one was under way: then the newer token is already here.
      const newest = look()
      return newest && newest.accessToken !== refused ? newest.accessToken : renewal.renew()
    },
    remember: (long) => {
      const { remember } = storage?.extras ?? {}
      if (!remember) throw new BlockstateError('invalid_input', 'remember: this storage keeps every session alike; use rememberStorage.')
      remember(long)
    },
    authenticating: () => happened({ type: 'asked' }),
    challenge: (challenge) => {
      if (look()) end({ type: 'challenged', challenge })
      else happened({ type: 'challenged', challenge })
    },
    failed: (error) => happened({ type: 'refused', error }),
    begin: (grant, user) => {
      const generation = look()?.generation ?? 0
      if (record) ended.add(record.session)
      keep(granted({ session: mint(), generation }, grant, user, clock.time()), 'began')
    },
    tells: (user) => {
      if (!look() || !record || (record.user && record.user.unique_id !== user.unique_id)) return
      keep({ ...record, user: { ...record.user, ...user } }, 'renewed')
    },
    end: () => {
      const last = look()?.accessToken ?? null
      if (record || session.status !== 'anonymous') end({ type: 'ended' })
      return last
    },
  }
}
