import type { Client } from './createClient.ts'
import { oneFor } from './oneFor.ts'
import type { Scheduler } from './scheduler.ts'
import { throttle } from './throttle.ts'

/** Requests with files that are under way at once. A browser opens six connections to a host: two are left to whoever reads. */
const AT_ONCE = 4

/** Milliseconds between two readings of what uploads make stale, as long as there are more to come: their rows are shown already. */
const READ_EVERY = 2_000

/** What is to be sent next, begun by calling it; `null` where nothing waits. What it answers never rejects. */
export type NextUpload = () => (() => Promise<void>) | null

/** The few connections that all uploads of a client share. */
export interface UploadLanes {
  /** From now on `next` is asked when there is room. Returns the undo. */
  join(next: NextUpload): () => void
  /** Something waits that did not before. */
  pump(): void
  /** The client's own, told of many writes of the same place at once. */
  readonly scheduler: Scheduler
}

/**
 * The client's lanes; made when the first is asked for. Whoever waits takes turns; while the network is down nothing begins.
 *
 * @example
 * const { join, pump } = uploadLanes(client)
 */
export function uploadLanes(client: Client): UploadLanes {
  return oneFor(client, 'upload lanes', () => createLanes(client))
}

function createLanes({ platform, signal, scheduler }: Client): UploadLanes {
  const written = new Map<string, Parameters<Scheduler['wrote']>>()
  const tell = (): boolean => {
    const all = [...written.values()]
    written.clear()
    for (const one of all) scheduler.wrote(...one)
    return true
  }
  const reading = throttle(platform, READ_EVERY, tell)
  const waiting = new Set<NextUpload>()
  let busy = 0
  const pump = (): void => {
    if (!platform.online()) return
    // Nobody is asked twice in a row while others wait: who had a turn goes behind them.
    for (let idle = 0; busy < AT_ONCE && idle < waiting.size;) {
      const [next] = waiting
      if (!next) return
      waiting.delete(next)
      waiting.add(next)
      const work = next()
      idle = work ? 0 : idle + 1
      if (!work) continue
      busy += 1
      void work().finally(() => {
        busy -= 1
        pump()
        if (busy > 0) return
        reading.cancel()
        tell()
      })
    }
  }
  signal.addEventListener('abort', platform.onReconnect(pump))
  return {
    join: (next) => {
      waiting.add(next)
      return () => waiting.delete(next)
    },
    pump,
    scheduler: {
      ...scheduler,
      wrote: (...one) => {
        written.set(JSON.stringify(one), one)
        reading.ask()
      },
    },
  }
}
