import type { SqlValue } from '../database/openDatabase.ts'
import type { Place } from '../database/place.ts'
import { contains } from './boundary.ts'
import type { Boundary } from './boundary.ts'
import { metresBetween } from './sphere.ts'
import type { Position } from './sphere.ts'

interface Spot {
  readonly unique_id: string
  readonly latitude: number
  readonly longitude: number
}

/** A degree of latitude in metres, a little short so that nothing at the rim is missed. */
const degree = 111_000

/**
 * The places around a point, the nearest first, with the metres to each. Latitude narrows them before distances are worked out.
 *
 * @example
 * placesAround(context, [9.99, 53.55], 5000)
 */
export function placesAround(
  { database, tenant }: Place,
  point: Position,
  metres: number,
  location_type?: string,
): { unique_id: string; metres: number }[] {
  const reach = metres / degree
  const typed = location_type === undefined ? '' : ' and location_type = ?'
  const values: SqlValue[] = [tenant, point[1] - reach, point[1] + reach, ...(location_type === undefined ? [] : [location_type])]
  return database
    .all<Spot>(
      `select unique_id, latitude, longitude from geolocation_places
       where tenant = ? and latitude between ? and ? and longitude is not null${typed} order by seq`,
      ...values,
    )
    .map((spot) => ({ unique_id: spot.unique_id, metres: metresBetween(point, [spot.longitude, spot.latitude]) }))
    .filter((spot) => spot.metres <= metres)
    .sort((one, other) => one.metres - other.metres)
}

/**
 * The ids of the places within a boundary.
 *
 * @example
 * placesWithin(context, boundary).length
 */
export function placesWithin({ database, tenant }: Place, boundary: Boundary): string[] {
  return database
    .all<Spot>(
      `select unique_id, latitude, longitude from geolocation_places
       where tenant = ? and latitude is not null and longitude is not null order by seq`,
      tenant,
    )
    .filter((spot) => contains(boundary, [spot.longitude, spot.latitude]))
    .map(({ unique_id }) => unique_id)
}
