import { perform } from '../client/call.ts'
import type { Client } from '../client/createClient.ts'
import { recordKey } from '../client/entities.ts'
import type { Input, Operation, Output } from '../declare/index.ts'
import type { BlockstateError } from '../wire/error.ts'
import { keyOf } from '../wire/key.ts'
import type { Fields } from '../wire/request.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'
import { createRead, kept, shared, unasked } from './read.ts'
import type { ReadOptions, Refetchable } from './read.ts'

/** What a query shows. After a failed refetch the last answer is still there, beside the error. */
export type QueryState<T> =
  | { readonly status: 'pending'; readonly fetching: boolean; readonly data?: undefined; readonly error?: undefined }
  | { readonly status: 'success'; readonly fetching: boolean; readonly data: T; readonly error?: undefined }
  | { readonly status: 'error'; readonly fetching: boolean; readonly data?: T; readonly error: BlockstateError }

export type QueryStore<T> = ActingStore<QueryState<T>, Refetchable>

const UNASKED = { status: 'pending', fetching: false } as const

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
  if (input === null) return unasked(client, 'query', UNASKED, { refetch: async () => {} })
  // Input's fields are what request.ts takes; the type parameter only names them.
  const fields = input as Fields
  const key = `query ${keyOf(operation, fields)}`
  return shared(client, key, options, () => createQuery<Output<O>>(client, key, operation, kept(fields), options))
}

function createQuery<T>(client: Client, key: string, operation: Operation, input: Fields, options: ReadOptions): QueryStore<T> & { tighten(options: ReadOptions): void } {
  const { entities } = client
  let keys: readonly string[] = []
  let last: unknown
  let unwatch: (() => void) | undefined

  /** The answer as it is now: its records as the table shows them. `undefined` once its one record is gone. */
  const current = (): unknown => {
    if (keys.length === 0) return last
    const rows = keys.map((one) => entities.seen(one)).filter((row) => row !== null)
    if (Array.isArray(last)) return rows
    return isPage(last) ? { ...last, items: rows } : rows[0]
  }
  const show = (): void => {
    const data = current()
    const { fetching } = read.$store.value
    // The record was removed here; the server will say so too.
    if (data === undefined && keys.length > 0) read.$store.set({ status: 'pending', fetching })
    // T is the operation's declared output, which document.ts built.
    else read.$store.set({ status: 'success', fetching, data: data as T })
  }
  const follow = (): (() => void) => {
    unwatch = entities.watch(keys, show)
    return () => unwatch?.()
  }

  const read = createRead<QueryState<T>>(client, key, () => ({
    operation,
    input,
    options,
    initial: UNASKED,
    load: async (signal) => {
      const { value, records } = await perform(client, operation, input, { signal })
      if (signal.aborted) return
      unwatch?.()
      last = value
      keys = (records ?? []).map((record) => recordKey(record.type, record.id))
      follow()
      show()
    },
    fetching: (state, fetching) => (state.fetching === fetching ? state : { ...state, fetching }),
    failed: (state, error) => ({ status: 'error', fetching: false, error, ...(state.data !== undefined && { data: state.data }) }),
    forget: () => {
      unwatch?.()
      keys = []
      last = undefined
    },
    follow: () => {
      const stop = follow()
      if (last !== undefined && read.$store.value.status === 'success') show()
      return stop
    },
  }))
  return Object.assign(acting(read.$store, { refetch: read.refetch }), { tighten: read.tighten })
}

function isPage(value: unknown): value is { items: unknown[] } {
  return typeof value === 'object' && value !== null && 'items' in value && 'perPage' in value
}
