import { fieldKind, isResource, operationsOf } from '@blockstate/core/describe'
import type { Operation, Shape } from '@blockstate/core/describe'
import type { Block } from './block.ts'
import type { Handled } from './handle.ts'

/** One method and path, and the operations that share it (they differ in a constant of the body). */
export interface RouteEntry {
  readonly methods: readonly string[]
  /** `/v1/<block>/…/:name`. */
  readonly path: string
  readonly operations: readonly { readonly skill: string; readonly operation: Operation; readonly handled: Handled | undefined }[]
}

/**
 * The routes of all blocks, those with more fixed segments first, so that `/entities/search` is never taken for an id.
 *
 * Updates answer to PUT and PATCH alike: the seeds use both. Operations without a handler keep their route and are answered 501.
 *
 * @example
 * routesOf([authBlock]).find(({ path }) => path === '/v1/auth/login')
 */
export function routesOf(blocks: readonly Block[]): RouteEntry[] {
  const entries = new Map<string, { methods: string[]; path: string; operations: RouteEntry['operations'][number][] }>()
  for (const block of blocks) {
    for (const [skill, operation] of operationsOf(block.operations)) {
      const handled = block.handlers.find((one) => one.operation === operation)
      const isUpdate = operation.method === 'PUT' || operation.method === 'PATCH'
      const path = `/v1/${operation.path}`
      const key = `${isUpdate ? 'PUT' : operation.method} ${path.replace(/:[^/]+/g, ':')}`
      const entry = entries.get(key) ?? { methods: isUpdate ? ['PUT', 'PATCH'] : [operation.method], path, operations: [] }
      entry.operations.push({ skill, operation, handled })
      entries.set(key, entry)
    }
  }
  return [...entries.values()].sort((one, other) => rank(one.path).localeCompare(rank(other.path)))
}

/** Fixed segments rank before parameters, from the left. */
function rank(path: string): string {
  return path
    .split('/')
    .map((segment) => (segment.startsWith(':') ? '1' : '0'))
    .join('')
}

/**
 * Of the operations that share a route, the one whose constants the body holds, and of several the one with most constants; the first
 * where none fits (its checks then say why).
 *
 * @example
 * chooseOperation(entry.operations, { transaction_type: 'credit' })
 */
export function chooseOperation<T extends { readonly operation: Operation }>(operations: readonly T[], fields: unknown): T | undefined {
  if (operations.length < 2) return operations[0]
  const fitting = operations.filter(({ operation }) => constantsOf(operation).every(([name, value]) => isHeld(fields, name, value)))
  const closest = fitting.toSorted((one, other) => constantsOf(other.operation).length - constantsOf(one.operation).length)
  return closest[0] ?? operations[0]
}

function constantsOf({ declared: { body } }: Operation): [string, string][] {
  const shape: Shape = body === undefined ? {} : isResource(body) ? body.fields : body
  return Object.entries(shape).flatMap(([name, field]): [string, string][] => {
    const read = fieldKind(field)
    return read.kind === 'word' && read.word.core.kind === 'constant' ? [[name, read.word.core.value]] : []
  })
}

function isHeld(fields: unknown, name: string, value: string): boolean {
  return typeof fields === 'object' && fields !== null && Object.hasOwn(fields, name) && Reflect.get(fields, name) === value
}
