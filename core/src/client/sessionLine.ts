import { isObject } from '../wire/json.ts'
import type { Platform } from './platform.ts'
import type { SessionStorage } from './sessionStorage.ts'

/** Of what is told between tabs. Tabs of another version of this library are not understood, and do not understand. */
const VERSION = 1

/** A session that is over, for all tabs. */
export interface Ended {
  readonly session: string
  /** It ended by itself: its newest refresh token was refused. */
  readonly expired: boolean
}

/** Tells other tabs that the session changed. Never a token: those are read from the storage. */
export interface SessionLine {
  /** Something new is stored. */
  changed(): void
  ended(ended: Ended): void
  close(): void
}

/**
 * Opens the line between the tabs of an app: a channel, and the storage's own news where it has any. Both are listened to, since neither
 * comes always first.
 *
 * @param key names the app and its API
 *
 * @example
 * const line = openSessionLine(platform, localStorage, key, { look, ended })
 */
export function openSessionLine(
  platform: Platform,
  storage: SessionStorage | null,
  key: string,
  { look, ended }: { readonly look: () => void; readonly ended: (ended: Ended) => void },
): SessionLine {
  const channel = storage ? platform.channel?.(`${key} session`) : undefined
  channel?.onMessage((message) => {
    if (!isObject(message) || message['version'] !== VERSION) return
    const { session, expired } = message
    if (typeof session === 'string') ended({ session, expired: expired === true })
    look()
  })
  const undo = [
    platform.onStorage?.((changed) => (changed === key || changed === null) && look()),
    storage?.extras?.onChange?.(look),
    // A tab that slept may have missed all of it.
    platform.onFocus(look),
  ]
  return {
    changed: () => channel?.post({ version: VERSION }),
    ended: (what) => channel?.post({ version: VERSION, ...what }),
    close: () => {
      for (const off of undo) off?.()
      channel?.close()
    },
  }
}
