import type { UserJourney } from '@blockstate/core/onboarding'
import type { RecordOf } from '@blockstate/core/describe'
import { changeRow, createRow, findRow, instant } from '../database/rows.ts'
import type { Place } from '../database/place.ts'
import type { SqlValue } from '../database/openDatabase.ts'
import { refuse } from '../server/refusal.ts'
import type { StepRow } from './steps.ts'
import { journeys, runs } from './tables.ts'

/** A journey as one user walks it. */
export type Run = RecordOf<typeof UserJourney>

type Metadata = Readonly<Record<string, unknown>> | undefined
type Action = NonNullable<Run['logs']>[number]['action']

/**
 * Begins a journey for a user, at its first step. Refuses with 422 where it is closed, has no steps, or is under way already.
 *
 * @example
 * const run = startRun(context, input.unique_id, context.user.unique_id, input.metadata)
 */
export function startRun(place: Place, journeyId: string, userId: string, metadata: Metadata): Run {
  const { status, steps = [] } = findRow(place, journeys, journeyId)
  const [first] = steps
  if (first === undefined)
    return refuse(422, 'validation_error', 'Journey Has No Steps', `Journey ${journeyId} has nothing to do; add a step.`)
  if (status === 'inactive') refuse(422, 'validation_error', 'Journey Is Closed', `Journey ${journeyId} is inactive; nobody can begin it.`)
  refuseSecond(place, journeyId, userId)
  const { unique_id } = createRow(place, runs, metadata === undefined ? {} : { metadata }, {
    onboarding_id: journeyId,
    user_unique_id: userId,
    step_id: first.unique_id,
    status: 'active',
    started_at: instant(place.now()),
  })
  return logged(place, unique_id, 'started', first, metadata)
}

/**
 * Leaves the current step behind, as done or as skipped, and goes to the next; after the last one the journey is completed and stands
 * where it is. Refuses with 422 what is not active and to skip what is required, with 409 a step that is not (any more) the current one.
 *
 * @param stepId the step the caller means, where they say so
 *
 * @example
 * leaveStep(context, run, 'completed', { step_unique_id: undefined, metadata: { by: 'phone' } })
 */
export function leaveStep(
  place: Place,
  run: Run,
  action: 'completed' | 'skipped',
  { step_unique_id, metadata }: { readonly step_unique_id?: string | undefined; readonly metadata?: Metadata },
): Run {
  if (run.status !== 'active')
    refuse(422, 'validation_error', 'Journey Is Not Active', `Journey ${run.unique_id} is ${run.status}; only an active one goes on.`)
  const { steps = [] } = findRow(place, journeys, run.onboarding_id)
  const step = steps[run.current_step - 1]
  if (step === undefined) throw new Error(`Journey ${run.unique_id} stands at step ${run.current_step} of ${steps.length}`)
  if (step_unique_id !== undefined && step_unique_id !== step.unique_id)
    refuse(409, 'conflict', 'Step Is Not Current', `Journey ${run.unique_id} stands at step ${run.current_step}, ${step.unique_id}.`)
  if (action === 'skipped' && step.required !== false)
    refuse(422, 'validation_error', 'Step Is Required', `Step ${run.current_step} (${step.name}) cannot be skipped; complete it.`)
  const next = steps[run.current_step]
  const at = instant(place.now())
  changeRow(place, runs, run.unique_id, {}, next === undefined ? { status: 'completed', completed_at: at } : { step_id: next.unique_id })
  return logged(place, run.unique_id, action, step, metadata)
}

/**
 * Puts a begun journey back to its first step, whatever its state. What was logged stays, and counts no more. Refuses with 422 where the
 * user has begun the same journey anew.
 *
 * @example
 * resetRun(context, run, input.metadata)
 */
export function resetRun(place: Place, run: Run, metadata: Metadata): Run {
  if (run.status === 'completed') refuseSecond(place, run.onboarding_id, run.user_unique_id)
  const first = findRow(place, journeys, run.onboarding_id).steps?.[0]
  if (first === undefined) throw new Error(`Journey ${run.onboarding_id} lost its steps while somebody walked it`)
  const at = instant(place.now())
  logged(place, run.unique_id, 'reset', first, metadata)
  const { database, tenant } = place
  database.run('update onboarding_runs set round = round + 1 where tenant = ? and unique_id = ?', tenant, run.unique_id)
  changeRow(place, runs, run.unique_id, {}, { status: 'active', step_id: first.unique_id, started_at: at, completed_at: null })
  return findRow(place, runs, run.unique_id)
}

/**
 * Holds an active journey or lets a held one go on. Refuses with 422 what is in another state.
 *
 * @example
 * holdRun(context, run, 'suspended')
 */
export function holdRun(place: Place, run: Run, status: 'active' | 'suspended'): Run {
  const before = status === 'active' ? 'suspended' : 'active'
  if (run.status !== before)
    refuse(
      422,
      'validation_error',
      `Journey Is Not ${before === 'active' ? 'Active' : 'Suspended'}`,
      `Journey ${run.unique_id} is ${run.status}.`,
    )
  changeRow(place, runs, run.unique_id, {}, { status })
  return logged(place, run.unique_id, status === 'active' ? 'resumed' : 'suspended', undefined, undefined)
}

function refuseSecond({ database, tenant }: Place, journeyId: string, userId: string): void {
  const sql = `select unique_id from onboarding_runs where tenant = ? and onboarding_id = ? and user_unique_id = ? and status <> 'completed'`
  const other = database.get<{ unique_id: string }>(sql, tenant, journeyId, userId)
  if (other === undefined) return
  refuse(422, 'validation_error', 'Journey Is Under Way', `User ${userId} is under way on this journey already, as ${other.unique_id}.`)
}

function logged(place: Place, runId: string, action: Action, step: StepRow | undefined, metadata: Metadata): Run {
  const { database, tenant } = place
  const values: SqlValue[] = [step?.unique_id ?? null, step?.name ?? null, step?.order ?? null, action]
  database.run(
    `insert into onboarding_logs (tenant, run_id, round, step_unique_id, step_name, step_order, action, metadata, logged_at)
     select tenant, unique_id, round, ?, ?, ?, ?, ?, ? from onboarding_runs where tenant = ? and unique_id = ?`,
    ...values,
    metadata === undefined ? null : JSON.stringify(metadata),
    instant(place.now()),
    tenant,
    runId,
  )
  return findRow(place, runs, runId)
}
