import type { Contract } from '../../testing/contract.ts'
import { geolocationBlock } from '../geolocationBlock.ts'
import { onePiece } from './onePiece.ts'
import type { OnePiece } from './onePiece.ts'

const point = { latitude: 53.55, longitude: 9.99 }
const triangle = {
  type: 'Polygon',
  coordinates: [
    [
      [9, 53],
      [10, 53],
      [10, 54],
      [9, 53],
    ],
  ],
}

/** How each operation of the block is asked rightly. */
export const geolocationContract: Contract<OnePiece> = {
  block: geolocationBlock,
  piece: onePiece,
  invented: { registerTracked: { id: 'of-the-caller' } },
  statuses: { trackLocation: 200 },
  inputs: {
    geocodeAddress: () => ({ address: '12 Gezeitenweg, Hamburg', country: 'DE', limit: 2 }),
    reverseGeocode: () => point,
    calculateDistance: () => ({
      origin: point,
      destination: { latitude: 48.86, longitude: 2.35 },
      waypoints: [point],
      mode: 'driving',
      unit: 'mi',
    }),
    listPlaces: (piece) => ({ region_unique_id: piece.regions, bbox: '9,53,11,54', location_type: 'pier' }),
    findNearby: () => ({ ...point, radius: 2, unit: 'km' }),
    createPlace: () => ({ name: 'Lock', ...point, code: 'LOC-1' }),
    updatePlace: () => ({ address: '1 Tanner Street' }),
    createGeofence: () => ({ name: 'Triangle', boundary: triangle }),
    updateGeofence: () => ({ boundary: triangle, status: 'inactive' }),
    checkGeofence: () => point,
    registerTracked: () => ({ name: 'Van' }),
    trackLocation: () => ({ latitude: 53.6, longitude: 9.99, speed: 12, heading: 0 }),
    getLocationHistory: () => ({ start_time: '2025-12-31T00:00:00Z', end_time: '2026-01-02T00:00:00Z' }),
  },
}
