import type { Client } from '../client/createClient.ts'
import { oneFor } from '../client/oneFor.ts'
import { isRead } from '../declare/index.ts'
import type { Operation } from '../declare/index.ts'
import { BlockstateError } from '../wire/error.ts'
import { keyOf } from '../wire/key.ts'
import type { Fields } from '../wire/request.ts'
import { keeping } from './keepPrevious.ts'
import type { ReadOptions } from './read.ts'

/**
 * The store of one kind of read: the one there is for this operation and input, or a new one. `null` asks for nothing: everybody who
 * waits for an input shares a store that stays as it is.
 *
 * @param make builds it from its key, and from the input as it is now: a reactive object of Vue or Svelte may change later
 *
 * @example
 * return shared(client, 'query', operation, input, options, (key, fields) => createQuery(client, key, operation, fields))
 */
export function shared<T extends { tighten(options: ReadOptions): void }>(
  client: Client,
  kind: string,
  operation: Operation,
  input: Fields | null,
  options: ReadOptions,
  make: (key: string, input: Fields | null) => T,
): T {
  if (!isRead(operation))
    throw new BlockstateError('invalid_input', `${operation.route} writes: use a mutation, or declare \`reads: true\` if it only asks.`)
  const key = `${kind} ${input ? keyOf(operation, input) : operation.route}`
  // Whatever a query string can carry, JSON can.
  const store = oneFor(client, key, () => make(key, JSON.parse(JSON.stringify(input)) as Fields | null))
  store.tighten(options)
  return options.keepPrevious && input ? keeping(store) : store
}
