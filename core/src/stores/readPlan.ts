import type { BlockstateError } from '../wire/error.ts'
import type { Saved } from '../wire/savedAnswer.ts'

/** What a kind of read adds to the machinery. */
export interface ReadPlan<State extends object, Told extends object = State> {
  readonly initial: Told
  /** The state that shows what was set. For fields that are made when they are first read; default as it was set. */
  stateOf?(told: Told): State
  /** Reads, and shows what it read. */
  load(signal: AbortSignal): Promise<void>
  /** What a failure shows. */
  failed(error: BlockstateError): Partial<Told>
  /** Another user is at the keyboard: nothing of what was read may be shown again. */
  forget(): void
  /** The records it shows, and how it shows them after these changed, or anew. */
  keys?(): readonly string[]
  /** The type of record whose writes here it hears of, whether it shows them or not. */
  readonly type?: string | undefined
  show?(changed?: ReadonlySet<string>): void
  /** Runs when somebody begins to watch; what it returns, when nobody does any more. */
  attend?(): () => void
  /** Something is still under way that must not be dropped. */
  busy?(): boolean
  /**
   * What it read last, as plain JSON that `restore` of another tab or a later visit can show: the records as the answers told them
   * (not as they are seen here: pending writes are nobody else's news), and what stands beside them. `null` where it read nothing.
   */
  dump?(): Saved | null
  /**
   * Shows what a read like this one dumped. False, and nothing done, where it is of another kind or less than what is shown.
   *
   * Only the machinery calls it, after it made sure that nothing newer is known; flags and times are the machinery's.
   *
   * @param tell tells the entity table all its records, and returns the ticket they were told with
   */
  restore?(saved: Saved, tell: () => number): boolean
}
