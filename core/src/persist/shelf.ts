import { BlockstateError } from '../wire/error.ts'
import { listed, parsed } from './storage.ts'
import type { ListedStorage, PersistStorage } from './storage.ts'

/** An entry as it was read; `undefined` for what is no JSON. */
export type Entry = readonly [key: string, value: unknown]

/** A storage as persistence uses it: in order, and never in anybody's way. */
export interface Shelf {
  /** Stores an entry, soon. */
  put(key: string, text: string): void
  /** Removes an entry, soon, and after what was stored before. */
  remove(key: string): void
  /** Resolves when all that was asked for is done, or was refused. */
  done(): Promise<void>
  /** The keys that begin so; none where they cannot be read. */
  keys(base: string): Promise<readonly string[]>
  /** The entries at these keys, without those that are missing or cannot be read. */
  read(keys: readonly string[]): Promise<readonly Entry[]>
  /** Resolves whether the storage is one person's at a time. */
  personal(): Promise<boolean>
}

/**
 * Opens a storage. Whatever it refuses is told to `failed`, and nothing rejects: an app without a disk goes on without one.
 *
 * What is asked for at once is stored together, entries first and removals after them, so that what one entry takes from another is safe
 * before the other goes.
 *
 * @param open the storage, or the way to it
 * @param makeRoom called where an entry could not be stored: the keys of what may go instead of it
 *
 * @example
 * const shelf = createShelf(() => indexedDbStorage(), { failed: console.warn, makeRoom: () => [] })
 */
export function createShelf(
  open: () => PersistStorage | Promise<PersistStorage>,
  { failed, makeRoom }: { failed: (error: BlockstateError) => void; makeRoom: (key: string) => readonly string[] },
): Shelf {
  let storage: Promise<ListedStorage> | undefined
  const wanted = new Map<string, string | null>()
  let draining: Promise<void> | undefined

  const opened = async (): Promise<ListedStorage> => {
    storage ??= Promise.resolve(open()).then(listed)
    return storage
  }
  const attempt = async <T>(what: string, run: (storage: ListedStorage) => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await run(await opened())
    } catch (cause) {
      failed(new BlockstateError('storage', `${what}: the storage refused. What is kept may be incomplete.`, { cause }))
      return undefined
    }
  }
  const put = (key: string, text: string): Promise<unknown> =>
    attempt(`Storing ${key}`, async (kept) => {
      try {
        await kept.setItem(key, text)
      } catch (cause) {
        const spare = makeRoom(key)
        if (spare.length === 0) throw cause
        await Promise.all(spare.map((one) => kept.removeItem(one)))
        await kept.setItem(key, text)
      }
    })
  const remove = (key: string): Promise<unknown> => attempt(`Removing ${key}`, (kept) => kept.removeItem(key))
  const drain = async (): Promise<void> => {
    await opened().catch(() => {}) // whoever uses it says so
    while (wanted.size > 0) {
      const batch = [...wanted]
      wanted.clear()
      await Promise.all(batch.map(([key, text]) => text !== null && put(key, text)))
      await Promise.all(batch.map(([key, text]) => text === null && remove(key)))
    }
    draining = undefined
  }
  const want = (key: string, text: string | null): void => {
    wanted.set(key, text)
    draining ??= drain()
  }

  return {
    put: want,
    remove: (key) => want(key, null),
    done: async () => draining,
    keys: async (base) => {
      const keys = await attempt('Listing what is kept', (kept) => kept.getKeys(base))
      return (keys ?? []).filter((key) => key.startsWith(base))
    },
    read: async (keys) => {
      const values = await Promise.all(keys.map((key) => attempt(`Reading ${key}`, async (kept) => ({ value: await kept.getItem(key) }))))
      return keys.flatMap((key, at) => {
        const { value } = values[at] ?? { value: null }
        return value === null || value === undefined ? [] : [[key, parsed(value)] as const]
      })
    },
    personal: async () => (await attempt('Opening', ({ personal }) => personal)) ?? false,
  }
}
