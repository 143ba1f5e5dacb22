import { createPipeline, getPipeline, listPipelines, Pipeline } from '@blockstate/core/crm'
import { createRow, findRow, listRows } from '../database/rows.ts'
import { list, record } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import { outOfRange } from '../server/outOfRange.ts'
import { refuseFields } from '../server/refuseFields.ts'
import { defaultPipeline } from './defaultPipeline.ts'
import { completeStages } from './stages.ts'
import type { Stage } from './stages.ts'
import { pipelines } from './tables.ts'

/** Pipelines: one is the default, always. */
export const pipelineHandlers = [
  handle(listPipelines, (context) =>
    context.database.transaction(() => {
      defaultPipeline(context)
      return list(Pipeline, listRows(context, pipelines, {}, 'is_default desc, rowid'))
    }),
  ),
  handle(getPipeline, (context, { id }) => record(Pipeline, findRow(context, pipelines, id))),
  handle(createPipeline, (context, input) =>
    context.database.transaction(() => {
      const stages = completeStages(input.stages)
      refuseFields(context, { stages: stages.length === 0 ? 'must hold at least one stage' : undefined, ...mistakesIn(stages) })
      const { is_default = false } = input
      if (is_default) context.database.run('update crm_pipelines set is_default = 0 where tenant = ?', context.tenant)
      else defaultPipeline(context)
      return record(Pipeline, createRow(context, pipelines, { name: input.name, stages, is_default }))
    }),
  ),
]

function mistakesIn(stages: readonly Stage[]): Record<string, string | undefined> {
  const keys = stages.map(({ key }) => key)
  const mistakes = stages.flatMap(({ key, probability }, at): [string, string | undefined][] => [
    [`stages/${at}/key`, key === '' ? 'is empty, and the name holds no letter' : keys.indexOf(key) < at ? 'is used twice' : undefined],
    [`stages/${at}/probability`, outOfRange(probability, 0, 100)],
  ])
  return Object.fromEntries(mistakes)
}
