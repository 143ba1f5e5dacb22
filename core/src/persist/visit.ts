import type { Client } from '../client/createClient.ts'
import type { ReadKeeper } from '../client/scheduledRead.ts'
import { writesOf } from '../client/writes.ts'
import type { BlockstateError } from '../wire/error.ts'
import { keepReads } from './keptReads.ts'
import type { KeepReadsOptions } from './keptReads.ts'
import { keepWrites } from './keptWrites.ts'
import type { NamedOperations } from './keptWrites.ts'
import { tabOf } from './place.ts'
import type { Place } from './place.ts'
import type { Entry, Shelf } from './shelf.ts'
import { lockHeld } from './tabLock.ts'

/** Milliseconds after which a tab that keeps its lock is taken to be alive: what it did not send, it will. */
const ALIVE = 200

/** Milliseconds after which nothing waits for a storage any more: some browsers never answer. */
const PATIENCE = 5_000

/** One user's time at the keyboard, as far as it is kept. */
export interface Visit extends ReadKeeper {
  /** What was kept is shown, and what was left is in the queue. */
  readonly opened: Promise<void>
  /** Stores what was read since. */
  save(): void
  /** Removes the kept reads. */
  clear(): void
  /** Stores nothing more; what is stored stays. */
  stop(): void
  /** The user is gone, and all that was kept of them goes. Resolves when it has gone. */
  end(): Promise<void>
  /** Lets reads go where a write has no room. */
  makeRoom(key: string): readonly string[]
}

export interface VisitOptions extends KeepReadsOptions {
  readonly operations: NamedOperations
}

/**
 * Opens what is kept of a user: shows it, takes in what was left unsent, and keeps what comes.
 *
 * Each tab stores its writes under a name of its own and holds a lock of that name. What stands under a name whose lock is free was left
 * by a tab that is no more, and is taken over where it stands; the lock is then held for as long as this visit lasts.
 *
 * @param foreign ids of writes in the queue that are an earlier user's
 * @param before resolves when what another user left is gone
 *
 * @example
 * const visit = openVisit(client, shelf, place, new Set(), Promise.resolve(), options, failed)
 */
export function openVisit(
  client: Client,
  shelf: Shelf,
  place: Place,
  foreign: ReadonlySet<string>,
  before: Promise<void>,
  { operations, ...options }: VisitOptions,
  failed: (error: BlockstateError) => void,
): Visit {
  const { platform, scheduler } = client
  const over = new AbortController()
  const locks = new AbortController()
  const tab = client.mint()
  const reads = keepReads(shelf, place.user, platform.now, options)
  const writes = keepWrites(client, shelf, { user: place.user, tab, operations, foreign, failed })
  /** What tabs that are no more have left, until all are asked. */
  let left: Entry[] | null = []

  /** Waits for something, but not for ever. */
  const within = (ms: number, work: Promise<unknown>): Promise<void> =>
    new Promise((go) => {
      const stopWaiting = platform.after(ms, go)
      void work.then(() => {
        stopWaiting()
        go()
      })
    })
  const held = (name: string): Promise<boolean> => lockHeld(platform.locks, `blockstate ${name}`, locks.signal)
  const takeOver = async (name: string): Promise<void> => {
    if (!(await held(name))) return
    const entries = await shelf.read(await shelf.keys(name))
    if (over.signal.aborted) return
    if (left) left.push(...entries)
    else writes.adopt(entries)
  }
  /** In a browser another one's things are nobody's by now. What a tab that lives has not sent is its own affair. */
  const sweep = (keys: readonly string[]): void => {
    const names = new Map(keys.map((key) => [key, tabOf(place.app, key)]))
    for (const [key, name] of names) if (!name) shelf.remove(key)
    for (const name of new Set(names.values())) {
      if (!name) continue
      void held(name).then((free) => free && keys.filter((key) => key.startsWith(name)).forEach(shelf.remove))
    }
  }
  const open = async (): Promise<void> => {
    await before
    const mine = await held(`${place.user}w:${tab}:`)
    const personal = await shelf.personal()
    const keys = await shelf.keys(personal ? place.app : place.user)
    if (!mine || over.signal.aborted) return
    const own = keys.filter((key) => key.startsWith(place.user))
    const others = keys.filter((key) => !key.startsWith(place.user))
    const saved = await shelf.read(own.filter((key) => !tabOf(place.app, key)))
    if (over.signal.aborted) return
    reads.load(writes.done.load(saved))
    for (const read of scheduler.reads()) reads.offer(read)
    const tabs = new Set(own.flatMap((key) => tabOf(place.app, key) ?? []))
    await within(ALIVE, Promise.all([...tabs].map(takeOver)))
    if (over.signal.aborted) return
    writes.adopt(left ?? [])
    left = null
    writes.follow()
    sweep(others)
  }
  const opened = within(PATIENCE, open())
  const ungate = writesOf(client).noteFirst(() => within(PATIENCE, shelf.done()), opened)
  const close = (): void => {
    over.abort()
    writes.stop()
    ungate()
  }
  return {
    opened,
    asked: (read) => reads.offer(read),
    settled: (read) => reads.ended(read),
    save: () => {
      reads.save()
      writes.done.prune(reads.oldest())
    },
    clear: () => reads.give().forEach(shelf.remove),
    stop: () => {
      close()
      void shelf.done().then(() => locks.abort())
    },
    end: async () => {
      close()
      for (const key of [...reads.give(), ...writes.places()]) shelf.remove(key)
      await before
      await shelf.done()
      const rest = await shelf.keys(place.user)
      rest.forEach(shelf.remove)
      await shelf.done()
      locks.abort()
    },
    makeRoom: (key) => (tabOf(place.app, key) ? reads.give() : []),
  }
}
