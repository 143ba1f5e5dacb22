import type { Client } from '../client/createClient.ts'
import { oneFor } from '../client/oneFor.ts'
import type { Talk } from '../model/talk.ts'
import type { BlockstateError } from '../wire/error.ts'
import type { Fields } from '../wire/request.ts'
import type { ChatRoutes, ConversationOptions, ConversationState, ConversationStatus } from './conversationState.ts'

/** One send, from the user's message to the end of its answer. */
export interface Turn {
  readonly userKey: string
  answerKey: string
  /** Ends it. */
  stop(): void
  /** Aborts when it was ended so. `null` where another tab streams it. */
  readonly signal: AbortSignal | null
}

/** What the parts of one conversation work on. */
export interface ChatDesk {
  readonly key: string
  readonly client: Client
  readonly routes: ChatRoutes
  readonly input: Fields | null
  options: ConversationOptions
  talk: Talk
  /** The send under way, here or in another tab. */
  turn: Turn | null
  readonly state: () => ConversationState
  /** Shows the talk as it is now, and this. */
  readonly show: (change: Partial<ConversationState>) => void
  /** Reads a page of the list, newest first, into the talk. */
  readonly readPage: (page: number, signal: AbortSignal) => Promise<void>
  /** Begins a turn of this tab. */
  readonly begin: (userKey: string) => Turn
  /** Looks at the list until it says what became of a turn of this tab. */
  readonly recover: (turn: Turn, lost: BlockstateError | undefined) => Promise<ConversationStatus>
  /** Sends what waited for the end of a turn. */
  readonly ended: (status: ConversationStatus) => void
}

/** Somebody who looks after a client's conversations: other tabs, a storage. */
export interface ChatKeeper {
  /** A conversation is opened. */
  opened(desk: ChatDesk): void
  /** Its turn began, came to another status, or ended; or it was forgotten. */
  turned(desk: ChatDesk): void
  /** The answer has grown by this piece. */
  grew(desk: ChatDesk, piece: string): void
}

/**
 * Those who look after this client's conversations.
 *
 * @example
 * keepersOf(client).add(keeper)
 */
export function keepersOf(client: Client): Set<ChatKeeper> {
  return oneFor(client, 'chat keepers', () => new Set())
}
