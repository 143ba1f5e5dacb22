import { op, paged, resource } from '../../declare/index.ts'

/** An area with a boundary: a GeoJSON polygon, or `{ type: 'Circle', center: [longitude, latitude], radius_m }`. */
export const Region = resource('region', {
  name: 'string',
  description: 'string?',
  boundary: 'json?',
  status: 'active|inactive?',
  location_count: 'integer!?',
})

export const listGeofences = op('GET geolocation/regions', {
  about: 'Page through regions',
  query: paged({ status: 'string?', search: 'string?' }),
  returns: [Region],
})
export const getGeofence = op('GET geolocation/regions/:id', { about: 'Read one region and how many places lie in it', returns: Region })
export const createGeofence = op('POST geolocation/regions', { about: 'Define a region by its boundary', body: Region, returns: Region })
export const updateGeofence = op('PUT geolocation/regions/:id', {
  about: 'Change fields of a region',
  body: Region,
  returns: Region,
  stale: ['geolocation/regions/:id/check', 'geolocation/locations'],
})
export const deleteGeofence = op('DELETE geolocation/regions/:id', {
  about: 'Delete a region; nobody is inside of it any more',
  removes: Region,
  stale: ['geolocation/locations'],
})
export const checkGeofence = op('GET geolocation/regions/:id/check', {
  about: 'Say whether a point lies inside of a region, and how far it is from it otherwise',
  query: { latitude: 'number', longitude: 'number' },
  returns: {
    region_unique_id: 'uuid',
    latitude: 'number',
    longitude: 'number',
    inside: 'boolean',
    distance_m: 'number',
    checked_at: 'timestamp',
  },
})
