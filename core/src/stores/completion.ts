import { atom } from 'nanostores'
import type { Client } from '../client/createClient.ts'
import type { Schedule } from '../client/publisher.ts'
import { toError } from '../client/send.ts'
import { readText } from '../client/stream.ts'
import type { Input, Operation } from '../declare/index.ts'
import { BlockstateError } from '../wire/error.ts'
import type { Fields } from '../wire/request.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'
import type { ConversationStatus } from './conversationState.ts'

/** The latest run, and how far its output is. */
export interface CompletionState {
  /** As a conversation's: exactly one of the last four ends each run. */
  readonly status: ConversationStatus
  readonly text: string
  /** What the last event told: `{ execution_id, tokens_used }`. */
  readonly end: Readonly<Record<string, unknown>> | null
  readonly error?: BlockstateError | undefined
}

export interface CompletionActions<I> {
  /** Runs and streams the output. Resolves with how it ended. Rejects with `conflict` while a run is under way. */
  run(input: I): Promise<ConversationStatus>
  /** Ends the run under way; what arrived stays. */
  stop(): void
}

export type CompletionStore<I> = ActingStore<CompletionState, CompletionActions<I>>

/**
 * The output of an operation that streams without a conversation around it, such as a prompt's. Every call makes a store of its own.
 *
 * An output whose connection is lost ends as `interrupted` with what arrived: it is not sent again, as the run may have been counted. The
 * prompt's list of executions holds the whole.
 *
 * @param operation `streamPromptExecution` or `streamPromptVersionExecution`
 *
 * @example
 * const $output = completion(client, streamPromptExecution)
 * await $output.run({ id, variables: { machine: 'Pump 3' } })
 */
export function completion<O extends Operation>(
  client: Client,
  operation: O,
  { schedule }: { readonly schedule?: Schedule } = {},
): CompletionStore<Input<O>> {
  const $store = atom<CompletionState>({ status: 'idle', text: '', end: null })
  let running: AbortController | undefined

  const run = async (input: Input<O>): Promise<ConversationStatus> => {
    const { route } = operation
    if (running) throw new BlockstateError('conflict', `${route}: a run is under way; stop it or wait.`)
    const mine = (running = new AbortController())
    let text = ''
    const show = (change: Partial<CompletionState>): void => {
      $store.set({ ...$store.value, text, ...change })
    }
    const over = (status: ConversationStatus, change: Partial<CompletionState> = {}): ConversationStatus => {
      running = undefined
      show({ status, ...change })
      return status
    }
    $store.set({ status: 'submitting', text, end: null })
    try {
      const grew = (piece: string): void => {
        text += piece
        show({ status: 'streaming' })
      }
      // Input is the static face of what request.ts takes.
      const { last } = await readText(client, operation, input as Fields, { grew, schedule }, { signal: mine.signal })
      const { type: _, ...end } = last
      return over('settled', { end })
    } catch (reason) {
      const error = toError(reason, route)
      if (error.code !== 'aborted') return over(/^(interrupted|network|timeout)$/.test(error.code) ? 'interrupted' : 'error', { error })
      // By the user, what arrived stays; by the end of the session, nothing does.
      if (!mine.signal.aborted) text = ''
      return over('aborted')
    }
  }
  return acting($store, { run, stop: () => running?.abort() })
}
