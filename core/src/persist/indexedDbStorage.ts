import { createStore, del, get, keys, set } from 'idb-keyval'
import type { PersistStorage } from './storage.ts'

/**
 * The browser's IndexedDB as a storage, over idb-keyval. The database is opened with the first use; each entry is written whole or not
 * at all. What the browser refuses (a private window, no room left) rejects.
 *
 * @param name of the database
 *
 * @example
 * const kept = persist(client, { storage: indexedDbStorage('my-app') })
 */
export function indexedDbStorage(name = 'blockstate'): PersistStorage {
  let opened: ReturnType<typeof createStore> | undefined
  const store: ReturnType<typeof createStore> = (mode, use) => {
    opened ??= createStore(name, 'kept')
    return opened(mode, use)
  }
  return {
    getItem: (key) => get(key, store),
    setItem: (key, value) => set(key, value, store),
    removeItem: (key) => del(key, store),
    getKeys: async (base) => (await keys<string>(store)).filter((key) => key.startsWith(base)),
    personal: true,
  }
}
