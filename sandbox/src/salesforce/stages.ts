import { defaultStages, statusIn } from '../crm/stages.ts'

/** What an opportunity is in a stage. */
export interface InStage {
  readonly stage: string
  readonly probability: number
  readonly status: string
}

/**
 * What an opportunity is once it stands in a stage, the first unless said; as likely as the caller says, or else as the stage is.
 *
 * @example
 * inStage('closed_won') // { stage: 'closed_won', probability: 100, status: 'won' }
 */
export function inStage(key = 'discovery', probability?: number): InStage {
  const stage = defaultStages.find((one) => one.key === key)
  if (stage === undefined) throw new Error(`The stage ${key} is declared and not known here`)
  return { stage: key, probability: probability ?? stage.probability, status: statusIn(stage) }
}
