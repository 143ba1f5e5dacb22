/** A chat that is ready to be asked. */
export interface OpenChat {
  /** Asks, and resolves when the answer is whole. */
  readonly send: () => Promise<unknown>
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
  /** The answer in its own protocol. */
  readonly answer: (tokens: number) => Uint8Array[]
  /** A chat with so many messages before, whose next answer are these bytes. */
  readonly open: (answer: readonly Uint8Array[], history: number) => Promise<OpenChat>
}
