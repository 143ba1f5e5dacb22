import { op, paged, patch, resource } from '../../declare/index.ts'

/** A user or device, and where it was last. `entered` and `left` name the regions that the latest report changed. */
export const Tracked = resource(
  'tracked_identity',
  {
    name: 'string?',
    latitude: 'number|null!?',
    longitude: 'number|null!?',
    location_updated_at: 'timestamp|null!?',
    entered: 'uuid[]!?',
    left: 'uuid[]!?',
  },
  { root: 'user' },
)

/** Where somebody was at a time. Speed in km/h, accuracy and altitude in metres, heading in degrees from north. */
export const TrackedPoint = resource('tracker_location', {
  user_unique_id: 'string!',
  route_unique_id: 'uuid|null!?',
  latitude: 'number!',
  longitude: 'number!',
  accuracy: 'number!?',
  altitude: 'number!?',
  speed: 'number!?',
  heading: 'number!?',
  tracked_at: 'timestamp!',
})

/** Somebody came into a region, or went out of it. */
export const GeofenceEvent = resource('geofence_event', {
  user_unique_id: 'string!',
  region_unique_id: 'uuid!',
  region_name: 'string!?',
  event: 'enter|leave!',
  latitude: 'number!',
  longitude: 'number!',
  occurred_at: 'timestamp!',
})

export const registerTracked = op('POST geolocation/identities/:id/register', {
  about: 'Make a user or device known under an id the caller chose; again changes its name',
  body: Tracked,
  returns: Tracked,
  optimistic: false,
  stale: ['geolocation/users/:id'],
})
export const getTracked = op('GET geolocation/users/:id', { about: 'Read where somebody was last', returns: Tracked })
export const trackLocation = op('POST geolocation/users/:id/location', {
  about: 'Report where a user or device is',
  root: 'location',
  body: {
    latitude: 'number',
    longitude: 'number',
    accuracy: 'number?',
    altitude: 'number?',
    speed: 'number?',
    heading: 'number?',
    tracked_at: 'timestamp?',
  },
  returns: Tracked,
  patches: patch(Tracked, (_, input) => ({ latitude: Number(input['latitude']), longitude: Number(input['longitude']) }), 'id'),
  stale: ['geolocation/users/:id/locations', 'geolocation/users/:id/geofence_events'],
})
export const getLocationHistory = op('GET geolocation/users/:id/locations', {
  about: 'Page through where somebody was, the latest first',
  query: paged({ start_time: 'timestamp?', end_time: 'timestamp?' }),
  returns: [TrackedPoint],
})
export const listGeofenceEvents = op('GET geolocation/users/:id/geofence_events', {
  about: 'Page through the regions somebody entered and left, the latest first',
  query: paged({ region_unique_id: 'uuid?' }),
  returns: [GeofenceEvent],
})
