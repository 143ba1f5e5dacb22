import type { ReadableAtom } from 'nanostores'
import type { SessionRecord, SessionState } from '../model/session.ts'
import { renewsAt } from '../model/sessionTabs.ts'
import type { Platform } from './platform.ts'
import type { Renewal } from './renewal.ts'
import type { ServerClock } from './serverClock.ts'

/** A timer runs at most so long: browsers take more than 24 days for none at all, and stop counting while a machine sleeps. */
const LONGEST = 3_600_000

/**
 * Renews tokens before they end, so that no request meets a spent one. Returns what ends it.
 *
 * A page does so, in the tab that is looked at first. Elsewhere tokens are renewed by the next request that needs them.
 *
 * @example
 * const stop = renewAhead(platform, clock, { record, $session, renewal })
 */
export function renewAhead(
  platform: Platform,
  clock: ServerClock,
  {
    record,
    $session,
    renewal,
  }: { readonly record: () => SessionRecord | null; readonly $session: ReadableAtom<SessionState>; readonly renewal: Renewal },
): () => void {
  const chance = platform.random()
  let stop: (() => void) | undefined
  let over = false
  const wait = (now: SessionRecord): number | null => {
    const at = renewsAt(now, { seen: platform.visible(), chance })
    return at && Math.max(0, at - clock.time().now, renewal.coolUntil() - platform.now())
  }
  const plan = (): void => {
    stop?.()
    const now = over || $session.value?.status !== 'authenticated' ? null : record()
    const ms = now && wait(now)
    if (ms !== null) stop = platform.after(Math.min(ms, LONGEST), fall)
  }
  const fall = (): void => {
    const now = record()
    // Without a network it would fail: coming back plans anew.
    const ms = now && platform.online() ? wait(now) : null
    if (ms === null) return
    if (ms > 0) plan()
    // Why it failed, whoever needs the token hears.
    else renewal.renew().then(plan, plan)
  }
  const undo = [$session.listen(plan), platform.onFocus(plan), platform.onReconnect(plan)]
  plan()
  return () => {
    over = true
    for (const off of undo) off()
    stop?.()
  }
}
