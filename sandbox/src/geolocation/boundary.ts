import { arcsCross, isWithin, metresBetween, metresFromRing } from './sphere.ts'
import type { Position } from './sphere.ts'

/** The area of a region. */
export type Boundary =
  | { readonly type: 'Circle'; readonly center: Position; readonly radius_m: number }
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }

/** More positions than this are no boundary that somebody drew. */
const most = 1000

/**
 * Reads a boundary as a caller gave it: a GeoJSON polygon (holes may follow the outer ring; RFC 7946, 3.1.6), or a circle. Answers what is
 * wrong with it otherwise.
 *
 * @example
 * readBoundary({ type: 'Circle', center: [9.99, 53.55], radius_m: 500 }) // { boundary: … }
 */
export function readBoundary(given: unknown): { readonly boundary: Boundary } | { readonly mistake: string } {
  if (typeof given !== 'object' || given === null) return { mistake: 'boundary must be a GeoJSON Polygon or a Circle' }
  const { type, center, radius_m, coordinates }: { type?: unknown; center?: unknown; radius_m?: unknown; coordinates?: unknown } = given
  if (type === 'Circle') {
    if (!isPosition(center)) return { mistake: 'center must be [longitude, latitude] in degrees' }
    // Half the way around: a larger circle would hold everything.
    const fits = typeof radius_m === 'number' && radius_m > 0 && radius_m <= 20_000_000
    return fits ? { boundary: { type, center, radius_m } } : { mistake: 'radius_m must be above 0 and at most 20000000 metres' }
  }
  if (type !== 'Polygon') return { mistake: "boundary's type must be Polygon or Circle" }
  if (!Array.isArray(coordinates) || coordinates.length === 0) return { mistake: 'coordinates must hold a ring' }
  for (const ring of coordinates as readonly unknown[]) {
    const mistake = ringMistake(ring)
    if (mistake !== undefined) return { mistake }
  }
  // Every ring was just held to this form.
  return { boundary: { type, coordinates: coordinates as readonly (readonly Position[])[] } }
}

/**
 * Does a point lie within a boundary? The rim of a circle belongs to it; a hole of a polygon does not.
 *
 * @example
 * contains({ type: 'Circle', center: [9.99, 53.55], radius_m: 500 }, [9.99, 53.551]) // true
 */
export function contains(boundary: Boundary, point: Position): boolean {
  if (boundary.type === 'Circle') return metresBetween(boundary.center, point) <= boundary.radius_m
  const [outer = [], ...holes] = boundary.coordinates
  return isWithin(outer, point) && !holes.some((hole) => isWithin(hole, point))
}

/**
 * How far a point is from a boundary, in metres; 0 inside.
 *
 * @example
 * metresOutside(boundary, [9.99, 53.55])
 */
export function metresOutside(boundary: Boundary, point: Position): number {
  if (contains(boundary, point)) return 0
  if (boundary.type === 'Circle') return metresBetween(boundary.center, point) - boundary.radius_m
  return Math.min(...boundary.coordinates.map((ring) => metresFromRing(ring, point)))
}

function isPosition(value: unknown): value is Position {
  if (!Array.isArray(value) || value.length < 2) return false
  const [longitude, latitude]: readonly unknown[] = value
  return isDegrees(longitude, 180) && isDegrees(latitude, 90)
}

function isDegrees(value: unknown, limit: number): boolean {
  return typeof value === 'number' && Math.abs(value) <= limit
}

function ringMistake(ring: unknown): string | undefined {
  if (!Array.isArray(ring) || ring.length < 4) return 'a ring has at least four positions, the last as the first'
  if (ring.length > most) return `a ring has at most ${most} positions`
  if (!ring.every(isPosition)) return 'a position is [longitude, latitude] in degrees'
  const same = (one: Position | undefined, two: Position | undefined): boolean => one?.[0] === two?.[0] && one?.[1] === two?.[1]
  if (!same(ring[0], ring.at(-1))) return 'a ring ends where it begins'
  if (ring.some((position, at) => at > 0 && same(position, ring[at - 1]))) return 'a position may not follow itself'
  for (let one = 0; one < ring.length - 1; one += 1) {
    for (let two = one + 2; two < ring.length - 1; two += 1) {
      const [a, b, c, d] = [ring[one], ring[one + 1], ring[two], ring[two + 1]]
      if (a !== undefined && b !== undefined && c !== undefined && d !== undefined && arcsCross(a, b, c, d))
        return 'a ring may not cross itself'
    }
  }
  return undefined
}
