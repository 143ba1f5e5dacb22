import type { PreinitializedWritableAtom, ReadableAtom } from 'nanostores'
import type { Client } from '../client/createClient.ts'
import { followChanges } from '../client/followChanges.ts'
import type { ScheduledRead } from '../client/scheduledRead.ts'
import { toError } from '../client/send.ts'
import { resourceOf } from '../client/target.ts'
import type { BlockstateError } from '../wire/error.ts'
import { fillPath } from '../wire/address.ts'
import { mayPass } from '../wire/mayPass.ts'
import type { Operation } from '../declare/index.ts'
import type { Fields } from '../wire/request.ts'
import type { ReadPlan } from './readPlan.ts'
import { tellSaved } from './tellSaved.ts'
import { watchable } from './watchable.ts'

/** How a read keeps itself fresh. Where several ask for the same read, the shortest times hold. */
export interface ReadOptions {
  /** Milliseconds an answer counts as fresh: coming back to the page does not refetch it. Default 30,000. */
  readonly staleTime?: number
  /** Milliseconds between refetches while somebody watches and the page is visible. Default none. */
  readonly interval?: number
  /**
   * What others change is shown as it happens, over a socket; while there is none, it is read every 15 s. Once asked for, by anybody who
   * watches, for all of them. Default false.
   */
  readonly live?: boolean
  /**
   * When the input changes, what was shown stays, marked `previous`, until the new input has an answer. Default false. Bindings do it;
   * without one it takes {@link keepPrevious}.
   */
  readonly keepPrevious?: boolean
}

/** What every read store can do besides being watched. */
export interface Refetchable {
  /** Reads again now. Resolves when the store shows the outcome; the outcome stands in the store, so it never rejects. */
  refetch(): Promise<void>
}

/** The machinery's handle: its store, and how the plan moves it. */
export interface Read<State extends object, Told extends object = State> extends Refetchable {
  readonly $store: Pick<PreinitializedWritableAtom<State>, keyof ReadableAtom<State> | 'value'>
  set(change: Partial<Told>): void
  /** Hears of these records too. For before they are shown: whoever is told of a row may change it at once. */
  hear(keys: readonly string[]): void
  /** Runs another load in the same lane (the next page): flags, errors and aborts as for a refetch. Joins one under way. */
  apart(load: (signal: AbortSignal) => Promise<void>): Promise<void>
  tighten(options: ReadOptions): void
}

/** Milliseconds a read nobody watches is kept: five minutes. */
const KEPT = 300_000

/** Milliseconds between reads of what should be live, while changes are not heard of. */
const UNHEARD = 15_000

/** Records beyond twice those shown that a read may hear of: a list that loads page after page goes through all of them now and then. */
const ROOM = 1_000

/**
 * Everything reads have in common: fetch when first watched and when stale, one fetch at a time, again when a write landed meanwhile,
 * again after a failure that may pass, focus, reconnect, interval, reset with the session, and being dropped after five minutes without
 * a watcher.
 *
 * @param input `null` for a read that asks for nothing
 *
 * @example
 * const read = createRead(client, key, operation, input, { initial, load, failed, forget })
 */
export function createRead<State extends { readonly fetching: boolean }, Told extends { readonly fetching: boolean } = State>(
  client: Client,
  key: string,
  operation: Operation,
  input: Fields | null,
  { initial, stateOf, load, failed, forget, keys, type, show, attend, busy, dump, restore }: ReadPlan<State, Told>,
): Read<State, Told> {
  const { scheduler, entities, stores, gate } = client
  const { now, after } = client.platform
  let staleTime = Infinity
  let interval: number | null = null
  /** Somebody wants to hear of changes; they are heard of. */
  let wantsLive = false
  let hears = false
  /** When what it shows was read, `-Infinity` for nothing; the same while it counts as fresh; and when it was last found wrong. */
  let knownAt = -Infinity
  let freshAt = -Infinity
  let wrongAt = -Infinity
  let failure: BlockstateError | null = null
  let failures = 0
  let flight: Promise<void> | null = null
  let again = false
  let abort = new AbortController()
  let unschedule: (() => void) | null = null
  const unwatch: (() => void)[] = []
  /** How many records it hears of, and how many those may become before the ones that are not shown any more are dropped. */
  let heard = 0
  let room = 0
  let keep: (() => void) | undefined
  let leave: (() => void) | undefined

  let told = initial
  // Where nothing makes a state of what is set, it is one.
  const state = (): State => stateOf?.(told) ?? (told as unknown as State)
  const set = (change: Partial<Told>): void => {
    told = { ...told, ...change }
    $store.set(state())
  }
  const idle = (): void => {
    flight = null
    // Every state has it; spreading a generic widens it.
    if (told.fetching) set({ fetching: false } as Partial<Told>)
  }
  const deafen = (): void => unwatch.splice(0).forEach((off) => off())
  const hear = (some: readonly string[]): void => {
    heard += some.length
    if (show && watched()) unwatch.push(entities.watch(some, show))
  }
  const follow = (): void => {
    deafen()
    heard = 0
    if (keys) hear(keys())
    room = 2 * heard + ROOM
    if (type && show && watched()) unwatch.push(entities.watchType(type, show))
  }
  const known = (at: number): void => {
    knownAt = freshAt = at
    failure = null
    failures = 0
  }
  const run = async (next: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> => {
    do {
      again = false
      const began = now()
      const whole = next === load
      try {
        await next(signal)
        if (signal.aborted) return
        // At once: where another read follows, rows of this one may change meanwhile. One page more of many has been heard of already.
        if (whole || heard > room) follow()
        if (whole && !again) known(began)
      } catch (reason) {
        // An abort is nobody's news: whoever aborted has set the store already, or nobody watches.
        if (signal.aborted) return
        const error = toError(reason, key)
        set(failed(error))
        if (whole) {
          failure = error
          failures = mayPass(error) ? failures + 1 : 0
          if (failures > 0) freshAt = -Infinity
        }
      }
      next = load
    } while (again)
    try {
      idle()
    } finally {
      // Whatever a listener of the store throws: its interval goes on.
      scheduler.settled(read)
    }
  }
  const rank = (): void => gate.rank(abort.signal, watched() ? (knownAt > -Infinity ? 1 : 0) : 2)
  const fetch = (first = load): Promise<void> => {
    if (!flight && input) {
      live()
      rank()
      flight = run(first, abort.signal)
      set({ fetching: true } as Partial<Told>)
    }
    return flight ?? Promise.resolve()
  }
  const halt = (): void => {
    abort.abort()
    abort = new AbortController()
    flight = null
  }
  const rhythmOf = (): number | null => (!wantsLive ? interval : hears ? null : Math.min(interval ?? UNHEARD, UNHEARD))
  const read: ScheduledRead = {
    key,
    path: input ? fillPath(operation, input) : '',
    watched: () => watched(),
    reading: () => flight !== null,
    stale: () => now() - freshAt >= Math.min(staleTime, rhythmOf() ?? Infinity),
    readAt: () => knownAt,
    shared: Boolean(dump && restore),
    rhythm: () => ({ interval: rhythmOf(), failures, retryAfter: failure?.retryAfter ?? null }),
    refused: () => failure !== null && failures === 0,
    keys: () => keys?.() ?? [],
    resource: resourceOf(operation),
    live: () => wantsLive,
    hears: (changes) => {
      if (changes === hears) return
      hears = changes
      scheduler.watched(read)
    },
    expire: () => {
      wrongAt = now()
      freshAt = -Infinity
      again = flight !== null
    },
    refetch: () => void fetch(),
    reset: () => {
      halt()
      known(-Infinity)
      forget()
      told = initial
      $store.set(state())
    },
    dump: () => (knownAt > -Infinity && dump ? { at: knownAt, saved: dump() } : null),
    restore: (saved, at, stale = false) => {
      // The first answer may take its time; until then an old one is better than none.
      const occupied = flight && !(stale && knownAt === -Infinity)
      if (occupied || at <= Math.max(knownAt, wrongAt) || !restore?.(saved, () => tellSaved(client, saved, at))) return false
      known(Math.min(at, now())) // another machine's clock may be ahead
      if (stale) freshAt = -Infinity
      live()
      follow()
      scheduler.watched(read)
      return true
    },
  }
  const drop = (): void => {
    if (busy?.()) return live()
    unschedule?.()
    unschedule = null
    read.reset()
    stores.delete(key)
  }
  /** It is used: the scheduler looks after it, for five minutes more where nobody watches. */
  const live = (): void => {
    if (input) unschedule ??= scheduler.add(read)
    keep?.()
    keep = watched() ? undefined : after(KEPT, drop)
  }
  const { $store, watched } = watchable(client.platform, state(), () => {
    // In a microtask: whoever starts watching while rendering must see the state it rendered with first.
    queueMicrotask(() => {
      if (!watched()) return
      live()
      rank()
      follow()
      if (freshAt > -Infinity) show?.()
      leave = attend?.()
      if (read.stale()) fetch()
      scheduler.watched(read)
    })
    return () => {
      leave?.()
      leave = undefined
      halt()
      idle()
      deafen()
      queueMicrotask(() => {
        live()
        scheduler.watched(read)
      })
    }
  })
  live()
  return {
    $store,
    set,
    hear,
    refetch: () => {
      read.expire()
      return fetch()
    },
    apart: fetch,
    tighten: (wanted) => {
      staleTime = Math.min(staleTime, wanted.staleTime ?? 30_000)
      if (input && knownAt === -Infinity) scheduler.asked(read)
      if (wanted.live && !wantsLive) {
        wantsLive = true
        scheduler.follow((one) => followChanges(client, one))
        scheduler.watched(read)
      }
      if (!wanted.interval || (interval && interval <= wanted.interval)) return
      interval = wanted.interval
      scheduler.watched(read)
    },
  }
}
