import type { SandboxOptions } from '../../createSandbox.ts'
import { blockWorld } from '../../testing/blockWorld.ts'
import type { BlockWorld } from '../../testing/blockWorld.ts'
import { crmBlock } from '../crmBlock.ts'

/**
 * Opens a sandbox with the CRM, as {@link blockWorld} does.
 *
 * @example
 * const { made } = await crmWorld()
 * const contact = await made('contacts', { contact: { first_name: 'Ada', last_name: 'Byron', email: 'ada@example.com' } })
 */
export async function crmWorld(options: SandboxOptions = {}, appId = 'works'): Promise<BlockWorld> {
  return blockWorld('crm', { blocks: [crmBlock], ...options }, appId)
}
