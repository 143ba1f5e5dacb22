import type { SandboxOptions } from '../../createSandbox.ts'
import { blockWorld, newcomer } from '../../testing/blockWorld.ts'
import type { BlockWorld } from '../../testing/blockWorld.ts'
import type { Answered } from '../../testing/virtualSandbox.ts'
import { realtimeBlock } from '../realtimeBlock.ts'

/** Somebody, and somebody else. */
export interface TwoUsers extends BlockWorld {
  readonly me: string
  readonly other: string
  readonly otherToken: string
  /** Asks as the other one. */
  readonly asOther: (method: string, path: string, body?: unknown) => Promise<Answered>
}

/**
 * Opens a sandbox with the realtime block and two users.
 *
 * @example
 * const { made, other, asOther } = await twoUsers()
 */
export async function twoUsers(options: SandboxOptions = {}, appId = 'works'): Promise<TwoUsers> {
  const world = await blockWorld('realtime', { blocks: [realtimeBlock], ...options }, appId)
  const { unique_id, token } = await newcomer(world.world, appId)
  const me = (await world.world.call('GET', '/v1/auth/profile', { appId, token: world.token })).told('data.id')
  return {
    ...world,
    me,
    other: unique_id,
    otherToken: token,
    asOther: (method, path, body) => world.send(method, path, body, { token, body }),
  }
}
