import type { Input, Operation } from '../declare/index.ts'
import type { Message } from '../model/transcript.ts'
import type { BlockstateError } from '../wire/error.ts'

/** The operations one kind of conversation is made of. Without `stream` the answer is picked up from the list. */
export interface ChatRoutes {
  readonly list: Operation
  readonly send: Operation
  readonly stream?: Operation
}

/** What says which conversation: the path parameters of its list, `{ id, conv_id }`. */
export type ConversationInput<R extends ChatRoutes> = Pick<
  Input<R['list']>,
  Exclude<keyof Input<R['list']>, 'page' | 'per_page' | 'sort' | 'filter'>
>

/**
 * Where the latest send stands. Exactly one of the last four ends each send: `settled`, `aborted` (stopped), `interrupted` (the
 * connection was lost; being looked into while `recovering`), `error`.
 */
export type ConversationStatus = 'idle' | 'submitting' | 'streaming' | 'settled' | 'interrupted' | 'aborted' | 'error'

export interface ConversationState {
  readonly status: ConversationStatus
  /** Oldest first; a growing answer is the last one, its `state` is `streaming`. */
  readonly messages: readonly Message[]
  /** Why the status is `interrupted` or `error`, or why the history could not be read. */
  readonly error?: BlockstateError | undefined
  /** The history: not here yet, here, or refused. */
  readonly history: 'pending' | 'success' | 'error'
  readonly fetching: boolean
  readonly hasOlder: boolean
  readonly loadingOlder: boolean
  /** After a lost connection: the list is being asked what became of the answer. */
  readonly recovering: boolean
}

export interface ConversationActions {
  /** Sends a message and streams its answer. Resolves with the terminal status; the reason, if any, stands in the store. */
  send(content: string): Promise<ConversationStatus>
  /** Ends the answer under way; what arrived stays. Nothing happens where none is. */
  stop(): void
  /**
   * After `interrupted`: asks the list again. Where the server does not have the message (`failed`): sends that one again. Otherwise the
   * server has it, and says so in its list: the same words are said once more, as a new message.
   */
  retry(): Promise<ConversationStatus>
  /** Loads the messages before the oldest shown. */
  loadOlder(): Promise<void>
  /** Reads the newest messages again. */
  refetch(): Promise<void>
}
