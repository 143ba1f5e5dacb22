import { GeofenceEvent, Place, Region, Tracked, TrackedPoint } from '@blockstate/core/geolocation'
import { counted, stored } from '../database/table.ts'

export const places = counted(Place, 'geolocation_places', 'Location')
export const regions = counted(Region, 'geolocation_regions', 'Region')
export const tracked = counted(Tracked, 'geolocation_tracked', 'User')
export const points = stored(TrackedPoint, 'geolocation_points', 'Tracker Location')
export const geofenceEvents = counted(GeofenceEvent, 'geolocation_events', 'Geofence Event')
