import type { SandboxOptions } from '../../createSandbox.ts'
import { blockWorld } from '../../testing/blockWorld.ts'
import type { BlockWorld } from '../../testing/blockWorld.ts'
import { geolocationBlock } from '../geolocationBlock.ts'

/**
 * Opens a sandbox with the geolocation block.
 *
 * @example
 * const { send } = await geoWorld()
 */
export async function geoWorld(options: SandboxOptions = {}, appId = 'works'): Promise<BlockWorld> {
  return blockWorld('geolocation', { blocks: [geolocationBlock], ...options }, appId)
}
