import type { Operation } from '../declare/index.ts'
import { fillPath } from '../wire/address.ts'
import type { Fields } from '../wire/request.ts'
import type { Client } from './createClient.ts'

/**
 * Has the reads fetched again that a write may have changed: those its route tells, and those its declaration names.
 *
 * @example
 * makeStale(client, createEntityContext, { id: 'e1', name: 'Plan' })
 */
export function makeStale({ scheduler }: Client, operation: Operation, input: Fields): void {
  const stale = (operation.declared.stale ?? []).map((path) => fillPath(operation, input, knownPart(path, input)))
  scheduler.wrote(operation.method, fillPath(operation, input), stale)
}

/** As much of a path as its names are known: without one, all that it might be is meant. */
function knownPart(path: string, input: Fields): string {
  const segments = path.split('/')
  const end = segments.findIndex((segment) => segment[0] === ':' && (input[segment.slice(1)] ?? '') === '')
  return segments.slice(0, end < 0 ? undefined : end).join('/')
}
