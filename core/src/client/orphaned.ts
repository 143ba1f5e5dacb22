import type { Queued } from '../model/queue.ts'
import { BlockstateError } from '../wire/error.ts'
import type { Fields } from '../wire/request.ts'
import { madeHere } from './madeHere.ts'

/** Why a write was not sent whose record is not there. */
export function orphaned(cause?: BlockstateError): BlockstateError {
  return new BlockstateError('aborted', 'Not sent: the record it belongs to could not be created. Create it again first.', { cause })
}

/**
 * The ids in an input whose creation was refused. Sent, it would wait in front of the creation's second try for a name that only that can
 * bring.
 *
 * @example
 * orphanedBy(queue, { id: 'new-1', name: 'Hall 2' }) // ['new-1']
 */
export function orphanedBy(queue: readonly Queued[], input: Fields): string[] {
  const lost = queue.filter(({ status }) => status === 'failed').map(({ makes }) => makes)
  return lost.length > 0 ? madeHere({ idOf: (text) => (lost.includes(text) ? null : undefined) }, input) : []
}
