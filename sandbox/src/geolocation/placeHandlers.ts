import { createPlace, deletePlace, findNearby, getPlace, listPlaces, Place, updatePlace } from '@blockstate/core/geolocation'
import { equalTo } from '../database/equalTo.ts'
import type { SqlValue } from '../database/openDatabase.ts'
import { changeRow, createRow, findRow, removeRow } from '../database/rows.ts'
import { nothing, page, record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { refuseBlank } from '../server/refuseBlank.ts'
import { refuseParameter } from '../server/refuseParameter.ts'
import { selectPage } from '../server/selectPage.ts'
import { metresIn, positionOf } from './coordinates.ts'
import { placesAround, placesWithin } from './placesAround.ts'
import { boundaryOf } from './regionHandlers.ts'
import { places } from './tables.ts'

/** Places: points with a name. A code names one of them. */
export const placeHandlers = [
  handle(listPlaces, (context, { region_unique_id, bbox, location_type, status, ...input }) => {
    const narrowed = [equalTo({ location_type, status }), ...within(context, region_unique_id), ...inBox(bbox)]
    return answerPage(context, places, input, {
      where: narrowed.map(({ where }) => where).join(' and '),
      values: narrowed.flatMap(({ values }) => values),
      search: ['name', 'code', 'address'],
      sort: 'name',
    })
  }),
  handle(findNearby, (context, { radius = 5, unit = 'km', location_type, latitude, longitude, sort, filter }) => {
    const point = positionOf({ latitude, longitude })
    if (!(radius > 0)) refuseParameter('radius', 'radius must be above 0')
    const found = placesAround(context, point, radius * metresIn[unit], location_type)
    const distances = new Map(found.map(({ unique_id, metres }) => [unique_id, Math.round((metres / metresIn[unit]) * 1e4) / 1e4]))
    const far = (id: string): number => distances.get(id) ?? Infinity
    // Another order or a filter is the table's business; the nearest first is ours.
    if (filter === undefined && (sort === undefined || sort === 'distance' || sort === '-distance')) {
      const ordered = sort === '-distance' ? found.toReversed() : found
      const { page: number, size } = context.paging
      const rows = ordered.slice((number - 1) * size, number * size).map(({ unique_id }) => findRow(context, places, unique_id))
      return page(
        Place,
        rows.map((row) => ({ ...row, distance: far(row.unique_id) })),
        { total: found.length },
      )
    }
    const asked = { ...(sort === undefined ? {} : { sort }), ...(filter === undefined ? {} : { filter }) }
    const { rows, total } = selectPage(context, asked, Place, { table: places.told, ...among(found.map(({ unique_id }) => unique_id)) })
    return page(
      Place,
      rows.map((row) => ({ ...row, distance: far(row.unique_id) })),
      { total },
    )
  }),
  handle(getPlace, (context, { id }) => record(Place, findRow(context, places, id))),
  handle(createPlace, (context, input) => {
    checkPlace(context, input)
    pairOnly(context, { latitude: input.latitude, longitude: input.longitude })
    return context.database.transaction(() => {
      codeIsFree(context, input.code)
      return record(Place, createRow(context, places, { status: 'active', ...input }))
    })
  }),
  handle(updatePlace, (context, input) => {
    checkPlace(context, input)
    return context.database.transaction(() => {
      const before = findRow(context, places, input.id)
      if (input.code !== before.code) codeIsFree(context, input.code)
      const { latitude = before.latitude, longitude = before.longitude } = input
      pairOnly(context, { latitude, longitude })
      return record(Place, changeRow(context, places, input.id, input))
    })
  }),
  handle(deletePlace, (context, { id }) => {
    removeRow(context, places, id)
    return nothing()
  }),
]

interface Narrowed {
  readonly where: string
  readonly values: readonly SqlValue[]
}

function among(ids: readonly string[]): Narrowed {
  return { where: 'unique_id in (select value from json_each(?))', values: [JSON.stringify(ids)] }
}

function within(context: Context, region: string | undefined): Narrowed[] {
  if (region === undefined) return []
  const boundary = boundaryOf(context, region)
  return [among(boundary === undefined ? [] : placesWithin(context, boundary))]
}

/** West of east: the box lies across the antimeridian. */
function inBox(bbox: string | undefined): Narrowed[] {
  if (bbox === undefined) return []
  const [west, south, east, north, ...more] = bbox.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  const fits =
    [west, east].every((one) => one !== undefined && Math.abs(one) <= 180) &&
    [south, north].every((one) => one !== undefined && Math.abs(one) <= 90)
  if (west === undefined || south === undefined || east === undefined || north === undefined || !fits || more.length > 0 || south > north) {
    return refuseParameter('bbox', 'bbox is west,south,east,north in degrees')
  }
  const across = west <= east ? 'longitude between ? and ?' : '(longitude >= ? or longitude <= ?)'
  return [{ where: `latitude between ? and ? and ${across}`, values: [south, north, west, east] }]
}

interface Given {
  readonly name?: string | undefined
  readonly latitude?: number | undefined
  readonly longitude?: number | undefined
}

function checkPlace(context: Context, { name, latitude, longitude }: Given): void {
  refuseBlank(context, { name })
  positionOf({ latitude: latitude ?? 0, longitude: longitude ?? 0 }, (field) => ({ pointer: context.pointer(field) }))
}

function pairOnly(context: Context, { latitude, longitude }: { latitude: number | undefined; longitude: number | undefined }): void {
  if ((latitude === undefined) === (longitude === undefined)) return
  const missing = latitude === undefined ? 'latitude' : 'longitude'
  refuseField(context.pointer(missing), `${missing} is missing beside the other coordinate`)
}

function codeIsFree(context: Context, code: string | undefined): void {
  if (code === undefined) return
  const taken = context.database.get('select 1 from geolocation_places where tenant = ? and code = ?', context.tenant, code)
  if (taken !== undefined)
    refuse(409, 'conflict', 'Code Is Taken', `There is a place with the code '${code}' already; codes name one place.`)
}
