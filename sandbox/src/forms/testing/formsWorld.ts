import type { SandboxOptions } from '../../createSandbox.ts'
import { blockWorld } from '../../testing/blockWorld.ts'
import type { BlockWorld } from '../../testing/blockWorld.ts'
import { formsBlock } from '../formsBlock.ts'

/**
 * Opens a sandbox with forms, as {@link blockWorld} does.
 *
 * @example
 * const { made } = await formsWorld()
 */
export async function formsWorld(options: SandboxOptions = {}, appId = 'works'): Promise<BlockWorld> {
  return blockWorld('forms', { blocks: [formsBlock], ...options }, appId)
}
