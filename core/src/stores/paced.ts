import type { Client } from '../client/createClient.ts'
import type { ScheduledRead } from '../client/scheduledRead.ts'

/** What {@link paced} makes. */
export interface PacedClient extends Client {
  /** The rhythm is another: the next read is planned anew. */
  replan(): void
}

/**
 * The client as one read sees it whose interval changes with what it reads: the same scheduler, which is told another rhythm.
 *
 * @param wait milliseconds from one read to the next as things are; `null` where nothing new is expected
 * @param settled called when the read came to its end, before the scheduler plans the next
 * @param path what writes are compared with instead of its own; empty where the read learns of them in another way
 *
 * @example
 * createQuery(paced(client, () => (over() ? null : 1_000), () => {}), key, operation, input)
 */
export function paced(client: Client, wait: () => number | null, settled: () => void, path?: string): PacedClient {
  const { scheduler, platform } = client
  let face: ScheduledRead | undefined
  // A refusal does not pass: what was not found a second ago will not be found in ten. What is heard of need not be asked for.
  const due = (read: ScheduledRead): number | null => (read.refused() || (read.live() && read.rhythm().interval === null) ? null : wait())
  const faceOf = (read: ScheduledRead): ScheduledRead =>
    (face ??= {
      ...read,
      ...(path !== undefined && { path }),
      stale: () => {
        const ms = due(read)
        return ms === null ? read.stale() : platform.now() - read.readAt() >= ms
      },
      rhythm: () => ({ ...read.rhythm(), interval: due(read) }),
    })
  return {
    ...client,
    replan: () => {
      if (face) scheduler.watched(face)
    },
    scheduler: {
      ...scheduler,
      add: (read) => scheduler.add(faceOf(read)),
      asked: (read) => scheduler.asked(faceOf(read)),
      watched: (read) => {
        const one = faceOf(read)
        // Somebody is back: what is due already does not wait for its timer.
        if (one.watched() && !one.reading() && due(one) !== null && one.stale()) one.refetch()
        scheduler.watched(one)
      },
      settled: (read) => {
        settled()
        scheduler.settled(faceOf(read))
      },
    },
  }
}
