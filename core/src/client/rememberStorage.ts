import type { SessionStorage } from './sessionStorage.ts'

/**
 * A session that outlives the browser only where whoever signed in asked for it: `signIn({ email, password }, { remember: box.checked })`.
 *
 * One that is not to be remembered stands in the first storage, which ends with the tab; any other in the second.
 *
 * @example
 * const client = createClient({ appId, storage: rememberStorage(sessionStorage, localStorage) })
 */
export function rememberStorage(forNow: SessionStorage, forLong: SessionStorage): SessionStorage {
  let long: boolean | undefined
  const removeItem = (key: string): void => {
    forNow.removeItem(key)
    forLong.removeItem(key)
  }
  return {
    getItem: (key) => forNow.getItem(key) ?? forLong.getItem(key),
    setItem: (key, value) => {
      const there = long ?? forNow.getItem(key) === null
      removeItem(key)
      ;(there ? forLong : forNow).setItem(key, value)
    },
    removeItem,
    extras: {
      remember: (asked) => {
        long = asked
      },
    },
  }
}
