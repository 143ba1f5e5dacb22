import type { Platform } from '../client/platform.ts'
import { turn } from './turn.ts'

/** A platform whose clock, screen and network the test owns. */
export interface VirtualPlatform {
  readonly platform: Platform
  /** Lets so much time pass: what falls due runs, in order, and what that sets going gets its turn before the next. */
  advance(ms: number): Promise<void>
  /** The page is looked at, or not. Being looked at again counts as focus. */
  setVisible(visible: boolean): void
  /** The network is there, or not. Coming back counts as a reconnect. */
  setOnline(online: boolean): void
  /** The window is clicked into. */
  focus(): void
  /** How many timers wait. */
  timers(): number
}

/** A frame of a 60 Hz screen. */
const FRAME = 16

/**
 * A platform that stands still until the test moves it. It begins at 2026-01-01T00:00:00Z; chance is always one half.
 *
 * @example
 * const { platform, advance } = virtualPlatform()
 * const client = createClient({ appId: 'demo', platform, fetch: fetchOf(sandbox), storage: null })
 * await advance(30_000)
 */
export function virtualPlatform(): VirtualPlatform {
  const due = new Set<{ at: number; run: () => void }>()
  const focused = new Set<() => void>()
  const reconnected = new Set<() => void>()
  let now = Date.parse('2026-01-01T00:00:00Z')
  let visible = true
  let online = true

  const after = (ms: number, run: () => void): (() => void) => {
    const timer = { at: now + ms, run }
    due.add(timer)
    return () => due.delete(timer)
  }
  const on = (listeners: Set<() => void>, run: () => void): (() => void) => {
    // One closure a listener: the same function may listen twice.
    const listener = (): void => run()
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  const tell = (listeners: Set<() => void>): void => {
    listeners.forEach((run) => run())
  }

  return {
    platform: {
      now: () => now,
      random: () => 0.5,
      after,
      frame: (run) => after(FRAME, run),
      visible: () => visible,
      online: () => online,
      onFocus: (run) => on(focused, run),
      onReconnect: (run) => on(reconnected, run),
    },
    advance: async (ms) => {
      const end = now + ms
      await turn()
      for (;;) {
        const [next] = [...due].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
        if (!next) break
        due.delete(next)
        now = Math.max(now, next.at)
        next.run()
        await turn()
      }
      now = end
      await turn()
    },
    setVisible: (seen) => {
      visible = seen
      if (seen) tell(focused)
    },
    setOnline: (there) => {
      online = there
      if (there) tell(reconnected)
    },
    focus: () => tell(focused),
    timers: () => due.size,
  }
}
