import type { Client } from '../client/createClient.ts'
import { orphaned } from '../client/orphaned.ts'
import { planWrite } from '../client/planWrite.ts'
import { toError } from '../client/send.ts'
import { writesOf } from '../client/writes.ts'
import type { Write } from '../client/writes.ts'
import type { BlockstateError } from '../wire/error.ts'

/** A write from before a restart. */
export interface LeftWrite extends Pick<Write, 'id' | 'operation' | 'input' | 'needs' | 'at'> {
  /** It was sent and may have arrived: as it was, it goes out again under its key, joined with no other. */
  readonly sent: boolean
  /** Why it does not go out by itself. */
  readonly error?: BlockstateError | undefined
}

/**
 * Takes in what a restart left over, in order and before whatever was asked for since. Those that are here already are passed over.
 *
 * @example
 * restoreWrites(client, [{ id: 'w1', operation: updateEntity, input: { id: 'e1', name: 'Hall 2' }, needs: [], at: 0, sent: false }])
 */
export function restoreWrites(client: Client, left: readonly LeftWrite[]): void {
  const { entities } = client
  const { enter, show, restore } = writesOf(client)
  const revive = ({ sent, error, ...one }: LeftWrite): Write => {
    const facts = { ...one, held: false, backlog: true }
    const refused = error ?? (one.needs.some((need) => entities.idOf(need) === undefined) ? orphaned() : undefined)
    try {
      const plan = planWrite(entities, one.operation, one.input, one.id)
      if (refused) return { ...plan, ...facts, status: 'failed', error: refused }
      // Whoever waited for it is gone; how it ends stands in the queue.
      const write = enter(plan, facts, { resolve: () => {}, reject: () => {} })
      return sent ? { ...write, joins: null } : write
    } catch (reason) {
      // The operation is another one by now: that one write is refused, and holds up no other.
      const error = toError(reason, one.operation.route)
      return { ...facts, key: null, lane: one.id, makes: null, joins: null, status: 'failed', error }
    }
  }
  restore((since) => {
    const back = left.filter(({ id }) => since.every((write) => write.id !== id)).map(revive)
    const keys = back.map(({ key }) => key)
    // What was asked for since is seen on top of them.
    for (const write of since) if (write.key && keys.includes(write.key)) show(write)
    return back
  })
}
