import type { BlockWorld } from '../../testing/blockWorld.ts'

/** The ids of one record of each kind. */
export interface OnePiece {
  readonly locations: string
  readonly regions: string
  readonly users: string
  /** The same as `users`: who is registered is who is tracked. */
  readonly identities: string
}

/**
 * Makes a place, a region around it, and a device that is inside, through the API.
 *
 * @example
 * const piece = await onePiece(await blockWorld('geolocation', { blocks: [geolocationBlock] }))
 */
export async function onePiece({ made, send, world }: BlockWorld): Promise<OnePiece> {
  const users = `bicycle-${world.sandbox.database.all('select 1 from geolocation_tracked').length}`
  const locations = await made('locations', { location: { name: 'Pier', latitude: 53.55, longitude: 9.99, location_type: 'pier' } })
  const boundary = { type: 'Circle', center: [9.99, 53.55], radius_m: 500 }
  const regions = await made('regions', { region: { name: 'Harbour', boundary } })
  await send('POST', `identities/${users}/register`, { user: { name: 'Bicycle' } })
  await send('POST', `users/${users}/location`, { location: { latitude: 53.551, longitude: 9.99 } })
  return { locations, regions, users, identities: users }
}
