import { isObject, parseJson } from '../wire/json.ts'
import type { Locks, Platform } from './platform.ts'
import type { SessionStorage } from './sessionStorage.ts'

/** For so long a tab that crashed keeps the others waiting: longer than an exchange may take. */
const LEASE = 35_000

/** Two tabs that ask in the same moment see each other's entry after so long at the latest, 50 to 150 ms. */
const CLASH = 50

/**
 * Locks out of a storage that the tabs share, for pages that are not secure and browsers that are old. An entry names who holds the lock
 * and until when; whoever finds its own still there after a while has it.
 *
 * No such lock is certain: a storage tells other processes of an entry when it likes. The renewal of tokens therefore looks once more before
 * it takes a refusal for the end.
 *
 * @example
 * const locks = platform.locks ?? storageLease(localStorage, platform, mint)
 */
export function storageLease(storage: SessionStorage, { now, after, random }: Platform, mint: () => string): Locks {
  const pause = (ms: number): Promise<void> => new Promise((go) => after(ms, go))
  const holder = (name: string): unknown => {
    const lease = parseJson(storage.getItem(name) ?? '')
    return isObject(lease) && typeof lease['until'] === 'number' && lease['until'] > now() ? lease['owner'] : null
  }
  return {
    request: async (name, { signal }, run) => {
      const owner = mint()
      for (;;) {
        signal.throwIfAborted()
        if (holder(name) === null) storage.setItem(name, JSON.stringify({ owner, until: now() + LEASE }))
        await pause(CLASH * (1 + 2 * random()))
        if (holder(name) === owner) break
      }
      try {
        signal.throwIfAborted()
        await run()
      } finally {
        if (holder(name) === owner) storage.removeItem(name)
      }
    },
  }
}
