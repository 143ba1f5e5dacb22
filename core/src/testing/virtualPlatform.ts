import type { Platform } from '../client/platform.ts'
import { virtualClock } from './virtualClock.ts'
import type { VirtualClock } from './virtualClock.ts'

/** A platform whose clock, screen and network the test owns. */
export interface VirtualPlatform extends Pick<VirtualClock, 'advance' | 'timers'> {
  readonly platform: Platform
  /** The page is looked at, or not. Being looked at again counts as focus. */
  setVisible(visible: boolean): void
  /** The network is there, or not. Coming back counts as a reconnect. */
  setOnline(online: boolean): void
  /** The window is clicked into. */
  focus(): void
}

/** A frame of a 60 Hz screen. */
const FRAME = 16

/**
 * A platform that stands still until the test moves it; chance is always one half. It is alone on its machine: for tabs that share
 * locks and channels see {@link sharedTabs}.
 *
 * @example
 * const { platform, advance } = virtualPlatform()
 * const client = createClient({ appId: 'demo', platform, fetch: fetchOf(sandbox), storage: null })
 * await advance(30_000)
 */
export function virtualPlatform({ now, after, advance, timers }: VirtualClock = virtualClock()): VirtualPlatform {
  const focused = new Set<() => void>()
  const reconnected = new Set<() => void>()
  const hidden = new Set<() => void>()
  let visible = true
  let online = true

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
      now,
      random: () => 0.5,
      after,
      frame: (run) => after(FRAME, run),
      visible: () => visible,
      online: () => online,
      onFocus: (run) => on(focused, run),
      onReconnect: (run) => on(reconnected, run),
      onHide: (run) => on(hidden, run),
    },
    advance,
    timers,
    setVisible: (seen) => {
      visible = seen
      tell(seen ? focused : hidden)
    },
    setOnline: (there) => {
      online = there
      if (there) tell(reconnected)
    },
    focus: () => tell(focused),
  }
}
