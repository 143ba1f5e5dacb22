import type { PreinitializedWritableAtom } from 'nanostores'
import type { Client } from '../client/createClient.ts'
import type { Operation } from '../declare/index.ts'
import { fillPath } from '../wire/address.ts'
import { isBlockstateError } from '../wire/error.ts'
import type { BlockstateError } from '../wire/error.ts'
import type { Fields } from '../wire/request.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'
import { watchable } from './watchable.ts'

/** How a read keeps itself fresh. Where several ask for the same read, the shortest times hold. */
export interface ReadOptions {
  /** Milliseconds an answer counts as fresh: coming back to the page does not refetch it. Default 30,000. */
  readonly staleTime?: number
  /** Milliseconds between refetches while somebody watches and the page is visible. Default none. */
  readonly interval?: number
}

/** What every read store can do besides being watched. */
export interface Refetchable {
  /** Reads again now. Resolves when the store shows the outcome; the outcome stands in the store, so it never rejects. */
  refetch(): Promise<void>
}

/** What a kind of read adds to the machinery. */
export interface ReadPlan<State extends object> {
  readonly operation: Operation
  readonly input: Fields
  readonly initial: State
  readonly options: ReadOptions
  /** Reads; sets the store itself when it has something to show. */
  load(signal: AbortSignal): Promise<void>
  /** A load begins or is over without an outcome of its own. */
  fetching(state: State, fetching: boolean): State
  failed(state: State, error: BlockstateError): State
  /** Another user is at the keyboard: nothing of what was read may be shown again. */
  forget(): void
  /** Something is still under way that must not be dropped. */
  busy?(): boolean
  /** Starts following what it shows (the entity table); returns the undo. */
  follow(): () => void
}

/** The machinery's handle: its store, and how the plan moves it. */
export interface Read<State extends object> extends Refetchable {
  readonly $store: PreinitializedWritableAtom<State>
  /** Runs another load in the same flight lane (the next page): flags, errors and aborts as for a refetch. Joins one under way. */
  apart(load: (signal: AbortSignal) => Promise<void>): Promise<void>
  tighten(options: ReadOptions): void
}

/** Milliseconds a read nobody watches is kept: five minutes. */
const KEPT = 300_000

/**
 * The store for `key`: the one there is, or a new one. A store nobody watches is dropped after five minutes.
 *
 * @param make builds it, given what to call once it may be dropped
 *
 * @example
 * const store = shared(client, 'GET jarvis/entities?{}', () => make())
 */
export function shared<T extends { tighten(options: ReadOptions): void }>(client: Client, key: string, options: ReadOptions, make: () => T): T {
  // A key names one kind of store only: it begins with the kind that made it.
  const known = client.stores.get(key) as T | undefined
  const store = known ?? make()
  if (!known) client.stores.set(key, store)
  store.tighten(options)
  return store
}

/**
 * An input as it is now. A store outlives the object it was asked with, which may be changed: a reactive one in Vue or Svelte.
 *
 * @example
 * createQuery(client, key, operation, kept(input), options)
 */
export function kept(input: Fields): Fields {
  // Whatever a query string can carry, JSON can.
  return JSON.parse(JSON.stringify(input)) as Fields
}

/**
 * The store of a read nobody has asked for yet. It never changes, so that everybody who waits for an input shares one.
 *
 * @param kind and `actions` go together: what can be done to a read of that kind while there is nothing to read
 *
 * @example
 * if (input === null) return unasked(client, 'query', { status: 'pending', fetching: false }, { refetch: async () => {} })
 */
export function unasked<State extends object, Actions extends object>(
  client: Client,
  kind: string,
  state: State,
  actions: Actions,
): ActingStore<State, Actions> {
  const key = `${kind} of nothing`
  // A key names one kind of store only: it begins with the kind that made it.
  const known = client.stores.get(key) as ActingStore<State, Actions> | undefined
  if (known) return known
  const { $store } = watchable(client.platform, state, () => () => {})
  const store = acting($store, actions)
  client.stores.set(key, store)
  return store
}

/**
 * Everything reads have in common: fetch when first watched and when stale, one fetch at a time, again when a write landed meanwhile,
 * focus, reconnect, interval, reset with the session, and being dropped when nobody watches.
 *
 * @example
 * const read = createRead(client, key, { operation, input, initial, options, load, fetching, failed, follow })
 */
export function createRead<State extends object>(client: Client, key: string, plan: () => ReadPlan<State>): Read<State> {
  const { platform, scheduler } = client
  const { operation, input, initial, options, load, fetching, failed, follow, forget, busy } = plan()
  let staleTime = options.staleTime ?? 30_000
  let interval = options.interval ?? null
  let updatedAt = Number.NEGATIVE_INFINITY
  let flight: Promise<void> | null = null
  let again = false
  let abort = new AbortController()
  let unschedule: (() => void) | undefined
  let drop: (() => void) | undefined

  const run = async (first: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> => {
    try {
      let next = first
      do {
        again = false
        $store.set(fetching($store.value, true))
        const began = platform.now()
        await next(signal)
        if (!again && next === load) updatedAt = began
        next = load
      } while (again && !signal.aborted)
    } catch (error) {
      // An abort is nobody's news: whoever aborted has set the store already, or nobody watches.
      if (!signal.aborted) $store.set(failed($store.value, toError(error)))
    } finally {
      if (!signal.aborted) {
        flight = null
        $store.set(fetching($store.value, false))
      }
    }
  }
  const fetch = (first = load): Promise<void> => {
    if (flight) return flight
    // The flight stands before anything runs: a listener that refetches while told "fetching" must find it.
    const { promise, resolve, reject } = deferred()
    flight = promise
    run(first, abort.signal).then(resolve, reject)
    return promise
  }
  const halt = (): void => {
    abort.abort()
    abort = new AbortController()
    flight = null
  }
  const read = {
    path: fillPath(operation, input),
    watched: () => watched(),
    stale: () => platform.now() - updatedAt >= staleTime,
    expire: () => {
      updatedAt = Number.NEGATIVE_INFINITY
      again = flight !== null
    },
    refetch: () => void fetch(),
    reset: () => {
      halt()
      updatedAt = Number.NEGATIVE_INFINITY
      forget()
      $store.set(initial)
    },
    interval: () => interval,
  }
  const dropLater = (): void => {
    drop = platform.after(KEPT, () => {
      if (busy?.()) return dropLater()
      unschedule?.()
      unschedule = undefined
      client.stores.delete(key)
    })
  }
  const { $store, watched } = watchable(platform, initial, () => {
    drop?.()
    unschedule ??= scheduler.add(read)
    const unfollow = follow()
    // In a microtask: whoever starts watching while rendering must see the state it rendered with first.
    queueMicrotask(() => {
      if (watched() && read.stale()) void fetch()
      scheduler.watched(read)
    })
    return () => {
      unfollow()
      if (flight) {
        halt()
        $store.set(fetching($store.value, false))
      }
      queueMicrotask(() => scheduler.watched(read))
      dropLater()
    }
  })
  dropLater()
  return {
    $store,
    refetch: () => {
      read.expire()
      return fetch()
    },
    apart: (first) => fetch(first),
    tighten: (wanted) => {
      staleTime = Math.min(staleTime, wanted.staleTime ?? staleTime)
      if (wanted.interval === undefined || (interval !== null && interval <= wanted.interval)) return
      interval = wanted.interval
      scheduler.watched(read)
    },
  }
}

function toError(error: unknown): BlockstateError {
  if (isBlockstateError(error)) return error
  // Not an answer's fault but ours or a listener's: it must surface as what it is.
  throw error
}

function deferred(): { promise: Promise<void>; resolve: () => void; reject: (reason: unknown) => void } {
  let resolve: () => void = () => {}
  let reject: (reason: unknown) => void = () => {}
  const promise = new Promise<void>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
