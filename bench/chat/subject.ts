import type { Protocol } from './answer.ts'

/** How it says that an answer ended: whole, failed, or in a way of which only a look at the server tells more. */
export type Ended = 'whole' | 'error' | 'looking'

/** A chat that is ready to be asked. */
export interface OpenChat {
  /** Asks, and resolves with how it says that the answer ended. Never rejects. */
  readonly send: () => Promise<Ended>
  /** The answer as it is shown. */
  readonly text: () => string
  /** How often a listener was called since it was opened. */
  readonly told: () => number
  readonly close: () => void
}

/** Something that shows streamed answers. */
export interface Subject {
  readonly name: string
  /** The longest answer it is given: what takes minutes tells nothing more. */
  readonly most: number
  readonly protocol: Protocol
  /** A chat with so many messages before, whose next question is answered so. */
  readonly open: (answer: () => Response, history: number) => Promise<OpenChat>
}
