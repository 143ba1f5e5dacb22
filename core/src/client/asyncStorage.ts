import { appKey } from './appKey.ts'
import type { AppAddress } from './appKey.ts'
import type { SessionStorage } from './sessionStorage.ts'

/** A storage that answers later: React Native's AsyncStorage, an extension's `storage.local`, a keychain. */
export interface LaterStorage {
  getItem(key: string): Promise<string | null>
  setItem(key: string, value: string): Promise<unknown>
  removeItem(key: string): Promise<unknown>
  /** Calls `run` when another page or process stored something. Returns the undo. */
  onChange?(run: () => void): () => void
}

/**
 * A session in a storage that answers later. Resolves when what is stored has been read, so that a client made with it knows from its first
 * moment who is signed in: nothing flashes.
 *
 * Before tokens are renewed it is read anew, since another page of an extension may have renewed them. Rejects with what the storage
 * rejects with where it cannot be read; what it cannot store lives as long as the app.
 *
 * @example
 * const app = { appId: 'demo' }
 * const client = createClient({ ...app, storage: await asyncStorage(AsyncStorage, app) })
 */
export async function asyncStorage(storage: LaterStorage, app: AppAddress): Promise<SessionStorage> {
  const key = appKey(app)
  let known = await storage.getItem(key)
  let done: Promise<unknown> = Promise.resolve()
  /** One write after the other: the last one asked for stands. */
  const put = (value: string | null): void => {
    known = value
    const write = (): Promise<unknown> => (value === null ? storage.removeItem(key) : storage.setItem(key, value))
    done = done.then(write).catch(() => {}) // documented: it lives as long as the app
  }
  const reload = async (): Promise<void> => {
    await done
    const writing = done
    const read = await storage.getItem(key)
    if (writing === done) known = read
  }
  return {
    getItem: (asked) => (asked === key ? known : null),
    setItem: (_, value) => put(value),
    removeItem: () => put(null),
    extras: {
      reload,
      ...(storage.onChange && {
        onChange: (run) => storage.onChange?.(() => void reload().then(run, () => {})) ?? (() => {}), // unreadable now: the next one tells
      }),
    },
  }
}
