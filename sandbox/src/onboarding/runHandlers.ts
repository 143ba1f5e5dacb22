import {
  completeStep,
  getUserJourney,
  getUserProgress,
  listAllUserJourneys,
  listUserJourneys,
  resetJourney,
  resumeUserJourney,
  skipStep,
  startUserJourney,
  suspendUserJourney,
  UserJourney,
} from '@blockstate/core/onboarding'
import { readUser } from '../auth/users.ts'
import type { UserRow } from '../auth/users.ts'
import { equalTo } from '../database/equalTo.ts'
import { findRow, listRows, notFound } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import type { RecordAnswer } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import type { Context, RequestContext } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { holdRun, leaveStep, resetRun, startRun } from './runs.ts'
import type { Run } from './runs.ts'
import { journeys, runs } from './tables.ts'

/** Users on their way. Each goes on with their own journeys only; how far others are can be read. */
export const runHandlers = [
  handle(startUserJourney, (context, { unique_id, user_unique_id = context.user.unique_id, metadata }) =>
    context.database.transaction(() => {
      findRow(context, journeys, unique_id)
      if (readUser(context, user_unique_id) === undefined)
        refuseField(context.pointer('user_unique_id'), 'user_unique_id names no user of this app')
      return record(UserJourney, startRun(context, unique_id, user_unique_id, metadata))
    }),
  ),

  handle(getUserProgress, (context, { unique_id, onboarding_unique_id }) => {
    const user = findUser(context, unique_id)
    const where = { user_unique_id: user.unique_id, onboarding_id: onboarding_unique_id }
    const [latest] = listRows(context, runs, where, 'rowid desc')
    return latest === undefined ? notFound('Journey', onboarding_unique_id) : record(UserJourney, latest)
  }),

  handle(listUserJourneys, (context, input) => {
    const user = findUser(context, input.unique_id)
    return answerPage(context, runs, input, { search: [], ...equalTo({ user_unique_id: user.unique_id, status: input.status }) })
  }),

  handle(listAllUserJourneys, (context, input) =>
    answerPage(context, runs, input, { search: [], ...equalTo({ status: input.status, onboarding_id: input.onboarding_id }) }),
  ),

  handle(getUserJourney, (context, { unique_id }) => record(UserJourney, findRow(context, runs, unique_id))),
  handle(completeStep, (context, input) => change(context, input.unique_id, (run) => leaveStep(context, run, 'completed', input))),
  handle(skipStep, (context, input) => change(context, input.unique_id, (run) => leaveStep(context, run, 'skipped', input))),
  handle(resetJourney, (context, { unique_id, metadata }) => change(context, unique_id, (run) => resetRun(context, run, metadata))),
  handle(suspendUserJourney, (context, { unique_id }) => change(context, unique_id, (run) => holdRun(context, run, 'suspended'))),
  handle(resumeUserJourney, (context, { unique_id }) => change(context, unique_id, (run) => holdRun(context, run, 'active'))),
]

function change(context: Context, id: string, by: (run: Run) => Run): RecordAnswer {
  return context.database.transaction(() => {
    const run = findRow(context, runs, id)
    if (run.user_unique_id !== context.user.unique_id)
      refuse(403, 'forbidden', 'Not Your Journey', `Journey ${id} is another user's; only they go on with it.`)
    return record(UserJourney, by(run))
  })
}

function findUser(context: RequestContext, id: string): UserRow {
  return readUser(context, id) ?? notFound('User', id)
}
