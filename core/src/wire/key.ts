import type { Operation } from '../declare/index.ts'
import { fillPath } from './address.ts'
import { isObject } from './json.ts'
import { namedIn } from './request.ts'
import type { Fields } from './request.ts'

export { makesStale } from '../declare/index.ts'

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
