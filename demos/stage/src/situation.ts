/** A rule of the sandbox: which requests, how often, and what happens to them. */
export interface FaultRule {
  readonly match: string
  readonly times?: number
  readonly probability?: number
  readonly fault: string
}

/** A bad day, by name. */
export interface Situation {
  readonly id: string
  readonly name: string
  /** What one sees of it. */
  readonly about: string
  readonly rules: readonly FaultRule[]
}
