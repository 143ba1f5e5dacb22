import { perform } from '../client/call.ts'
import type { Client } from '../client/createClient.ts'
import type { Input, Operation, Output, Resource } from '../declare/index.ts'
import { fillPath } from '../wire/address.ts'
import type { BlockstateError } from '../wire/error.ts'
import { isObject } from '../wire/json.ts'
import type { Fields } from '../wire/request.ts'
import { saveAnswer } from '../wire/savedAnswer.ts'
import type { SavedAnswer } from '../wire/savedAnswer.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'
import { createRead } from './read.ts'
import type { ReadOptions, Refetchable } from './read.ts'
import { shared } from './shared.ts'

/**
 * What a query shows. After a failed refetch the last answer is still there, beside the error. `previous` marks what an input before
 * this one showed (`keepPrevious`).
 */
export type QueryState<T> =
  | { readonly status: 'pending'; readonly fetching: boolean; readonly data?: undefined; readonly error?: undefined }
  | { readonly status: 'success'; readonly fetching: boolean; readonly data: T; readonly error?: undefined; readonly previous?: boolean }
  | {
      readonly status: 'error'
      readonly fetching: boolean
      readonly data?: T
      readonly error: BlockstateError
      readonly previous?: boolean
    }

export type QueryStore<T> = ActingStore<QueryState<T>, Refetchable>

/**
 * The live answer of a read: fetched when somebody watches, kept fresh, and following every change of its records, wherever it came
 * from. One store for the same operation and input, however many ask. `null` asks nothing: such a store stays pending and sends nothing.
 *
 * @example
 * const $entity = query(client, getEntity, { id })
 * const stop = $entity.subscribe((state) => { if (state.status === 'success') show(state.data.name) })
 */
export function query<O extends Operation>(
  client: Client,
  operation: O,
  input: Input<O> | null,
  options: ReadOptions = {},
): QueryStore<Output<O>> {
  // Input's fields are what request.ts takes; the type parameter only names them.
  return shared(client, 'query', operation, input as Fields | null, options, (key, fields) =>
    createQuery<Output<O>>(client, key, operation, fields),
  )
}

/**
 * The store behind {@link query}, for those who ask for it under another key, or of a client that shows them other things.
 *
 * @example
 * return shared(client, 'query', operation, input, options, (key, fields) => createQuery(client, key, operation, fields))
 */
export function createQuery<T>(
  client: Client,
  key: string,
  operation: Operation,
  input: Fields | null,
): QueryStore<T> & { tighten(options: ReadOptions): void } {
  const { entities } = client
  const { returns } = operation.declared
  // The tuple [Resource] is a list.
  const type = Array.isArray(returns) ? (returns[0] as Resource).type : undefined
  const path = input ? fillPath(operation, input) : ''
  let keys: readonly string[] = []
  let last: SavedAnswer | null = null
  let ticket = 0

  /** The rows of a list: those that were told, then those that writes put into it since, without those that they took out. */
  const listed = (): Fields[] => {
    const all = new Set(keys.filter((key) => !entities.twin(key)).map(entities.rowOf))
    for (const { key, lists } of type ? entities.touched(type) : []) {
      const { holds, at = 0 } = lists[path] ?? {}
      if (at > ticket) all[holds ? 'add' : 'delete'](key)
    }
    return [...all].map(entities.seen).filter((row) => row !== null)
  }

  /** The answer as it is now: its records as the table shows them. `undefined` once its one record is gone. */
  const current = (): unknown => {
    const { rest } = last ?? {}
    if (Array.isArray(rest)) return listed()
    if (keys.length === 0) return rest
    const rows = keys.map(entities.seen).filter((row) => row !== null)
    return isObject(rest) ? { ...rest, items: rows } : rows[0]
  }
  const show = (changed?: ReadonlySet<string>): void => {
    const { data: shown } = read.$store.value
    const data = current()
    // A record of the kind was written; it need not be one of this list's.
    if (
      changed &&
      Array.isArray(data) &&
      Array.isArray(shown) &&
      data.length === shown.length &&
      data.every((row, at) => row === shown[at])
    )
      return
    // A record that was removed here is pending: the server will say so too. T is the declared output, which document.ts built.
    read.set(
      data === undefined && keys.length > 0
        ? { status: 'pending', data: undefined, error: undefined }
        : { status: 'success', data: data as T, error: undefined },
    )
  }
  const take = (answer: SavedAnswer): void => {
    last = answer
    keys = (answer.records ?? []).map(({ type, id }) => entities.rowKey(type, id))
    read.hear(keys)
    show()
  }
  const read = createRead<QueryState<T>>(client, key, operation, input, {
    initial: { status: 'pending', fetching: false },
    load: async (signal) => {
      const began = entities.begin()
      const answer = await perform(client, operation, input ?? {}, { signal })
      if (signal.aborted) return
      ticket = began
      take(saveAnswer(answer))
    },
    failed: (error) => ({ status: 'error', error }),
    forget: () => {
      keys = []
      last = null
    },
    keys: () => keys,
    type,
    show,
    dump: () => last,
    restore: (saved, tell) => {
      if (!('records' in saved)) return false
      tell()
      take(saved)
      return true
    },
  })
  return Object.assign(acting(read.$store, { refetch: read.refetch }), { tighten: read.tighten })
}
