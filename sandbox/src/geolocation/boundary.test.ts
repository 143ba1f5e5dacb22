import { assert, double, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contains, metresOutside, readBoundary } from './boundary.ts'
import type { Boundary } from './boundary.ts'
import { metresBetween, walk } from './sphere.ts'
import type { Position } from './sphere.ts'

const polygon = (...rings: Position[][]): Boundary => ({ type: 'Polygon', coordinates: rings })
const box = (west: number, south: number, east: number, north: number): Position[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
]
const longitude = double({ min: -180, max: 180, noNaN: true })
const latitude = double({ min: -90, max: 90, noNaN: true })

describe('polygons on the sphere', () => {
  test.each<[string, Boundary, Position, Position]>([
    ['a box in Europe', polygon(box(9, 53, 11, 54)), [10, 53.5], [8.9, 53.5]],
    ['the same drawn the other way around', polygon(box(9, 53, 11, 54).toReversed()), [10, 53.5], [10, 54.5]],
    ['one across the antimeridian', polygon(box(175, -22, -170, -12)), [-178, -18], [0, -18]],
    ['its other half', polygon(box(175, -22, -170, -12)), [179.9, -18], [174, -18]],
    [
      'one around the north pole',
      polygon([
        [0, 80],
        [90, 80],
        [180, 80],
        [-90, 80],
        [0, 80],
      ]),
      [33, 89.99],
      [0, 70],
    ],
    [
      'the pole itself',
      polygon([
        [0, 80],
        [120, 80],
        [-120, 80],
        [0, 80],
      ]),
      [0, 90],
      [0, -90],
    ],
    [
      'one around the south pole',
      polygon([
        [0, -80],
        [120, -80],
        [-120, -80],
        [0, -80],
      ]),
      [200 - 360, -89],
      [0, -60],
    ],
    ['one with a hole', polygon(box(0, 0, 10, 10), box(4, 4, 6, 6)), [2, 2], [5, 5]],
  ])('%s', (_, boundary, inside, outside) => {
    expect([contains(boundary, inside), contains(boundary, outside)]).toEqual([true, false])
    expect([metresOutside(boundary, inside), metresOutside(boundary, outside) > 0]).toEqual([0, true])
  })

  test('a box turned around the Earth holds the same points turned', () => {
    const turn = (by: number, [at, up]: Position): Position => [((((at + by + 180) % 360) + 360) % 360) - 180, up]
    const ring = box(-20, -10, 20, 15)
    const hold = (by: number, point: Position): boolean => contains(polygon(ring.map((one) => turn(by, one))), turn(by, point))
    assert(
      property(integer({ min: -179, max: 179 }), longitude, latitude, (by, at, up) => {
        // Points on the very edge may fall on either side.
        if (metresOutside(polygon(ring), [at, up]) < 1 && metresOutside(polygon(ring, ring), [at, up]) < 1) return
        expect(hold(by, [at, up])).toBe(hold(0, [at, up]))
      }),
      { numRuns: 200 },
    )
  })

  test('the distance to an edge is that to the nearest of many points on it', () => {
    const boundary = polygon([
      [0, 60],
      [40, 60],
      [20, 30],
      [0, 60],
    ])
    const far = metresOutside(boundary, [-20, 50])
    expect(far).toBeLessThanOrEqual(metresBetween([-20, 50], [0, 60]) + 1)
    expect(metresOutside(boundary, [20, 29])).toBeCloseTo(metresBetween([20, 29], [20, 30]), 0)
  })
})

test('a circle holds what is within its radius, wherever it lies', () => {
  assert(
    property(longitude, latitude, integer({ min: 0, max: 359 }), integer({ min: 10, max: 5_000_000 }), (at, up, heading, radius_m) => {
      const center: Position = [at, up]
      const boundary: Boundary = { type: 'Circle', center, radius_m }
      expect(contains(boundary, walk(center, heading, radius_m * 0.99))).toBe(true)
      expect(contains(boundary, walk(center, heading, radius_m * 1.01))).toBe(false)
      expect(metresOutside(boundary, walk(center, heading, radius_m + 1000))).toBeCloseTo(1000, -1)
    }),
    { numRuns: 200 },
  )
})

test('distances are symmetrical, and those of known cities right to half a percent', () => {
  expect(metresBetween([2.35, 48.86], [13.4, 52.52]) / 1000).toBeCloseTo(878, -1)
  expect(metresBetween([178.44, -18.14], [-171.77, -13.83]) / 1000).toBeCloseTo(1145, -2)
  expect(metresBetween([0, 90], [77, -90]) / 1000).toBeCloseTo(20_015, -1)
  assert(
    property(longitude, latitude, longitude, latitude, (a, b, c, d) => {
      expect(metresBetween([a, b], [c, d])).toBeCloseTo(metresBetween([c, d], [a, b]), 3)
    }),
  )
})

test.each<[string, unknown]>([
  ['Polygon or a Circle', 'x'],
  ['Polygon or Circle', { type: 'Point', coordinates: [0, 0] }],
  ['hold a ring', { type: 'Polygon', coordinates: [] }],
  [
    'four positions',
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    },
  ],
  [
    'ends where it begins',
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ],
      ],
    },
  ],
  [
    'in degrees',
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 91],
          [1, 1],
          [0, 0],
        ],
      ],
    },
  ],
  [
    'follow itself',
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    },
  ],
  [
    'cross itself',
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 1],
          [1, 0],
          [0, 1],
          [0, 0],
        ],
      ],
    },
  ],
  ['center', { type: 'Circle', center: [200, 0], radius_m: 1 }],
  ['radius_m', { type: 'Circle', center: [0, 0], radius_m: 0 }],
])('a boundary is refused where: %s', (why, given) => {
  expect(readBoundary(given)).toEqual({ mistake: expect.stringContaining(why) })
})
