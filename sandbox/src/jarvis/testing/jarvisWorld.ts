import type { SandboxOptions } from '../../createSandbox.ts'
import { blockWorld } from '../../testing/blockWorld.ts'
import type { BlockWorld } from '../../testing/blockWorld.ts'
import { jarvisBlock } from '../jarvisBlock.ts'

/**
 * Opens a sandbox with the AI block, as {@link blockWorld} does.
 *
 * @example
 * const { send } = await jarvisWorld()
 * const answer = await send('GET', 'entities')
 */
export async function jarvisWorld(options: SandboxOptions = {}, appId = 'works'): Promise<BlockWorld> {
  return blockWorld('jarvis', { blocks: [jarvisBlock], ...options }, appId)
}
