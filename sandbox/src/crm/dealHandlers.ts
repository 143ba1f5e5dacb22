import { createDeal, Deal, getDeal, listDeals, updateDealStage } from '@blockstate/core/crm'
import type { Pipeline } from '@blockstate/core/crm'
import type { RecordOf } from '@blockstate/core/describe'
import { unknownUser } from '../auth/unknownUser.ts'
import { equalTo } from '../database/equalTo.ts'
import type { Place } from '../database/place.ts'
import { changeRow, createRow, findRow } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { outOfRange } from '../server/outOfRange.ts'
import { refuseFields } from '../server/refuseFields.ts'
import { unknownRecord } from '../server/unknownRecord.ts'
import { defaultPipeline } from './defaultPipeline.ts'
import { completeStages, statusIn } from './stages.ts'
import type { Stage } from './stages.ts'
import { companies, contacts, deals, pipelines } from './tables.ts'

/** Deals. The stage a deal stands in says whether it is open, won or lost, and how likely it is unless the caller knows better. */
export const dealHandlers = [
  handle(listDeals, (context, { pipeline_id, stage, status, account_id, contact_id, ...input }) =>
    answerPage(context, deals, input, {
      search: ['name', 'account_name'],
      ...equalTo({ pipeline_id, stage, status, account_id, contact_id }),
    }),
  ),
  handle(getDeal, (context, { id }) => record(Deal, findRow(context, deals, id))),
  handle(createDeal, (context, input) =>
    context.database.transaction(() => {
      const pipeline_id = unknownRecord(context, pipelines, input.pipeline_id)
      const pipeline = pipeline_id === undefined ? chosenPipeline(context, input.pipeline_id) : undefined
      const stage = checkedStage(context, pipeline, input.stage, {
        pipeline_id,
        account_id: unknownRecord(context, companies, input.account_id),
        contact_id: unknownRecord(context, contacts, input.contact_id),
        owner_unique_id: unknownUser(context, input.owner_unique_id),
        ...figures(input),
      })
      const { owner_unique_id = context.user.unique_id, probability = stage.probability } = input
      const given = { ...input, owner_unique_id, probability, stage: stage.key, pipeline_id: pipeline?.unique_id }
      return record(Deal, createRow(context, deals, given, { status: statusIn(stage) }))
    }),
  ),
  handle(updateDealStage, (context, input) =>
    context.database.transaction(() => {
      const deal = findRow(context, deals, input.id)
      const stage = checkedStage(context, chosenPipeline(context, deal.pipeline_id), input.stage, figures(input))
      const { value, probability = stage.probability } = input
      return record(Deal, changeRow(context, deals, input.id, { stage: stage.key, value, probability }, { status: statusIn(stage) }))
    }),
  ),
]

type Mistakes = Readonly<Record<string, string | undefined>>

function chosenPipeline(place: Place, id: string | undefined): RecordOf<typeof Pipeline> {
  return id === undefined ? defaultPipeline(place) : findRow(place, pipelines, id)
}

function figures({ value, probability }: { readonly value?: number | undefined; readonly probability?: number | undefined }): Mistakes {
  return { value: outOfRange(value, 0), probability: outOfRange(probability, 0, 100) }
}

/** The stage asked for, the first where none is; refuses it together with whatever else is wrong. */
function checkedStage(
  context: Pick<Context, 'pointer'>,
  pipeline: RecordOf<typeof Pipeline> | undefined,
  asked: string | undefined,
  mistakes: Mistakes,
): Stage {
  const stages = completeStages(pipeline?.stages ?? [])
  const stage = asked === undefined ? stages[0] : stages.find(({ key }) => key === asked)
  const unknown = pipeline !== undefined && stage === undefined
  refuseFields(context, { ...mistakes, stage: unknown ? `must be one of: ${stages.map(({ key }) => key).join(', ')}` : undefined })
  if (stage === undefined) throw new Error('A stage or a pipeline that is unknown is refused above')
  return stage
}
