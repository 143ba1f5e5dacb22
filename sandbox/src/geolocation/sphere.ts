import { geoArea, geoContains, geoDistance } from 'd3-geo'
import type { GeoPermissibleObjects } from 'd3-geo'

/** A place on the sphere, in degrees: `[longitude, latitude]`, as GeoJSON has it. */
export type Position = readonly [longitude: number, latitude: number]

/** The mean radius of the Earth in metres (IUGG). */
const earthRadius = 6_371_008.8

/**
 * The way between two points over the sphere, in metres: a great circle, within 0.6 % of the ellipsoid's.
 *
 * @example
 * metresBetween([13.4, 52.52], [2.35, 48.86]) // about 878 000
 */
export function metresBetween(from: Position, to: Position): number {
  return geoDistance([from[0], from[1]], [to[0], to[1]]) * earthRadius
}

/**
 * The point that lies some metres away in a direction (degrees from north).
 *
 * @example
 * walk([0, 0], 90, 111_195) // about [1, 0]
 */
export function walk([longitude, latitude]: Position, heading: number, metres: number): Position {
  const angle = metres / earthRadius
  const [phi, lambda, course] = [radians(latitude), radians(longitude), radians(heading)]
  const arrived = Math.asin(Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(course))
  const turned = Math.atan2(Math.sin(course) * Math.sin(angle) * Math.cos(phi), Math.cos(angle) - Math.sin(phi) * Math.sin(arrived))
  return [wrap(degrees(lambda + turned)), degrees(arrived)]
}

/**
 * Does a closed ring go around this point? Of its two sides the smaller one is meant, whichever way it was drawn; its edges are great arcs,
 * so the antimeridian and the poles are places like any other. Points on the ring itself may fall on either side.
 *
 * @example
 * isWithin([[170, -10], [-170, -10], [-170, 10], [170, 10], [170, -10]], [180, 0]) // true
 */
export function isWithin(ring: readonly Position[], point: Position): boolean {
  const drawn = polygon(ring)
  const meant = geoArea(drawn) > 2 * Math.PI ? polygon(ring.toReversed()) : drawn
  return geoContains(meant, [point[0], point[1]])
}

/**
 * How far a point is from the nearest edge of a ring, in metres.
 *
 * @example
 * metresFromRing(ring, [3, 51])
 */
export function metresFromRing(ring: readonly Position[], point: Position): number {
  const edges = ring.slice(1).map((end, at): [Position, Position] => [ring[at] ?? end, end])
  return Math.min(...edges.map(([from, to]) => metresFromArc(from, to, point)))
}

/**
 * Do two great arcs cross at a point that is inside of both?
 *
 * @example
 * arcsCross([0, -1], [0, 1], [-1, 0], [1, 0]) // true
 */
export function arcsCross(a: Position, b: Position, c: Position, d: Position): boolean {
  const [p, q, r, s] = [vector(a), vector(b), vector(c), vector(d)]
  const [ring, other] = [cross(p, q), cross(r, s)]
  const sides = [dot(ring, r), dot(ring, s), dot(other, p), dot(other, q)] as const
  const apart = (one: number, two: number): boolean => Math.abs(one) > 1e-12 && Math.abs(two) > 1e-12 && one > 0 !== two > 0
  if (!apart(sides[0], sides[1]) || !apart(sides[2], sides[3])) return false
  // Great circles meet twice: the arcs cross where both come by on the same side of the Earth.
  const meeting = cross(ring, other)
  const near = (from: Vector, to: Vector): boolean => dot(meeting, add(from, to)) > 0
  return near(p, q) === near(r, s)
}

type Vector = readonly [number, number, number]

function metresFromArc(from: Position, to: Position, point: Position): number {
  const [a, b, p] = [vector(from), vector(to), vector(point)]
  const normal = cross(a, b)
  const length = Math.hypot(...normal)
  const ends = Math.min(metresBetween(from, point), metresBetween(to, point))
  if (length < 1e-15) return ends
  // The foot of the perpendicular is on the arc where the point lies between the planes through its ends.
  const between = dot(cross(normal, a), p) >= 0 && dot(cross(b, normal), p) >= 0
  return between ? Math.min(ends, Math.asin(Math.min(1, Math.abs(dot(normal, p)) / length)) * earthRadius) : ends
}

function polygon(ring: readonly Position[]): GeoPermissibleObjects {
  return { type: 'Polygon', coordinates: [ring.map(([longitude, latitude]) => [longitude, latitude])] }
}

function vector([longitude, latitude]: Position): Vector {
  const [lambda, phi] = [radians(longitude), radians(latitude)]
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)]
}

function cross([a, b, c]: Vector, [x, y, z]: Vector): Vector {
  return [b * z - c * y, c * x - a * z, a * y - b * x]
}

function dot([a, b, c]: Vector, [x, y, z]: Vector): number {
  return a * x + b * y + c * z
}

function add([a, b, c]: Vector, [x, y, z]: Vector): Vector {
  return [a + x, b + y, c + z]
}

function wrap(longitude: number): number {
  return ((((longitude + 180) % 360) + 360) % 360) - 180
}

function radians(angle: number): number {
  return (angle * Math.PI) / 180
}

function degrees(angle: number): number {
  return (angle * 180) / Math.PI
}
