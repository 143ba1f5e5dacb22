import {
  addJourneyStep,
  createJourney,
  deleteJourney,
  deleteJourneyStep,
  getJourney,
  Journey,
  listJourneys,
  updateJourney,
  updateJourneyStep,
} from '@blockstate/core/onboarding'
import { equalTo } from '../database/equalTo.ts'
import { changeRow, createRow, findRow, removeRow } from '../database/rows.ts'
import type { SqlValue } from '../database/openDatabase.ts'
import { nothing, record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import type { RequestContext } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuse } from '../server/refusal.ts'
import { addStep, changeStep, dropStep } from './steps.ts'
import { journeys } from './tables.ts'

/** Journeys and their steps. */
export const journeyHandlers = [
  handle(listJourneys, (context, input) =>
    answerPage(context, journeys, input, { search: ['name', 'description'], ...equalTo({ status: input.status }) }),
  ),
  handle(getJourney, (context, { unique_id }) => record(Journey, findRow(context, journeys, unique_id))),

  handle(createJourney, (context, { steps = [], status = 'active', ...input }) =>
    context.database.transaction(() => {
      const { unique_id } = createRow(context, journeys, { ...input, status })
      for (const step of steps) addStep(context, unique_id, step)
      return record(Journey, findRow(context, journeys, unique_id))
    }),
  ),

  handle(updateJourney, (context, { unique_id, steps, ...input }) =>
    context.database.transaction(() => {
      changeRow(context, journeys, unique_id, input)
      if (steps !== undefined) {
        refuseUnderWay(context, 'onboarding_id = ?', unique_id, 'Its steps cannot all be replaced: change them one by one.')
        context.database.run('delete from onboarding_steps where tenant = ? and journey_id = ?', context.tenant, unique_id)
        for (const step of steps) addStep(context, unique_id, step)
      }
      return record(Journey, findRow(context, journeys, unique_id))
    }),
  ),

  handle(deleteJourney, (context, { unique_id }) =>
    context.database.transaction(() => {
      removeRow(context, journeys, unique_id)
      const { database, tenant } = context
      const walked = 'run_id in (select unique_id from onboarding_runs where tenant = ? and onboarding_id = ?)'
      database.run(`delete from onboarding_logs where tenant = ? and ${walked}`, tenant, tenant, unique_id)
      database.run('delete from onboarding_runs where tenant = ? and onboarding_id = ?', tenant, unique_id)
      database.run('delete from onboarding_steps where tenant = ? and journey_id = ?', tenant, unique_id)
      return nothing()
    }),
  ),

  handle(addJourneyStep, (context, { unique_id, ...step }) =>
    context.database.transaction(() => {
      findRow(context, journeys, unique_id)
      addStep(context, unique_id, step)
      return record(Journey, findRow(context, journeys, unique_id))
    }),
  ),

  handle(updateJourneyStep, (context, { unique_id, step_unique_id, ...step }) =>
    context.database.transaction(() => {
      findRow(context, journeys, unique_id)
      changeStep(context, unique_id, step_unique_id, step)
      return record(Journey, findRow(context, journeys, unique_id))
    }),
  ),

  handle(deleteJourneyStep, (context, { unique_id, step_unique_id }) =>
    context.database.transaction(() => {
      findRow(context, journeys, unique_id)
      refuseUnderWay(context, `step_id = ? and status <> 'completed'`, step_unique_id, 'The step cannot go while they stand at it.')
      dropStep(context, unique_id, step_unique_id)
      const last = findRow(context, journeys, unique_id).steps?.at(-1)
      if (last === undefined) refuseUnderWay(context, 'step_id = ?', step_unique_id, 'Their last step cannot go.')
      // Those who are through stay on the last step.
      const sql = 'update onboarding_runs set step_id = ? where tenant = ? and step_id = ?'
      if (last !== undefined) context.database.run(sql, last.unique_id, context.tenant, step_unique_id)
      return nothing()
    }),
  ),
]

/** Whoever has begun stands at a step, and it must not vanish beneath them. */
function refuseUnderWay({ database, tenant }: RequestContext, where: string, value: SqlValue, why: string): void {
  const sql = `select count(*) as count from onboarding_runs where tenant = ? and ${where}`
  const count = database.get<{ count: number }>(sql, tenant, value)?.count ?? 0
  if (count > 0) refuse(409, 'conflict', 'Users Are Under Way', `${count} ${count === 1 ? 'user has' : 'users have'} begun. ${why}`)
}
