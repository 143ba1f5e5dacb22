import type { SessionStorage } from '@blockstate/core'
import { fetchOf, virtualPlatform } from '@blockstate/core/testing'
import type { SandboxOptions } from '../createSandbox.ts'
import { blockWorld } from './blockWorld.ts'
import { realClient } from './realClient.ts'
import type { RealClient } from './realClient.ts'
import type { ServedWorld } from './servedWorld.ts'

/** A write that is kept from the server. */
export interface Hold {
  /** Was it sent? */
  sent(): boolean
  /** Lets the server have it. With a fault, as the sandbox's header says them, that is what comes of it: `status=422`. */
  release(fault?: string): void
}

/** A world in process, whose clients' writes wait until they are let go. */
export interface HeldWorld extends ServedWorld {
  /** Keeps the next write from the server. */
  hold(): Hold
}

/**
 * Opens a world as `servedWorld` does, without a socket. Its clients' timers never ring, and all clients of one address share a session,
 * since signing in takes a twentieth of a second.
 *
 * @example
 * const world = await heldWorld('crm', { blocks: [crmBlock] })
 * const { client } = await world.clientOf()
 * const held = world.hold()
 * const written = mutation(client, updateContact).mutate({ id, first_name: 'Ada' })
 * held.release('status=422')
 */
export async function heldWorld(block: string, options: SandboxOptions = {}): Promise<HeldWorld> {
  const opened = await blockWorld(block, options)
  const { platform } = virtualPlatform()
  let drawn = 0
  // No two clients may make up the same key, and no run differs from another.
  const random = (): number => (drawn = (drawn + 0.618034) % 1)
  const storages = new Map<string, SessionStorage>()
  let holding: Promise<string | undefined> | undefined
  let sent = false
  const answer = async (request: Request): Promise<Response> => {
    if (request.method === 'GET' || !holding) return opened.world.sandbox.fetch(request)
    sent = true
    const fault = await holding
    holding = undefined
    const headers = new Headers(request.headers)
    if (fault !== undefined) headers.set('x-sandbox-fault', fault)
    return opened.world.sandbox.fetch(new Request(request, { headers }))
  }
  const place = {
    origin: 'http://sandbox.test',
    now: opened.world.now,
    appId: opened.appId,
    fetch: fetchOf({ fetch: answer }),
    platform: { ...platform, random },
  }
  return {
    ...opened,
    clientOf: async (email = opened.email): Promise<RealClient> => {
      const storage = storages.get(email) ?? memory()
      storages.set(email, storage)
      return realClient({ ...place, storage }, email)
    },
    stranger: () => realClient(place),
    close: () => opened.world.sandbox.close(),
    hold: () => {
      let go!: (fault: string | undefined) => void
      sent = false
      holding = new Promise((resolve) => {
        go = resolve
      })
      return { sent: () => sent, release: go }
    },
  }
}

function memory(): SessionStorage {
  const entries = new Map<string, string>()
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  }
}
