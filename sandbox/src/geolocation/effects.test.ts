import { effects } from '../testing/effects.ts'
import { geolocationContract } from './testing/geolocationContract.ts'

await effects(geolocationContract, {
  calculateDistance: 'reads',
  checkGeofence: 'reads',
  createGeofence: { atOnce: ['listGeofences'], again: ['listGeofences'] },
  createPlace: { atOnce: ['listPlaces'], again: ['checkGeofence', 'findNearby', 'getGeofence', 'listGeofences', 'listPlaces'] },
  deleteGeofence: {
    atOnce: ['getGeofence', 'listGeofences'],
    again: ['checkGeofence', 'findNearby', 'getGeofence', 'getPlace', 'listGeofences', 'listPlaces'],
  },
  deletePlace: {
    atOnce: ['findNearby', 'getPlace', 'listPlaces'],
    again: ['checkGeofence', 'findNearby', 'getGeofence', 'getPlace', 'listGeofences', 'listPlaces'],
  },
  findNearby: 'reads',
  geocodeAddress: 'reads',
  getGeofence: 'reads',
  getLocationHistory: 'reads',
  getPlace: 'reads',
  getTracked: 'reads',
  listGeofenceEvents: 'reads',
  listGeofences: 'reads',
  listPlaces: 'reads',
  registerTracked: {},
  reverseGeocode: 'reads',
  trackLocation: { atOnce: ['getTracked'], again: ['getLocationHistory', 'getTracked', 'listGeofenceEvents'] },
  updateGeofence: {
    atOnce: ['getGeofence', 'listGeofences'],
    again: ['checkGeofence', 'findNearby', 'getGeofence', 'getPlace', 'listGeofences', 'listPlaces'],
  },
  updatePlace: {
    atOnce: ['findNearby', 'getPlace', 'listPlaces'],
    again: ['checkGeofence', 'findNearby', 'getGeofence', 'getPlace', 'listGeofences', 'listPlaces'],
  },
})
