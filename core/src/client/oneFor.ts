import type { Client } from './createClient.ts'

/**
 * The one thing a client has under this key: made when it is first asked for, and the same for everybody from then on, until somebody
 * takes it out of `client.stores`.
 *
 * @param key names one kind of thing only: nobody else uses it
 *
 * @example
 * const keepers = oneFor(client, 'chat keepers', () => new Set<ChatKeeper>())
 */
export function oneFor<T>({ stores }: Pick<Client, 'stores'>, key: string, make: () => T): T {
  // What is there was made by the same `make`, for the key is nobody else's.
  const one = (stores.get(key) as T | undefined) ?? make()
  stores.set(key, one)
  return one
}
