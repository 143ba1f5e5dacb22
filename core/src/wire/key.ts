import type { Operation } from '../declare/index.ts'
import { fillPath } from './address.ts'
import { isObject } from './json.ts'
import { namedIn } from './request.ts'
import type { Fields } from './request.ts'

/**
 * One key a read, the same whatever order its input was written in. Two different reads never share one: path parameters are
 * escaped, the rest is JSON (nanostores/query joins parts without a separator and mixes `['a','bc']` with `['ab','c']`).
 *
 * @example
 * keyOf(listEntities, { per_page: 10, page: 1 }) // 'GET jarvis/entities?{"page":1,"per_page":10}'
 */
export function keyOf(operation: Operation, input: Fields): string {
  const sorted = (_: string, value: unknown): unknown =>
    isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value
  const rest = Object.entries(input).filter(([name]) => !namedIn(operation.path, name))
  return `${operation.method} ${fillPath(operation, input)}?${JSON.stringify(Object.fromEntries(rest), sorted)}`
}

/**
 * Does a write at one filled path make a read at another stale? The record it names, the lists above it, and, for anything but an
 * update of fields, whatever lies below.
 *
 * @example
 * makesStale('POST', 'jarvis/entities/e1/contexts', 'jarvis/entities/e1') // true: its counters changed
 * makesStale('PUT', 'jarvis/entities/e1', 'jarvis/entities/e1/contexts') // false: a new name moves no context
 */
export function makesStale(method: string, written: string, read: string): boolean {
  const within = (path: string, root: string): boolean => `${path}/`.startsWith(`${root}/`)
  return within(written, read) || (!/^P(UT|ATCH)$/.test(method) && within(read, written))
}
