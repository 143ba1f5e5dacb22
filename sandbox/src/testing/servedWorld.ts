import type { SandboxOptions } from '../createSandbox.ts'
import { blockWorld } from './blockWorld.ts'
import type { BlockWorld } from './blockWorld.ts'
import { listen } from './listen.ts'
import { realClient } from './realClient.ts'
import type { RealClient } from './realClient.ts'

/** A world whose sandbox is behind a real socket. */
export interface ServedWorld extends BlockWorld {
  /** A real client, signed in with this address; as the world's own user without one. */
  clientOf(email?: string): Promise<RealClient>
  /** A real client that nobody has signed in. */
  stranger(): Promise<RealClient>
  close(): void
}

/**
 * Opens a world as {@link blockWorld} does and serves it on a free port.
 *
 * @example
 * const world = await servedWorld('crm', { blocks: [crmBlock] })
 * await (await world.clientOf()).ask(createContact, { first_name: 'Ada' })
 */
export async function servedWorld(block: string, options: SandboxOptions = {}): Promise<ServedWorld> {
  const opened = await blockWorld(block, options)
  const { origin, close } = await listen(opened.world.sandbox)
  const place = { origin, now: opened.world.now, appId: opened.appId }
  return {
    ...opened,
    clientOf: (email = opened.email) => realClient(place, email),
    stranger: () => realClient(place),
    close: () => {
      close()
      opened.world.sandbox.close()
    },
  }
}
