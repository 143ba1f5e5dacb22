import { parseJson } from '../wire/json.ts'

/**
 * Where things are kept: `localStorage`, a storage of unstorage on any of its drivers, or anything shaped like them, at once or by and by.
 *
 * Values are JSON as text; a storage that hands them back parsed (unstorage does) is understood too.
 */
export interface PersistStorage {
  getItem(key: string): unknown
  setItem(key: string, value: string): unknown
  removeItem(key: string): unknown
  /** The keys that begin with `base`, or all. Where it is missing, the keys are kept in an entry of their own. */
  getKeys?(base: string): readonly string[] | Promise<readonly string[]>
  /** Nobody but one person at a time uses it: what others left behind is removed. So in a browser, not on a server. */
  readonly personal?: boolean
}

/** A storage that knows its keys. */
export type ListedStorage = PersistStorage & Required<Pick<PersistStorage, 'getKeys'>>

/** Where the keys are kept by a storage that cannot list them. */
const INDEX = 'blockstate:keys'

/**
 * A storage that knows its keys: the storage itself where it does, else one that keeps them in an entry of their own.
 *
 * An entry is on the list before it is stored and until it is gone, so that none is ever forgotten.
 *
 * @example
 * const keys = await listed(localStorage).getKeys('blockstate:')
 */
export function listed(storage: PersistStorage): ListedStorage {
  // Looked at in the line itself; the compiler does not narrow a method that may be missing.
  if (storage.getKeys) return storage as ListedStorage
  let turn: Promise<unknown> = Promise.resolve()
  /** One change of the list after the other: each reads it, and writes it anew. */
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const next = turn.then(run, run)
    turn = next
    return next
  }
  const read = async (): Promise<string[]> => {
    const keys = parsed(await storage.getItem(INDEX))
    return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : []
  }
  return {
    getItem: (key) => storage.getItem(key),
    setItem: (key, value) =>
      inTurn(async () => {
        const keys = await read()
        if (!keys.includes(key)) await storage.setItem(INDEX, JSON.stringify([...keys, key]))
        await storage.setItem(key, value)
      }),
    removeItem: (key) =>
      inTurn(async () => {
        await storage.removeItem(key)
        const keys = await read()
        if (keys.includes(key)) await storage.setItem(INDEX, JSON.stringify(keys.filter((other) => other !== key)))
      }),
    getKeys: async (base) => (await read()).filter((key) => key.startsWith(base)),
    personal: storage.personal ?? false,
  }
}

/**
 * What a stored value says, whether the storage hands out text or what the text says. `undefined` for what is no JSON.
 *
 * @example
 * parsed('{"a":1}') // { a: 1 }
 * parsed({ a: 1 }) // { a: 1 }
 */
export function parsed(value: unknown): unknown {
  return typeof value === 'string' ? parseJson(value) : value
}
