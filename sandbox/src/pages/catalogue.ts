import { operationsOf } from '@blockstate/core/describe'
import type { Block } from '../server/block.ts'

/** One line of the catalogue. */
export interface CatalogueEntry {
  readonly skill: string
  readonly method: string
  readonly path: string
  readonly about: string
  /** Whether the sandbox has a handler for it. */
  readonly served: boolean
}

/**
 * The operations of a block as a table, by path, from its declarations.
 *
 * @example
 * catalogue(authBlock)[0] // { skill: 'create_api_key', method: 'POST', path: '/v1/auth/api-keys', … }
 */
export function catalogue(block: Block): CatalogueEntry[] {
  const served = new Set(block.handlers.map(({ operation }) => operation))
  return operationsOf(block.operations)
    .map(([skill, operation]) => ({
      skill,
      method: operation.method,
      path: `/v1/${operation.path}`,
      about: operation.declared.about,
      served: served.has(operation),
    }))
    .sort((one, other) => one.path.localeCompare(other.path) || one.method.localeCompare(other.method))
}
