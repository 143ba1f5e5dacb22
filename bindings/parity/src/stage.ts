import { session } from '@blockstate/core'
import { sharedTabs, testClient, turn, until, virtualPlatform } from '@blockstate/core/testing'
import { blocks, createSandbox, demoBackupCode, demoPassword, demoUsers } from '@blockstate/sandbox'
import { expect } from 'vitest'
import type { Harness } from './harness.ts'
import type { Kind, Props, Shown } from './kinds.ts'
import type { Behaviour, Mounted, Scene } from './scene.ts'
import { told } from './told.ts'

/** Milliseconds between two tokens of the sandbox. */
const TOKEN = 20

/** Making a key takes a moment: one for all sandboxes of a test file. */
let signingKey: JsonWebKey | undefined

async function makeSigningKey(): Promise<JsonWebKey> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) }
  const { privateKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  return crypto.subtle.exportKey('jwk', privateKey)
}

/**
 * Lets a behaviour take place with a binding's components, in a world of its own: sandbox, clock, storage, client.
 *
 * @example
 * test.each(behaviours)('$name', (behaviour) => stage(harness, behaviour))
 */
export async function stage(harness: Harness, { anonymous, locks, blocks: needed = [], run }: Behaviour): Promise<void> {
  const alone = virtualPlatform()
  const virtual = locks ? { ...alone, platform: { ...alone.platform, locks: sharedTabs().open().platform.locks } } : alone
  const { platform, advance } = virtual
  const reported: unknown[] = []
  signingKey ??= await makeSigningKey()
  const sandbox = createSandbox({
    // Planting the data of all the others takes longer than most behaviours.
    blocks: blocks.filter(({ name }) => name === 'jarvis' || needed.includes(name)),
    now: platform.now,
    after: platform.after,
    pause: (ms, signal) =>
      new Promise((resolve) => {
        const stop = platform.after(ms, resolve)
        signal?.addEventListener('abort', () => {
          stop()
          resolve()
        })
      }),
    signingKey,
    env: { BLOCKSTATE_TOKEN_MS: String(TOKEN) },
    report: (error) => reported.push(error),
  })
  const { WebSocket } = sandbox
  const world = testClient(sandbox, { virtual, WebSocket })
  const clients = [world.client]
  const unmounts: (() => void)[] = []

  const mount = <K extends Kind>(kind: K, props: Props<K>, { client = world.client, hard = false } = {}): Mounted<K> => {
    const lines: string[] = []
    let last: Shown<K> | undefined
    const rendered = (given: Props<K>, shown: Shown<K>): string => {
      const line = told(kind, given, shown)
      if (lines.at(-1) !== line) lines.push(line)
      last = shown
      return line
    }
    const screen = harness.mount({ client, kind, props, rendered, hard })
    let mounted = true
    const unmount = (): void => {
      if (mounted) screen.unmount()
      mounted = false
    }
    unmounts.push(unmount)
    const shown = (): Shown<K> => {
      if (last === undefined) throw new Error(`The ${kind} component has not rendered yet.`)
      return last
    }
    return { shown, lines, unmount, update: screen.update, provide: screen.provide, text: screen.text }
  }
  const scene: Scene = {
    ...world,
    sandbox,
    mount,
    within: async (ms, condition) => {
      for (let passed = 0; passed < ms && !condition(); passed += TOKEN) await advance(TOKEN)
      await until(condition)
    },
    faults: async (rules, times = 1) => {
      const laid = Object.entries(rules).map(([match, fault]) => ({ match, fault, times }))
      const answer = await sandbox.fetch('http://sandbox.test/_sandbox/faults', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(laid),
      })
      expect(answer.status).toBe(200)
    },
    asked: (start) => world.requests.filter((request) => request.startsWith(start)).length,
    grace: async () => {
      // A chance of its own: two clients are not to have one name.
      const other = testClient(sandbox, { virtual: { ...virtual, platform: { ...platform, random: () => 0.25 } }, WebSocket })
      clients.push(other.client)
      await session(other.client).signIn({ email: demoUsers.grace.email, password: demoPassword })
      await session(other.client).verify({ code: demoBackupCode })
      return other
    },
    reload: () => {
      const next = testClient(sandbox, { virtual, storage: world.storage, WebSocket })
      clients.push(next.client)
      return next
    },
  }
  try {
    if (!anonymous) await session(world.client).signIn({ email: demoUsers.ada.email, password: demoPassword })
    await run(scene)
    await turn()
    expect(reported).toEqual([])
  } finally {
    for (const unmount of unmounts) unmount()
    await turn()
    for (const client of clients) client.dispose()
    sandbox.close()
  }
}
