import type { Pipeline } from '@blockstate/core/crm'
import type { RecordOf } from '@blockstate/core/describe'
import type { Place } from '../database/place.ts'
import { createRow, listRows } from '../database/rows.ts'
import { defaultStages } from './stages.ts'
import { pipelines } from './tables.ts'

/**
 * The pipeline that deals go into where none is named. An app that has none gets the six documented stages the first time it is asked
 * for: a board has columns from the start.
 *
 * @example
 * const { unique_id } = defaultPipeline(context)
 */
export function defaultPipeline(place: Place): RecordOf<typeof Pipeline> {
  const [known] = listRows(place, pipelines, { is_default: 1 })
  return known ?? createRow(place, pipelines, { name: 'Sales', stages: defaultStages, is_default: true })
}
