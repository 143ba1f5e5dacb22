import * as operations from '@blockstate/core/geolocation'
import type { Block } from '../server/block.ts'
import { geocodeHandlers } from './geocodeHandlers.ts'
import { placeHandlers } from './placeHandlers.ts'
import { regionHandlers } from './regionHandlers.ts'
import { geolocationSchema } from './schema.ts'
import { seedGeolocation } from './seed/seedGeolocation.ts'
import { trackingHandlers } from './trackingHandlers.ts'

/** Addresses, places, regions with boundaries, and who is where. */
export const geolocationBlock: Block = {
  name: 'geolocation',
  operations,
  handlers: [...geocodeHandlers, ...placeHandlers, ...regionHandlers, ...trackingHandlers],
  migrations: geolocationSchema,
  seed: seedGeolocation,
}
