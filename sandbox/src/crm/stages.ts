/** A step of a pipeline, nothing left out. */
export interface Stage {
  /** What deals name it by. */
  readonly key: string
  readonly name: string
  /** Chance of winning, in per cent. */
  readonly probability: number
  readonly outcome: 'open' | 'won' | 'lost'
}

/** A stage as a caller gives it: a name will do. */
type GivenStage = Pick<Stage, 'name'> & { readonly [K in keyof Omit<Stage, 'name'>]?: Stage[K] | undefined }

/** The six stages that the deployed API fixes: the pipeline of an app that defines none. */
export const defaultStages: readonly Stage[] = [
  { key: 'discovery', name: 'Discovery', probability: 10, outcome: 'open' },
  { key: 'qualification', name: 'Qualification', probability: 25, outcome: 'open' },
  { key: 'proposal', name: 'Proposal', probability: 50, outcome: 'open' },
  { key: 'negotiation', name: 'Negotiation', probability: 75, outcome: 'open' },
  { key: 'closed_won', name: 'Closed won', probability: 100, outcome: 'won' },
  { key: 'closed_lost', name: 'Closed lost', probability: 0, outcome: 'lost' },
]

/**
 * Stages with everything that was left out: a key made of the name, `open` as the outcome, and chances that rise evenly.
 *
 * @example
 * completeStages([{ name: 'First talk' }, { name: 'Won', outcome: 'won' }])
 * // [{ key: 'first_talk', name: 'First talk', probability: 50, outcome: 'open' }, { key: 'won', …, probability: 100, outcome: 'won' }]
 */
export function completeStages(given: readonly GivenStage[]): Stage[] {
  const open = given.filter(({ outcome = 'open' }) => outcome === 'open')
  return given.map((stage) => {
    const { name, outcome = 'open' } = stage
    const rising = Math.round((100 * (open.indexOf(stage) + 1)) / (open.length + 1))
    const usual = outcome === 'won' ? 100 : outcome === 'lost' ? 0 : rising
    return { key: stage.key ?? keyOf(name), name, probability: stage.probability ?? usual, outcome }
  })
}

/**
 * What a deal is once it stands in a stage.
 *
 * @example
 * statusIn({ key: 'closed_won', name: 'Closed won', probability: 100, outcome: 'won' }) // 'won'
 */
export function statusIn({ outcome }: Stage): 'active' | 'won' | 'lost' {
  return outcome === 'open' ? 'active' : outcome
}

function keyOf(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu)
  return (words ?? []).join('_')
}
