import type { Platform } from './platform.ts'

/** Reads under way at once. Writes and streams wait for none of them. */
const READS_AT_ONCE = 6
const MINUTE = 60_000

/** How urgent a read is: 0 somebody waits for its first answer, 1 somebody sees an older one, 2 nobody looks. */
export type Rank = 0 | 1 | 2

/** The one door all requests of a client pass. */
export interface Gate {
  /**
   * Resolves when a request may start, to what must be called once when it is over; never where `signal` aborts first.
   *
   * @param asker the signal that `rank` knows whoever asks by
   */
  enter(kind: 'read' | 'write', signal: AbortSignal, asker?: AbortSignal): Promise<() => void>
  /** From now on whatever this asker reads is so urgent, also what waits already. Unless told, 0. */
  rank(asker: AbortSignal, rank: Rank): void
  /** Nothing starts for so many milliseconds, a minute at most: the server asked for it. */
  hold(ms: number): void
}

/** Reads of one asker share a rank. */
interface Asker {
  rank: Rank
  readonly waiting: Set<Waiting>
}

interface Waiting {
  readonly write: boolean
  readonly signal: AbortSignal
  readonly asker: Asker | undefined
  readonly admit: (leave: () => void) => void
}

/**
 * A gate that obeys `Retry-After` for all requests at once, keeps to the documented number of requests a minute (1,000, seed 000),
 * and lets at most six reads run together: writes first, then what somebody looks at, then the rest, each in the order they came.
 *
 * Entering, leaving and a new rank cost the same however many wait.
 *
 * @example
 * const leave = await gate.enter('read', signal)
 * try { await send() } finally { leave() }
 */
export function createGate({ now, after }: Platform, perMinute = 1000): Gate {
  const started: number[] = [] // when each request of the last minute began, oldest first
  const lanes = [0, 1, 2, 3].map(() => new Set<Waiting>()) // writes, then reads by rank
  const askers = new WeakMap<AbortSignal, Asker>()
  let reading = 0
  let heldUntil = 0
  let wakesAt = 0
  let wake = (): void => {}

  const laneOf = ({ write, asker }: Waiting): Set<Waiting> | undefined => lanes[write ? 0 : 1 + (asker?.rank ?? 0)]
  const remove = (one: Waiting): void => {
    laneOf(one)?.delete(one)
    one.asker?.waiting.delete(one)
  }
  const first = (): Waiting | undefined => {
    for (const lane of reading < READS_AT_ONCE ? lanes : lanes.slice(0, 1)) {
      for (const one of lane) {
        if (!one.signal.aborted) return one
        remove(one)
      }
    }
    return undefined
  }
  const pump = (): void => {
    for (let next = first(); next; next = first()) {
      const { write, admit } = next
      while ((started[0] ?? Infinity) <= now() - MINUTE) started.shift()
      const opensAt = Math.max(heldUntil, started.length < perMinute ? 0 : (started[0] ?? 0) + MINUTE)
      if (opensAt > now()) {
        if (opensAt === wakesAt) return
        wake()
        wakesAt = opensAt
        wake = after(opensAt - now(), () => {
          wakesAt = 0
          pump()
        })
        return
      }
      remove(next)
      started.push(now())
      if (!write) reading += 1
      admit(() => {
        if (!write) reading -= 1
        pump()
      })
    }
  }

  return {
    enter: (kind, signal, asker) =>
      new Promise((admit) => {
        const one = { write: kind === 'write', signal, asker: asker && askers.get(asker), admit }
        laneOf(one)?.add(one)
        one.asker?.waiting.add(one)
        pump()
      }),
    rank: (signal, rank) => {
      const asker = askers.get(signal) ?? { rank, waiting: new Set() }
      askers.set(signal, asker)
      if (asker.rank === rank) return
      const moving = [...asker.waiting]
      for (const one of moving) laneOf(one)?.delete(one)
      asker.rank = rank
      for (const one of moving) laneOf(one)?.add(one)
    },
    hold: (ms) => {
      heldUntil = Math.max(heldUntil, now() + Math.min(ms, MINUTE))
      if (wakesAt > 0) pump()
    },
  }
}
