import type { Client } from './createClient.ts'
import type { ScheduledRead } from './scheduledRead.ts'

/**
 * Has a read hear of changes as they happen. What that takes is loaded with the first that wants it; until then, and where it cannot be
 * loaded, the read is asked for from time to time. Returns the undo.
 *
 * @example
 * const stop = followChanges(client, read)
 */
export function followChanges(client: Client, read: ScheduledRead): () => void {
  let stop = (): void => {}
  let over = false
  import('./hearChanges.ts').then(
    ({ hearChanges }) => {
      if (!over) stop = hearChanges(client, read)
    },
    () => {}, // documented: it is read from time to time
  )
  return () => {
    over = true
    stop()
  }
}
