import type { Operation } from '../declare/index.ts'
import { fillPath } from '../wire/address.ts'
import type { Fields } from '../wire/request.ts'
import type { Client } from './client.ts'
import { knownPart } from './knownPart.ts'
import { createdBy } from './target.ts'

/**
 * Has the reads fetched again that a write may have changed: those its route tells, and those its declaration names.
 *
 * @example
 * makeStale(client, createEntityContext, { id: 'e1', name: 'Plan' })
 */
export function makeStale({ scheduler }: Client, operation: Operation, input: Fields): void {
  const { stale = [] } = operation.declared
  if (!stale) return
  const paths = stale.map((path) => fillPath(operation, input, knownPart(path, input)))
  // A new record changes nothing below its list: no other record stands there, and nothing below itself was read yet.
  scheduler.wrote(createdBy(operation) ? 'PUT' : operation.method, fillPath(operation, input), paths)
}
