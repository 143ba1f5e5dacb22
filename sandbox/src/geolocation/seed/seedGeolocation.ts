import type { Place } from '../../database/place.ts'
import { createRow, instant } from '../../database/rows.ts'
import { demoUsers } from '../../seed/seedUsers.ts'
import { contains } from '../boundary.ts'
import type { Boundary } from '../boundary.ts'
import { walk } from '../sphere.ts'
import type { Position } from '../sphere.ts'
import { geofenceEvents, places, points, regions, tracked } from '../tables.ts'

const hamburg: Position = [9.99, 53.55]
const minute = 60_000

const kinds = ['bakery', 'workshop', 'library', 'tram_stop', 'pier', 'garden'] as const
const names = ['Night', 'Tanner', 'Old', 'Harbour', 'Lock', 'North', 'Foundry', 'Canal', 'Crane', 'Roof'] as const

/**
 * Plants sixty places around Hamburg and two far away, three regions, and a delivery bicycle of Ada's that went through two of them.
 *
 * @example
 * database.transaction(() => seedGeolocation({ database, tenant: 'demo', now: Date.now, mint: randomUUID }))
 */
export function seedGeolocation(place: Place): void {
  const long = { ...place, now: () => place.now() - 30 * 24 * 60 * minute }
  for (const [at, name] of names.entries()) {
    for (const [turn, kind] of kinds.entries()) {
      // A spiral, so that distances differ and none lies on another.
      const number = at * kinds.length + turn
      const [longitude, latitude] = walk(hamburg, number * 47, 150 + number * 110)
      const status = number % 17 === 16 ? 'inactive' : 'active'
      const code = `${kind.slice(0, 3).toUpperCase()}-${String(number + 1).padStart(3, '0')}`
      createRow(long, places, { name: `${name} ${kind.replace('_', ' ')}`, code, location_type: kind, latitude, longitude, status })
    }
  }
  const away = { location_type: 'office', status: 'active' }
  createRow(long, places, {
    ...away,
    name: 'Dateline office',
    code: 'OFF-001',
    address: '12 Dateline Road, Suva',
    latitude: -18.14,
    longitude: 178.44,
  })
  createRow(long, places, { ...away, name: 'Polar station', code: 'OFF-002', latitude: 78.22, longitude: 15.64 })
  plantRide(place, plantRegions(long))
}

function plantRegions(place: Place): readonly { readonly id: string; readonly boundary: Boundary }[] {
  const square = (half: number): Position[] => [45, 135, 225, 315, 45].map((heading) => walk(hamburg, heading, half))
  const planted = [
    { name: 'Old town', description: 'Deliveries on foot.', boundary: { type: 'Polygon', coordinates: [square(1500).toReversed()] } },
    {
      name: 'Pier six',
      description: 'The sauna boat and around.',
      boundary: { type: 'Circle', center: walk(hamburg, 180, 2000), radius_m: 400 },
    },
    {
      name: 'Date line',
      description: 'Fiji to Samoa, across the 180th meridian.',
      boundary: {
        type: 'Polygon',
        coordinates: [
          [
            [175, -22],
            [-170, -22],
            [-170, -12],
            [175, -12],
            [175, -22],
          ],
        ],
      },
    },
  ] as const
  return planted.map((region) => {
    const boundary: Boundary = region.boundary
    return { id: createRow(place, regions, { ...region, status: 'active' }).unique_id, boundary }
  })
}

function plantRide(place: Place, fences: ReturnType<typeof plantRegions>): void {
  const ada = demoUsers.ada.unique_id
  const id = '5eed0000-0000-4000-8000-00000000b1ce'
  createRow(place, tracked, { name: 'Delivery bicycle' }, { unique_id: id, owner_id: ada })
  let inside: readonly string[] = []
  for (let step = 0; step < 40; step += 1) {
    // From the north, through the old town and over the pier, every three minutes.
    const [longitude, latitude] = walk(walk(hamburg, 0, 2500), 180, step * 130)
    const tracked_at = instant(place.now() - (40 - step) * 3 * minute)
    const at = { created_at: tracked_at, updated_at: tracked_at }
    createRow(place, points, {}, { user_unique_id: id, latitude, longitude, accuracy: 8, speed: 15, heading: 180, tracked_at, ...at })
    const now = fences.filter(({ boundary }) => contains(boundary, [longitude, latitude])).map((fence) => fence.id)
    const note = (event: string, region_unique_id: string): void => {
      createRow(
        place,
        geofenceEvents,
        {},
        { user_unique_id: id, region_unique_id, event, latitude, longitude, occurred_at: tracked_at, ...at },
      )
    }
    for (const region of inside.filter((one) => !now.includes(one))) note('leave', region)
    for (const region of now.filter((one) => !inside.includes(one))) note('enter', region)
    inside = now
    const moved = 'update geolocation_tracked set latitude = ?, longitude = ?, location_updated_at = ? where tenant = ? and unique_id = ?'
    place.database.run(moved, latitude, longitude, tracked_at, place.tenant, id)
  }
  for (const region of inside) place.database.run('insert into geolocation_inside values (?, ?, ?)', place.tenant, id, region)
}
