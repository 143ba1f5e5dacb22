import type { Schedule } from '../client/publisher.ts'
import type { Input, Operation } from '../declare/index.ts'
import type { Message } from '../model/transcript.ts'
import type { BlockstateError } from '../wire/error.ts'
import type { ReadOptions } from './read.ts'

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

export interface ConversationOptions extends ReadOptions {
  /** What `send` does while an answer is under way: reject with `conflict`, or wait for its turn. Default `refuse`; the latest word holds. */
  readonly whenBusy?: 'refuse' | 'queue'
  /** When a growing answer is published. Default `frame`; the latest word holds. */
  readonly schedule?: Schedule
}

/** What goes with a message. */
export interface MessageExtras {
  /** Files it is about, by their ids. */
  readonly file_ids?: readonly string[]
}

/**
 * Where the latest send stands. Exactly one of the last four ends each send: `settled`, `aborted` (stopped), `interrupted` (the
 * connection was lost; being looked into while `recovering`), `error`.
 */
export type ConversationStatus = 'idle' | 'submitting' | 'streaming' | 'settled' | 'interrupted' | 'aborted' | 'error'

/** How far the latest answer is. Times in milliseconds since 1970. */
export interface Progress {
  readonly sentAt: number
  /** When its first token came; `null` until then. */
  readonly firstAt: number | null
  /** How many pieces came. */
  readonly tokens: number
}

/** A message that waits for the answer before it. */
export interface QueuedMessage extends MessageExtras {
  readonly key: string
  readonly content: string
}

export interface ConversationState {
  readonly status: ConversationStatus
  /** Oldest first; a growing answer is the last one, its `state` is `streaming`. Put together when first read. */
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
  /** Another tab streams the answer under way, and is followed. */
  readonly elsewhere: boolean
  readonly progress: Progress | null
  /** What waits for its turn, in order. */
  readonly queued: readonly QueuedMessage[]
}

export interface ConversationActions {
  /** Sends a message and streams its answer. Resolves with the terminal status; the reason, if any, stands in the store. */
  send(content: string, extras?: MessageExtras): Promise<ConversationStatus>
  /** Takes a message that waits for its turn back; its `send` resolves with `aborted`. */
  unqueue(key: string): void
  /** Ends the answer under way, wherever it is streamed; what arrived stays. Nothing happens where none is. */
  stop(): void
  /**
   * After `interrupted`: asks the list again. Where the server does not have the message (`failed`): sends that one again. Otherwise the
   * server has it, and says so in its list: another answer is asked for, as {@link regenerate} does.
   */
  retry(): Promise<ConversationStatus>
  /** Asks for another answer to the last message of the user. */
  regenerate(): Promise<ConversationStatus>
  /**
   * Says something else in place of a message of the user. That one and all that followed are shown no more, here and wherever the
   * conversation is read with this library; the server keeps them.
   *
   * @param key the message's. Rejects with `invalid_input` where it is not one of the user's
   */
  edit(key: string, content: string): Promise<ConversationStatus>
  /** Loads the messages before the oldest shown. */
  loadOlder(): Promise<void>
  /** Reads the newest messages again. */
  refetch(): Promise<void>
}
