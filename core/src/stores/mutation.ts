import { atom } from 'nanostores'
import { perform, targetOf } from '../client/call.ts'
import type { Client } from '../client/createClient.ts'
import { isResource } from '../declare/index.ts'
import type { Input, Operation, Output } from '../declare/index.ts'
import type { Patch } from '../model/record.ts'
import { isBlockstateError } from '../wire/error.ts'
import type { BlockstateError } from '../wire/error.ts'
import { isWritable } from '../wire/request.ts'
import type { Fields } from '../wire/request.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'

/** The latest write through this store. */
export type MutationState<I, T> =
  | { readonly status: 'idle'; readonly input?: undefined; readonly data?: undefined; readonly error?: undefined }
  | { readonly status: 'pending'; readonly input: I; readonly data?: undefined; readonly error?: undefined }
  | { readonly status: 'success'; readonly input: I; readonly data: T; readonly error?: undefined }
  | { readonly status: 'error'; readonly input: I; readonly error: BlockstateError; readonly data?: undefined }

export interface MutationActions<I, T> {
  /** Writes. Resolves with the answer; rejects with a {@link BlockstateError}, which also stands in the store. */
  mutate(input: I): Promise<T>
  /** Back to `idle`. What is under way goes on. */
  reset(): void
}

export type MutationStore<I, T> = ActingStore<MutationState<I, T>, MutationActions<I, T>>

/**
 * A write and its state.
 *
 * An update of a record named by the path, and a removal, are shown at once wherever the record is watched and taken back if the
 * server refuses (unless the operation is declared `optimistic: false`). Writes of one record go out one at a time, in order. Every
 * call of `mutation` makes a store of its own: a form shows its own writes only.
 *
 * @example
 * const $rename = mutation(client, updateEntity)
 * await $rename.mutate({ id, name: 'Hall 2' })
 */
export function mutation<O extends Operation>(client: Client, operation: O): MutationStore<Input<O>, Output<O>> {
  const $store = atom<MutationState<Input<O>, Output<O>>>({ status: 'idle' })
  let latest = 0

  const mutate = async (input: Input<O>): Promise<Output<O>> => {
    const mine = ++latest
    $store.set({ status: 'pending', input })
    try {
      // Input and Output are the static faces of what request.ts takes and document.ts builds.
      const data = (await write(client, operation, input as Fields)) as Output<O>
      if (mine === latest) $store.set({ status: 'success', input, data })
      return data
    } catch (error) {
      if (mine === latest && isBlockstateError(error)) $store.set({ status: 'error', input, error })
      throw error
    }
  }
  return acting($store, {
    mutate,
    reset: () => {
      latest += 1
      $store.set({ status: 'idle' })
    },
  })
}

async function write(client: Client, operation: Operation, input: Fields): Promise<unknown> {
  const { entities } = client
  const target = targetOf(operation, input)
  const change = target === null ? null : changeOf(operation, input)
  if (target === null || change === null) return (await perform(client, operation, input)).value
  const seq = entities.patch(target, change)
  // Of the user who writes: what still waits when another signs in must not go out in their name.
  const signal = client.keeper.signal()
  try {
    // The server gets the writes of a record in the order they were made: each waits for the one before it, however that ended.
    return await inTurn(client, target, async () => (await perform(client, operation, input, { seq, signal })).value)
  } catch (error) {
    entities.reject(target, seq)
    throw error
  }
}

/** What a write will change in its record, as far as its input says; `null` where only the server can tell. */
function changeOf({ declared, method }: Operation, input: Fields): Patch['change'] | null {
  if (declared.optimistic === false) return null
  if (declared.removes) return 'removed'
  if ((method !== 'PUT' && method !== 'PATCH') || !isResource(declared.body)) return null
  const { fields } = declared.body
  return Object.fromEntries(
    Object.entries(input).filter(([name, value]) => value !== undefined && Object.hasOwn(fields, name) && isWritable(fields[name])),
  )
}

async function inTurn<T>(client: Client, target: string, run: () => Promise<T>): Promise<T> {
  const key = `writing ${target}`
  // The map holds what its key's prefix says: here the last write of a record.
  const before = client.stores.get(key) as Promise<unknown> | undefined
  const mine = (before ?? Promise.resolve()).then(run, run)
  client.stores.set(key, mine)
  try {
    return await mine
  } finally {
    if (client.stores.get(key) === mine) client.stores.delete(key)
  }
}
