import {
  checkGeofence,
  createGeofence,
  deleteGeofence,
  getGeofence,
  listGeofences,
  Region,
  updateGeofence,
} from '@blockstate/core/geolocation'
import type { RecordOf } from '@blockstate/core/describe'
import { equalTo } from '../database/equalTo.ts'
import type { Place } from '../database/place.ts'
import { changeRow, createRow, findRow, instant, removeRow } from '../database/rows.ts'
import { nothing, page, plain, record } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { refuseBlank } from '../server/refuseBlank.ts'
import { selectPage } from '../server/selectPage.ts'
import { contains, metresOutside, readBoundary } from './boundary.ts'
import type { Boundary } from './boundary.ts'
import { positionOf } from './coordinates.ts'
import { placesWithin } from './placesAround.ts'
import { regions } from './tables.ts'

type RegionRow = RecordOf<typeof Region>

/** Regions: areas that are checked, and entered and left by those who are tracked. */
export const regionHandlers = [
  handle(listGeofences, (context, input) => {
    const { rows, total } = selectPage(context, input, Region, {
      table: regions.told,
      search: ['name', 'description'],
      ...equalTo({ status: input.status }),
    })
    return page(
      Region,
      rows.map((row) => counted(context, row)),
      { total },
    )
  }),
  handle(getGeofence, (context, { id }) => record(Region, counted(context, findRow(context, regions, id)))),
  handle(createGeofence, (context, input) => {
    refuseBlank(context, { name: input.name })
    checkBoundary(input.boundary, context.pointer('boundary'))
    return record(Region, counted(context, createRow(context, regions, { status: 'active', ...input })))
  }),
  handle(updateGeofence, (context, input) => {
    refuseBlank(context, { name: input.name })
    checkBoundary(input.boundary, context.pointer('boundary'))
    return record(Region, changeRow(context, regions, input.id, input))
  }),
  handle(deleteGeofence, (context, { id }) =>
    context.database.transaction(() => {
      removeRow(context, regions, id)
      context.database.run('delete from geolocation_inside where tenant = ? and region_id = ?', context.tenant, id)
      return nothing()
    }),
  ),
  handle(checkGeofence, (context, { id, ...point }) => {
    const position = positionOf(point)
    const boundary = boundaryOf(context, id)
    if (boundary === undefined) {
      return refuse(422, 'validation_error', 'Region Without Boundary', `Region ${id} has no boundary yet, so nothing can be inside of it.`)
    }
    const distance_m = Math.round(metresOutside(boundary, position) * 100) / 100
    const inside = contains(boundary, position)
    const checked_at = instant(context.now())
    return plain({ region_unique_id: id, ...point, inside, distance_m, checked_at }, { type: 'geofence_check' })
  }),
]

/**
 * The boundary of a region; `undefined` where it has none. Throws a 404 refusal where there is no such region.
 *
 * @example
 * boundaryOf(context, region_unique_id)
 */
export function boundaryOf(place: Place, id: string): Boundary | undefined {
  return storedBoundary(findRow(place, regions, id))
}

/**
 * The boundary that a region was stored with.
 *
 * @example
 * const boundary = storedBoundary(region)
 */
export function storedBoundary({ boundary }: RegionRow): Boundary | undefined {
  const read = readBoundary(boundary)
  return 'boundary' in read ? read.boundary : undefined
}

function counted(place: Place, region: RegionRow): RegionRow {
  const boundary = storedBoundary(region)
  return { ...region, location_count: boundary === undefined ? 0 : placesWithin(place, boundary).length }
}

function checkBoundary(boundary: unknown, pointer: string): void {
  if (boundary === undefined || boundary === null) return
  const read = readBoundary(boundary)
  if ('mistake' in read) refuseField(pointer, `boundary: ${read.mistake}`)
}
