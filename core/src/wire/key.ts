import type { Operation } from '../declare/index.ts'
import { fillPath } from './address.ts'
import type { Fields } from './request.ts'

/**
 * One key a read, the same whatever order its input was written in. Two different reads never share one: path parameters are
 * escaped, the rest is JSON (nanostores/query joins parts without a separator and mixes `['a','bc']` with `['ab','c']`).
 *
 * @example
 * keyOf(listEntities, { per_page: 10, page: 1 }) // 'GET jarvis/entities?{"page":1,"per_page":10}'
 */
export function keyOf(operation: Operation, input: Fields): string {
  const rest = Object.entries(input).filter(([name]) => !operation.path.split('/').includes(`:${name}`))
  return `${operation.method} ${fillPath(operation, input)}?${stableJson(Object.fromEntries(rest))}`
}

function stableJson(value: unknown): string {
  return JSON.stringify(value, (_, entry: unknown) =>
    typeof entry === 'object' && entry !== null && !Array.isArray(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
      : entry,
  )
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
  if (`${written}/`.startsWith(`${read}/`)) return true
  return method !== 'PUT' && method !== 'PATCH' && `${read}/`.startsWith(`${written}/`)
}
