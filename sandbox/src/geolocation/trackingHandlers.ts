import { getLocationHistory, getTracked, listGeofenceEvents, registerTracked, trackLocation, Tracked } from '@blockstate/core/geolocation'
import type { RecordOf } from '@blockstate/core/describe'
import { equalTo } from '../database/equalTo.ts'
import { changeRow, createRow, findRow, instant, listRows, notFound } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { refuseParameter } from '../server/refuseParameter.ts'
import { contains } from './boundary.ts'
import { positionOf } from './coordinates.ts'
import type { Coordinates } from './coordinates.ts'
import { storedBoundary } from './regionHandlers.ts'
import { geofenceEvents, points, regions, tracked } from './tables.ts'

type TrackedRow = RecordOf<typeof Tracked>

/** A clock may be this much ahead of ours, in milliseconds. */
const ahead = 300_000

/** Who is where: reports, history, and the regions entered and left. Only those who registered somebody (and admins) see them. */
export const trackingHandlers = [
  handle(registerTracked, (context, { id, name }) =>
    context.database.transaction(() => {
      const owner = ownerOf(context, id)
      if (owner !== undefined) mineOnly(context, id, owner)
      const given = name === undefined ? {} : { name }
      if (owner === undefined) createRow(context, tracked, given, { unique_id: id, owner_id: context.user.unique_id })
      else changeRow(context, tracked, id, given)
      return record(Tracked, findRow(context, tracked, id))
    }),
  ),
  handle(getTracked, (context, { id }) => record(Tracked, mine(context, id))),
  handle(trackLocation, (context, { id, ...given }) => {
    const point = positionOf(given, (field) => ({ pointer: context.pointer(field) }))
    const at = Date.parse(given.tracked_at ?? instant(context.now()))
    if (at > context.now() + ahead) refuseField(context.pointer('tracked_at'), 'tracked_at lies in the future')
    return context.database.transaction(() => {
      const before = mine(context, id)
      const tracked_at = instant(at)
      const { latitude, longitude, accuracy = null, altitude = null, speed = null, heading = null } = given
      const told = { user_unique_id: id, latitude, longitude, accuracy, altitude, speed, heading, tracked_at }
      createRow(context, points, {}, told)
      // A report that was late is history: it moves nobody, and opens no region.
      if (typeof before.location_updated_at === 'string' && tracked_at < before.location_updated_at) {
        return record(Tracked, { ...before, entered: [], left: [] }, { status: 200 })
      }
      const { entered, left } = crossed(context, id, point)
      noteCrossings(context, id, { latitude, longitude }, tracked_at, { entered, left })
      const moved = {
        latitude,
        longitude,
        location_updated_at: tracked_at,
        entered: JSON.stringify(entered),
        left_regions: JSON.stringify(left),
      }
      changeRow(context, tracked, id, {}, moved)
      return record(Tracked, findRow(context, tracked, id), { status: 200 })
    })
  }),
  handle(getLocationHistory, (context, { id, start_time, end_time, ...input }) => {
    mine(context, id)
    const [from, to] = [start_time, end_time].map((time) => (time === undefined ? undefined : instant(Date.parse(time))))
    if (from !== undefined && to !== undefined && from > to) refuseParameter('end_time', 'end_time lies before start_time')
    const limits = [
      ...(from === undefined ? [] : [{ sql: 'tracked_at >= ?', value: from }]),
      ...(to === undefined ? [] : [{ sql: 'tracked_at <= ?', value: to }]),
    ]
    return answerPage(context, points, input, {
      where: ['user_unique_id = ?', ...limits.map(({ sql }) => sql)].join(' and '),
      values: [id, ...limits.map(({ value }) => value)],
      sort: '-tracked_at',
    })
  }),
  handle(listGeofenceEvents, (context, { id, region_unique_id, ...input }) => {
    mine(context, id)
    return answerPage(context, geofenceEvents, input, { sort: '-occurred_at', ...equalTo({ user_unique_id: id, region_unique_id }) })
  }),
]

function ownerOf({ database, tenant }: Context, id: string): string | undefined {
  return database.get<{ owner_id: string }>('select owner_id from geolocation_tracked where tenant = ? and unique_id = ?', tenant, id)
    ?.owner_id
}

function mineOnly({ user }: Context, id: string, owner: string): void {
  if (user.unique_id === id || user.unique_id === owner || user.role === 'admin') return
  refuse(403, 'forbidden', 'Not Yours To Track', `User ${id} was registered by somebody else; only they or an admin may see or move it.`)
}

/** Whoever asks for themselves is registered by it. */
function mine(context: Context, id: string): TrackedRow {
  const owner = ownerOf(context, id)
  if (owner === undefined && id === context.user.unique_id) return createRow(context, tracked, {}, { unique_id: id, owner_id: id })
  if (owner === undefined) return notFound('User', id)
  mineOnly(context, id, owner)
  return findRow(context, tracked, id)
}

function crossed(context: Context, user: string, point: readonly [number, number]): { entered: string[]; left: string[] } {
  const { database, tenant } = context
  const rows = database.all<{ region_id: string }>(
    'select region_id from geolocation_inside where tenant = ? and user_unique_id = ?',
    tenant,
    user,
  )
  const before = rows.map(({ region_id }) => region_id)
  const now = listRows(context, regions, { status: 'active' }).flatMap((region) => {
    const boundary = storedBoundary(region)
    return boundary !== undefined && contains(boundary, point) ? [region.unique_id] : []
  })
  return { entered: now.filter((id) => !before.includes(id)), left: before.filter((id) => !now.includes(id)) }
}

function noteCrossings(
  context: Context,
  user_unique_id: string,
  { latitude, longitude }: Coordinates,
  occurred_at: string,
  { entered, left }: { readonly entered: readonly string[]; readonly left: readonly string[] },
): void {
  const { database, tenant } = context
  for (const region of left) {
    database.run('delete from geolocation_inside where tenant = ? and user_unique_id = ? and region_id = ?', tenant, user_unique_id, region)
  }
  for (const region of entered) database.run('insert into geolocation_inside values (?, ?, ?)', tenant, user_unique_id, region)
  const events = [...left.map((region) => ['leave', region] as const), ...entered.map((region) => ['enter', region] as const)]
  for (const [event, region_unique_id] of events) {
    createRow(context, geofenceEvents, {}, { user_unique_id, region_unique_id, event, latitude, longitude, occurred_at })
  }
}
