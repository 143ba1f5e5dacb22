import { atom } from 'nanostores'
import { perform } from '../client/call.ts'
import type { Client } from '../client/createClient.ts'
import { toError } from '../client/send.ts'
import type { Input, Operation, Output } from '../declare/index.ts'
import { BlockstateError } from '../wire/error.ts'
import type { Fields } from '../wire/request.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'

/** The latest question, and what came of it. What was answered before stays until the next answer is here. */
export interface FileQueryState<T> {
  readonly status: 'idle' | 'asking' | 'answered' | 'error'
  /** The question the status is about; empty while nothing was asked. */
  readonly query: string
  /** The answer and its sources, as the operation declares them: `{ answer, sources }`. */
  readonly data: T | null
  readonly error?: BlockstateError | undefined
}

export interface FileQueryActions {
  /**
   * Asks. A question that is still being answered gives way. Resolves with how it ended, `idle` where it was stopped or gave way; the
   * reason, if any, stands in the store. Rejects with `invalid_input` for an empty question.
   */
  ask(query: string): Promise<FileQueryState<unknown>['status']>
  /** Waits no longer for the answer. */
  stop(): void
  /** Asks the latest question again. */
  retry(): Promise<FileQueryState<unknown>['status']>
}

export type FileQueryStore<T> = ActingStore<FileQueryState<T>, FileQueryActions>

/**
 * Questions that an entity's files answer, with the passages found. Every call makes a store of its own; a signed-out user's answers are
 * gone from it.
 *
 * @param operation one that takes a `query` and only reads, such as `queryEntityFiles` or `queryConversation`
 * @param input whose files
 *
 * @example
 * const $files = fileQuery(client, queryEntityFiles, { id })
 * await $files.ask('How loud may the bearing get?')
 * $files.value.data?.sources.forEach(({ file_name, excerpt }) => cite(file_name, excerpt))
 */
export function fileQuery<O extends Operation>(client: Client, operation: O, input: Omit<Input<O>, 'query'>): FileQueryStore<Output<O>> {
  const idle = { status: 'idle', query: '', data: null } as const
  const $store = atom<FileQueryState<Output<O>>>(idle)
  let latest: AbortController | undefined

  const ask: FileQueryActions['ask'] = async (query) => {
    if (query.trim() === '') throw new BlockstateError('invalid_input', `${operation.route}: nothing was asked.`)
    latest?.abort()
    const mine = (latest = new AbortController())
    const user = client.keeper.signal()
    user.addEventListener('abort', () => $store.set(idle), { once: true })
    const { data } = $store.value
    $store.set({ status: 'asking', query, data })
    try {
      // Input and Output are the static faces of what request.ts takes and document.ts builds.
      const { value } = await perform(client, operation, { ...(input as Fields), query }, { signal: mine.signal })
      if (!mine.signal.aborted) $store.set({ status: 'answered', query, data: value as Output<O> })
    } catch (reason) {
      if (!mine.signal.aborted && !user.aborted) $store.set({ status: 'error', query, data, error: toError(reason, operation.route) })
    }
    return mine.signal.aborted ? 'idle' : $store.value.status
  }
  return acting($store, {
    ask,
    stop: () => {
      if ($store.value.status !== 'asking') return
      latest?.abort()
      const { data } = $store.value
      $store.set({ ...idle, data })
    },
    retry: () => ask($store.value.query),
  })
}
