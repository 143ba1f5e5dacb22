import type { Journey } from '@blockstate/core/onboarding'
import type { Input, RecordOf } from '@blockstate/core/describe'
import type { addJourneyStep } from '@blockstate/core/onboarding'
import { instant, notFound } from '../database/rows.ts'
import type { Place } from '../database/place.ts'
import type { SqlValue } from '../database/openDatabase.ts'

/** A step as it is told. */
export type StepRow = NonNullable<RecordOf<typeof Journey>['steps']>[number]

/** What a caller says of a step. */
export type StepGiven = Omit<Input<typeof addJourneyStep>, 'unique_id' | 'description' | 'metadata'> & {
  readonly description?: string | null | undefined
  readonly metadata?: Readonly<Record<string, unknown>> | null | undefined
}

/**
 * Puts a step into a journey: at the place asked for, or at the end, where a place beyond the end also leads. Later ones move up.
 *
 * @example
 * addStep(context, journey.unique_id, { name: 'Verify your address', step_type: 'verification' })
 */
export function addStep(
  place: Place,
  journeyId: string,
  { name, description, order, step_type, required = true, metadata }: StepGiven,
): void {
  const { database, tenant } = place
  const count = database.get<{ count: number }>(
    'select count(*) as count from onboarding_steps where tenant = ? and journey_id = ?',
    tenant,
    journeyId,
  )
  const last = (count?.count ?? 0) + 1
  const at = instant(place.now())
  const id = place.mint()
  database.run(
    `insert into onboarding_steps (tenant, unique_id, journey_id, name, description, "order", step_type, required, metadata, created_at,
       updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    tenant,
    id,
    journeyId,
    name,
    description ?? null,
    last,
    step_type,
    required ? 1 : 0,
    metadata === undefined || metadata === null ? null : JSON.stringify(metadata),
    at,
    at,
  )
  moveStep(place, journeyId, id, order ?? last)
}

/**
 * Changes what is given of a step; an order moves it. Refuses with 404 where the journey has no such step.
 *
 * @example
 * changeStep(context, journey.unique_id, step.unique_id, { required: false })
 */
export function changeStep(
  place: Place,
  journeyId: string,
  id: string,
  given: { readonly [K in keyof StepGiven]?: StepGiven[K] | undefined },
): void {
  const { order, required, metadata, ...rest } = given
  const columns: Record<string, SqlValue> = { updated_at: instant(place.now()) }
  for (const [name, value] of Object.entries(rest)) if (typeof value === 'string' && name in texts) columns[name] = value
  if (required !== undefined) columns['required'] = required ? 1 : 0
  if (metadata !== undefined) columns['metadata'] = JSON.stringify(metadata)
  const assignments = Object.keys(columns).map((name) => `"${name}" = ?`)
  const sql = `update onboarding_steps set ${assignments.join(', ')} where tenant = ? and journey_id = ? and unique_id = ?`
  if (place.database.run(sql, ...Object.values(columns), place.tenant, journeyId, id) === 0) notFound('Step', id)
  if (order !== undefined) moveStep(place, journeyId, id, order)
}

const texts = { name: true, description: true, step_type: true }

/**
 * Takes a step out of a journey; later ones move down. Refuses with 404 where the journey has no such step.
 *
 * @example
 * dropStep(context, journey.unique_id, step.unique_id)
 */
export function dropStep({ database, tenant }: Place, journeyId: string, id: string): void {
  const step = database.get<{ order: number }>(
    'select "order" from onboarding_steps where tenant = ? and journey_id = ? and unique_id = ?',
    tenant,
    journeyId,
    id,
  )
  if (step === undefined) return notFound('Step', id)
  database.run('delete from onboarding_steps where tenant = ? and unique_id = ?', tenant, id)
  database.run(
    'update onboarding_steps set "order" = "order" - 1 where tenant = ? and journey_id = ? and "order" > ?',
    tenant,
    journeyId,
    step.order,
  )
}

/** Steps between the old place and the new one close up; places are 1 to the number of steps. */
function moveStep({ database, tenant }: Place, journeyId: string, id: string, wanted: number): void {
  const ids = database
    .all<{ unique_id: string }>(
      'select unique_id from onboarding_steps where tenant = ? and journey_id = ? order by "order"',
      tenant,
      journeyId,
    )
    .map(({ unique_id }) => unique_id)
    .filter((other) => other !== id)
  const ordered = ids.toSpliced(Math.max(wanted, 1) - 1, 0, id)
  ordered.forEach((one, index) =>
    database.run('update onboarding_steps set "order" = ? where tenant = ? and unique_id = ?', index + 1, tenant, one),
  )
}
