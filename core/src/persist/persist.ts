import { atom } from 'nanostores'
import type { ReadableAtom } from 'nanostores'
import type { Client } from '../client/createClient.ts'
import { writesOf } from '../client/writes.ts'
import type { BlockstateError } from '../wire/error.ts'
import type { NamedOperations } from './keptWrites.ts'
import { placeOf } from './place.ts'
import { createShelf } from './shelf.ts'
import type { PersistStorage } from './storage.ts'
import { openVisit } from './visit.ts'
import type { Visit } from './visit.ts'

export interface PersistOptions {
  /** Where it is kept. Default the browser's IndexedDB. */
  readonly storage?: PersistStorage
  /** The operations whose unsent writes are kept, by name: `{ ...crm, ...jarvis }`. A write of any other ends with the page. */
  readonly operations?: NamedOperations
  /** UTF-8 bytes of all kept reads together; the least recently used are dropped. Unsent writes do not count. Default 5,000,000. */
  readonly maxBytes?: number
  /** Milliseconds after which a kept read is not shown any more. Default seven days. */
  readonly maxAge?: number
  /** Your own: kept reads of another version are discarded. Unsent writes are not; an operation that is named no more drops its writes. */
  readonly version?: string
  /** Milliseconds between two times of storing what was read. Default 1,000. */
  readonly throttle?: number
  /** May the read at this filled path (`jarvis/entities/e1`) be kept? Default every one. */
  readonly reads?: (path: string) => boolean
}

/** How it stands with what is kept. After an error the app goes on, and what is kept may be incomplete. */
export interface PersistStatus {
  readonly status: 'restoring' | 'ready' | 'stopped'
  /** The last time the storage refused. */
  readonly error?: BlockstateError
}

export interface Persistence {
  readonly $status: ReadableAtom<PersistStatus> & { readonly value: PersistStatus }
  /** Resolves when what was kept of whoever is signed in is shown, and what was left unsent is in the queue. Never rejects. */
  readonly ready: Promise<void>
  /** Stores what was read since the last time. Resolves when all is stored. */
  flush(): Promise<void>
  /** Removes the kept reads of whoever is signed in. Unsent writes stay: `discard` them. */
  clear(): Promise<void>
  /** Stores nothing more. What is stored stays for the next time. */
  stop(): void
}

const WEEK = 7 * 86_400_000

/**
 * Keeps what a client's reads showed and what it has not sent yet, so that a page that is opened again, without a network too, shows it and
 * sends it.
 *
 * A kept read is shown until the server has answered, and never again for longer than `maxAge`. Unsent writes go out in order. One that was
 * on its way when the page went is shown as refused with `interrupted`, unless its operation is declared `idempotent`. Everything is kept
 * under the app, the API and the user, and goes when the user goes.
 *
 * @example
 * const kept = persist(client, { operations: { ...jarvis } })
 * await kept.ready
 */
export function persist(client: Client, options: PersistOptions = {}): Persistence {
  const { operations = {}, maxBytes = 5_000_000, maxAge = WEEK, version = '', reads = () => true, storage } = options
  const { appId, addresses, keeper, scheduler, platform, session, signal } = client
  const app = `${appId}@${addresses.baseUrl}`
  const $status = atom<PersistStatus>({ status: 'restoring' })
  const failed = (error: BlockstateError): void => $status.set({ ...$status.value, error })
  // The browser's storage, and what it stands on, come only for who uses them.
  const open = async (): Promise<PersistStorage> => storage ?? (await import('./indexedDbStorage.ts')).indexedDbStorage()
  const shelf = createShelf(open, { failed, makeRoom: (key) => visit?.makeRoom(key) ?? [] })

  let visit: Visit | null = null
  let epoch = keeper.signal()
  let foreign: ReadonlySet<string> = new Set()
  let gone: Promise<void> = Promise.resolve()
  let planned: (() => void) | undefined
  /** Follows who is at the keyboard. */
  const look = (): Visit | null => {
    if (keeper.signal() !== epoch) {
      epoch = keeper.signal()
      foreign = new Set(writesOf(client).$queue.value.writes.map(({ id }) => id))
      if (visit) gone = visit.end()
      visit = null
    }
    const place = visit ? null : placeOf(app, session.get())
    if (!place) return visit
    const opening = openVisit(client, shelf, place, foreign, gone, { operations, maxBytes, maxAge, version, reads }, failed)
    visit = opening
    $status.set({ ...$status.value, status: 'restoring' })
    void opening.opened.then(() => {
      if (visit === opening) $status.set({ ...$status.value, status: 'ready' })
    })
    return opening
  }
  const save = (): void => {
    planned?.()
    planned = undefined
    visit?.save()
  }
  const off = [
    session.listen(() => void look()),
    scheduler.keep({
      asked: (read) => visit?.asked(read),
      settled: (read) => {
        visit?.settled(read)
        planned ??= platform.after(options.throttle ?? 1_000, save)
      },
    }),
    platform.onHide?.(save),
  ]
  const stop = (): void => {
    for (const undo of off.splice(0)) undo?.()
    planned?.()
    visit?.stop()
    visit = null
    $status.set({ ...$status.value, status: 'stopped' })
  }
  signal.addEventListener('abort', stop)
  const first = look()

  return {
    $status,
    ready: first ? first.opened : Promise.resolve(),
    flush: () => {
      save()
      return shelf.done()
    },
    clear: () => {
      visit?.clear()
      return shelf.done()
    },
    stop,
  }
}
