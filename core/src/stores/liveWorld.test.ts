import { blocks, createSandbox, demoBackupCode, demoPassword, demoUsers } from '../../../sandbox/src/index.ts'
import type { Sandbox } from '../../../sandbox/src/index.ts'
import { afterEach, expect, test } from 'vitest'
import { listChannels } from '../blocks/realtime.ts'
import { call, session } from '../index.ts'
import type { ActingStore } from '../index.ts'
import { sharedTabs, testClient, until, virtualPlatform } from '../testing/index.ts'
import type { SharedTabs, TestClient, VirtualPlatform } from '../testing/index.ts'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0).toReversed()) end()
})

/** A sandbox with sockets, and users of it at machines of their own. */
export interface LiveWorld {
  readonly sandbox: Sandbox
  readonly browser: SharedTabs
  /** Signs in at a machine of its own; with `at`, in one more tab of that browser. */
  signIn(user: keyof typeof demoUsers, at?: VirtualPlatform): Promise<TestClient>
  /** The id of the demo channel of this name. */
  channelOf(world: TestClient, name: string): Promise<string>
  /** Bad days of the sandbox. */
  lay(rules: readonly object[]): Promise<void>
  /** Every socket is lost, and none can be opened for so many milliseconds. */
  cut(ms?: number): void
  advance(ms: number): Promise<void>
}

/**
 * A world in which one clock runs for all: sandbox, tabs, machines.
 *
 * @example
 * const { signIn, advance } = liveWorld()
 * const ada = await signIn('ada')
 */
export function liveWorld(names: readonly string[] = ['realtime', 'content', 'crm']): LiveWorld {
  const browser = sharedTabs()
  const tab = browser.open()
  const { platform } = tab
  const reported: unknown[] = []
  const sandbox = createSandbox({
    blocks: blocks.filter(({ name }) => names.includes(name)),
    now: platform.now,
    after: platform.after,
    pause: (ms) => new Promise((resolve) => platform.after(ms, resolve)),
    report: (error) => reported.push(error),
  })
  ends.push(() => {
    sandbox.close()
    expect(reported).toEqual([])
  })
  const sockets = new Set<WebSocket>()
  let refusing = -Infinity
  function Cuttable(url: string, protocols: string): WebSocket {
    const socket = new sandbox.WebSocket(platform.now() < refusing ? 'ws://nobody.test/' : url, protocols)
    sockets.add(socket)
    return socket
  }
  let machines = 0
  /** By the clock of all, with a chance of its own: two clients are not to have one name. */
  const machine = (): VirtualPlatform => {
    const alone = virtualPlatform({ ...platform, advance: browser.advance, timers: () => 0 })
    const chance = (machines += 1) / 100
    return { ...alone, platform: { ...alone.platform, random: () => chance } }
  }
  return {
    sandbox,
    browser,
    signIn: async (user, at = machine()) => {
      const world = testClient(sandbox, { virtual: at, WebSocket: Cuttable as unknown as typeof WebSocket })
      ends.push(() => world.client.dispose())
      const { status } = await session(world.client).signIn({ email: demoUsers[user].email, password: demoPassword })
      if (status === 'mfa_required') await session(world.client).verify({ code: demoBackupCode })
      return world
    },
    channelOf: async ({ client }, name) => {
      const { items } = await call(client, listChannels, { search: name })
      const found = items.find((one) => one.name === name)
      if (!found) throw new Error(`There is no channel ${name}.`)
      return found.unique_id
    },
    lay: async (rules) => {
      const headers = { 'content-type': 'application/json' }
      const asked = { method: 'PUT', headers, body: JSON.stringify(rules) }
      expect((await sandbox.fetch('http://sandbox.test/_sandbox/faults', asked)).status).toBe(200)
    },
    cut: (ms = 0) => {
      refusing = platform.now() + ms
      for (const socket of sockets) socket.close()
      sockets.clear()
    },
    advance: browser.advance,
  }
}

/** Watches a store to the end of the test. Returns its states, in order. */
export function watch<State extends object>($store: ActingStore<State, object>): State[] {
  const states: State[] = []
  ends.push($store.subscribe((state) => void states.push(state as State)))
  return states
}

/** Lets a little time pass again and again until something is so. */
export async function within({ advance }: Pick<LiveWorld, 'advance'>, ms: number, condition: () => boolean): Promise<void> {
  for (let passed = 0; passed < ms && !condition(); passed += 100) await advance(100)
  await until(condition)
}

test('two users at machines of their own live by one clock', async () => {
  const world = liveWorld()
  const [ada, grace] = [await world.signIn('ada'), await world.signIn('grace')]
  await world.advance(1_000)
  expect(ada.client.platform.now()).toBe(grace.client.platform.now())
  expect(await world.channelOf(ada, 'general')).toBe(await world.channelOf(grace, 'general'))
})
