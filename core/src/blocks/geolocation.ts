// Addresses, places, regions and who is where. Plain re-exports by name: a bundle takes the operations it uses and nothing else.

export {
  Place,
  GeocodeResult,
  geocodeAddress,
  reverseGeocode,
  calculateDistance,
  listPlaces,
  findNearby,
  getPlace,
  createPlace,
  updatePlace,
  deletePlace,
} from './geolocation/places.ts'
export { Region, listGeofences, getGeofence, createGeofence, updateGeofence, deleteGeofence, checkGeofence } from './geolocation/regions.ts'
export {
  Tracked,
  TrackedPoint,
  GeofenceEvent,
  registerTracked,
  getTracked,
  trackLocation,
  getLocationHistory,
  listGeofenceEvents,
} from './geolocation/tracking.ts'
