import { op, paged, resource } from '../../declare/index.ts'

/** A point of interest. `distance` is told by searches around a point, in the unit asked for. */
export const Place = resource('location', {
  name: 'string',
  code: 'string?',
  address: 'string?',
  latitude: 'number?',
  longitude: 'number?',
  phone: 'string?',
  email: 'email?',
  location_type: 'string?',
  status: 'active|inactive?',
  distance: 'number!?',
})

/** An address and where it is; `accuracy` says how well it is known. */
export const GeocodeResult = resource('geocode_result', {
  formatted_address: 'string!',
  latitude: 'number!',
  longitude: 'number!',
  accuracy: 'rooftop|interpolated|street|city|region|country!',
  street: 'string!?',
  city: 'string!?',
  state: 'string!?',
  zip_code: 'string!?',
  country: 'string!?',
})

export const geocodeAddress = op('GET geolocation/geocode', {
  about: 'Find where an address is, the best fitting first',
  query: { address: 'string', country: 'string?', limit: 'integer?' },
  returns: [GeocodeResult],
})
export const reverseGeocode = op('GET geolocation/reverse_geocode', {
  about: 'Find the address of a point, the nearest first',
  query: { latitude: 'number', longitude: 'number', limit: 'integer?' },
  returns: [GeocodeResult],
})
export const calculateDistance = op('POST geolocation/distance', {
  about: 'Measure the way between points',
  root: 'distance',
  body: {
    origin: { latitude: 'number', longitude: 'number' },
    destination: { latitude: 'number', longitude: 'number' },
    waypoints: 'json[]?',
    mode: 'straight|driving|walking?',
    unit: 'km|mi|m?',
  },
  returns: {
    distance: 'number',
    unit: 'km|mi|m',
    mode: 'straight|driving|walking',
    estimated_time: 'integer|null',
    legs: [{ distance: 'number', estimated_time: 'integer|null' }],
  },
  reads: true,
})
export const listPlaces = op('GET geolocation/locations', {
  about: 'Page through places, all or those within a region or a box',
  query: paged({ region_unique_id: 'uuid?', bbox: 'string?', location_type: 'string?', status: 'string?', search: 'string?' }),
  returns: [Place],
})
export const findNearby = op('GET geolocation/locations/nearby', {
  about: 'Page through places around a point, the nearest first',
  query: paged({ latitude: 'number', longitude: 'number', radius: 'number?', unit: 'km|mi|m?', location_type: 'string?' }),
  returns: [Place],
})
export const getPlace = op('GET geolocation/locations/:id', { about: 'Read one place', returns: Place })
export const createPlace = op('POST geolocation/locations', {
  about: 'Create a place; its code must be new',
  body: Place,
  returns: Place,
  stale: ['geolocation/locations/nearby', 'geolocation/regions'],
})
export const updatePlace = op('PUT geolocation/locations/:id', {
  about: 'Change fields of a place',
  body: Place,
  returns: Place,
  stale: ['geolocation/locations/nearby', 'geolocation/regions'],
})
export const deletePlace = op('DELETE geolocation/locations/:id', {
  about: 'Delete a place',
  removes: Place,
  stale: ['geolocation/locations/nearby', 'geolocation/regions'],
})
