import type { SandboxOptions } from '../../createSandbox.ts'
import { blockWorld, newcomer } from '../../testing/blockWorld.ts'
import type { BlockWorld } from '../../testing/blockWorld.ts'
import type { Answered } from '../../testing/virtualSandbox.ts'
import { contentBlock } from '../contentBlock.ts'

/** An author, and somebody else who reads. */
export interface ContentWorld extends BlockWorld {
  /** Asks as the reader. */
  readonly asReader: (method: string, path: string, body?: unknown) => Promise<Answered>
}

/**
 * Opens a sandbox with the content block, its author signed in, and registers a reader.
 *
 * @example
 * const { made, asReader } = await contentWorld()
 */
export async function contentWorld(options: SandboxOptions = {}, appId = 'works'): Promise<ContentWorld> {
  const world = await blockWorld('content', { blocks: [contentBlock], ...options }, appId)
  const { token } = await newcomer(world.world, appId)
  return { ...world, asReader: (method, path, body) => world.send(method, path, body, { token, body }) }
}
