import { calculateDistance, geocodeAddress, GeocodeResult, reverseGeocode as reverseGeocodeSkill } from '@blockstate/core/geolocation'
import { list, plain } from '../server/answer.ts'
import type { ListAnswer } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import { Refusal } from '../server/refusal.ts'
import { refuseParameter } from '../server/refuseParameter.ts'
import { metresIn, positionOf } from './coordinates.ts'
import type { Coordinates } from './coordinates.ts'
import { geocode, readGazetteer, reverseGeocode } from './gazetteer/gazetteer.ts'
import type { Address } from './gazetteer/gazetteer.ts'
import { metresBetween } from './sphere.ts'

/** Streets are longer than the crow flies, and who goes far goes faster: a rule of thumb, no map. Kilometres an hour. */
const ways = {
  straight: { detour: 1, speed: () => undefined },
  walking: { detour: 1.25, speed: () => 4.8 },
  driving: { detour: 1.3, speed: (metres: number) => (metres < 5000 ? 25 : metres < 50_000 ? 50 : 90) },
} as const

/** Addresses and distances. */
export const geocodeHandlers = [
  handle(geocodeAddress, (_, { address, country, limit = 5 }) => {
    if (address.trim() === '') refuseParameter('address', 'address must not be blank')
    if (country !== undefined && !/^[a-z]{2}$/i.test(country)) refuseParameter('country', 'country is two letters, such as DE')
    return some(geocode(readGazetteer(), address.slice(0, 300), country), limit)
  }),
  handle(reverseGeocodeSkill, (_, { limit = 1, ...point }) => some(reverseGeocode(readGazetteer(), positionOf(point)), limit)),
  handle(calculateDistance, (context, { origin, destination, waypoints = [], mode = 'straight', unit = 'km' }) => {
    const at =
      (place: string): Parameters<typeof positionOf>[1] =>
      (field) => ({ pointer: context.pointer(`${place}/${field}`) })
    const between = waypoints.map((point, index) =>
      positionOf(readPoint(point, context.pointer(`waypoints/${index}`)), at(`waypoints/${index}`)),
    )
    const stops = [positionOf(origin, at('origin')), ...between, positionOf(destination, at('destination'))]
    const { detour, speed } = ways[mode]
    const legs = stops.slice(1).map((stop, index) => {
      const metres = metresBetween(stops[index] ?? stop, stop) * detour
      const pace = speed(metres)
      return { metres, minutes: pace === undefined ? null : (metres / 1000 / pace) * 60 }
    })
    const told = (metres: number): number => Math.round((metres / metresIn[unit]) * 1e4) / 1e4
    const total = legs.reduce((sum, { metres }) => sum + metres, 0)
    const minutes = legs.reduce((sum, leg) => sum + (leg.minutes ?? 0), 0)
    return plain(
      {
        distance: told(total),
        unit,
        mode,
        estimated_time: mode === 'straight' ? null : Math.round(minutes),
        legs: legs.map((leg) => ({ distance: told(leg.metres), estimated_time: leg.minutes === null ? null : Math.round(leg.minutes) })),
      },
      { type: 'distance' },
    )
  }),
]

function some(found: readonly Address[], limit: number): ListAnswer {
  if (limit < 1 || limit > 50) refuseParameter('limit', 'limit must be from 1 to 50')
  return list(GeocodeResult, found.slice(0, limit), { meta: { totalRecords: found.length } })
}

function readPoint(given: unknown, pointer: string): Coordinates {
  const { latitude, longitude }: { latitude?: unknown; longitude?: unknown } = typeof given === 'object' && given !== null ? given : {}
  if (typeof latitude === 'number' && typeof longitude === 'number') return { latitude, longitude }
  throw new Refusal(422, 'validation_error', [
    { title: 'Invalid field', detail: 'a waypoint is { latitude, longitude }, both numbers', source: { pointer } },
  ])
}
