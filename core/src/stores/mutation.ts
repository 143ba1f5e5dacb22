import { atom } from 'nanostores'
import { perform } from '../client/call.ts'
import type { Client } from '../client/createClient.ts'
import { writesOf } from '../client/writes.ts'
import type { Input, Operation, Output } from '../declare/index.ts'
import { BlockstateError, isBlockstateError } from '../wire/error.ts'
import type { Fields } from '../wire/request.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'

/** The latest write through this store. */
export type MutationState<I, T> =
  | { readonly status: 'idle'; readonly input?: undefined; readonly data?: undefined; readonly error?: undefined }
  | { readonly status: 'pending'; readonly input: I; readonly data?: undefined; readonly error?: undefined }
  | { readonly status: 'success'; readonly input: I; readonly data: T; readonly error?: undefined }
  | { readonly status: 'error'; readonly input: I; readonly error: BlockstateError; readonly data?: undefined }

export interface MutationOptions {
  /** Milliseconds each write is kept back before it is sent, so that it can be undone. Default 0. */
  readonly hold?: number
}

export interface MutationActions<I, T> {
  /** Writes. Resolves with the answer; rejects with a {@link BlockstateError}, which also stands in the store. */
  mutate(input: I): Promise<T>
  /** Writes what was refused once more. */
  retry(): Promise<T>
  /** Takes the latest write back, as long as it was not sent. False where it is too late. */
  undo(): boolean
  /** Back to `idle`; a refused write is forgotten. What is under way goes on. */
  reset(): void
}

export type MutationStore<I, T> = ActingStore<MutationState<I, T>, MutationActions<I, T>>

/**
 * A write and its state.
 *
 * A record created by it, an update of a record named by the path, a declared patch and a removal are shown at once wherever they
 * belong, and taken back if the server refuses (unless the operation is declared `optimistic: false`). Writes of one record go out one
 * at a time, in order; updates that wait meanwhile go out as one. While the network is down they wait. Every call of `mutation` makes a
 * store of its own: a form shows its own writes only; {@link writes} shows all.
 *
 * @example
 * const $rename = mutation(client, updateEntity)
 * await $rename.mutate({ id, name: 'Hall 2' })
 */
export function mutation<O extends Operation>(
  client: Client,
  operation: O,
  { hold = 0 }: MutationOptions = {},
): MutationStore<Input<O>, Output<O>> {
  const $store = atom<MutationState<Input<O>, Output<O>>>({ status: 'idle' })
  const { add, cancel, discard } = writesOf(client)
  // Signing in or out is no change of data: it waits for nothing, and nothing waits for it.
  const direct = operation.declared.session !== undefined
  let latest = ''

  /** Shows how a try goes, as long as it is the form's latest. */
  const follow = async (id: string, input: Input<O>, settled: Promise<unknown>): Promise<Output<O>> => {
    try {
      // Output is the static face of what document.ts builds.
      const data = (await settled) as Output<O>
      if (id === latest) $store.set({ status: 'success', input, data })
      return data
    } catch (error) {
      if (id === latest && isBlockstateError(error)) $store.set({ status: 'error', input, error })
      throw error
    }
  }
  const mutate = async (input: Input<O>): Promise<Output<O>> => {
    const id = client.mint()
    discard(latest) // the form's new try takes the place of its refused one
    latest = id
    $store.set({ status: 'pending', input })
    const fields = input as Fields // the static face of what request.ts takes
    const sent = async (): Promise<unknown> => {
      if (direct) return (await perform(client, operation, fields)).value
      const retried = (settled: Promise<unknown>): void => {
        if (id === latest) $store.set({ status: 'pending', input })
        follow(id, input, settled).catch(() => {}) // whoever tried again hears how it ends
      }
      return add(operation, fields, { id, hold, retried })
    }
    return follow(id, input, sent())
  }
  return acting($store, {
    mutate,
    retry: async () => {
      const { status, input } = $store.value
      if (status !== 'error')
        throw new BlockstateError('invalid_input', `${operation.route}: nothing was refused that could be tried again.`)
      return mutate(input)
    },
    undo: () => {
      const id = latest
      latest = '' // what becomes of it is nobody's news any more
      const undone = cancel(id)
      if (undone) $store.set({ status: 'idle' })
      else latest = id
      return undone
    },
    reset: () => {
      discard(latest)
      latest = ''
      $store.set({ status: 'idle' })
    },
  })
}
