import { pathNames } from '@blockstate/core/describe'
import type { Operation } from '@blockstate/core/describe'

/** Path values by the parameter's name. */
export type Ids = Readonly<Record<string, string>>

/** A flat input: path, query and body. */
export type GivenInput = Readonly<Record<string, unknown>>

/** How the operations of a block are asked rightly. */
export interface RightInputs<Piece> {
  /** What a right call gives besides its path: body and query, flat. Nothing unless said. */
  readonly inputs?: Readonly<Record<string, (piece: Piece) => object>>
  /** The path's values. Those not told come from the piece: by their own name, or by what stands before them (`contacts` in `crm/contacts/:id`). */
  readonly ids?: (operation: Operation, piece: Piece) => Ids
  /** Path parameters whose value the caller invents, so that none is missing: `{ registerEntity: { id: 'chosen' } }`. */
  readonly invented?: Readonly<Record<string, Ids>>
}

/**
 * The right input of an operation for one piece, as a block's contract says it: its row in `inputs`, and the path's values.
 *
 * @throws {Error} where the piece holds no value for a path parameter
 *
 * @example
 * inputOf(crmContract, 'getContact', getContact, piece) // { id: 'c1' }
 */
export function inputOf<Piece extends object>(
  { inputs, ids, invented }: RightInputs<Piece>,
  name: string,
  operation: Operation,
  piece: Piece,
): GivenInput {
  return { ...inputs?.[name]?.(piece), ...idsOf(operation, piece, ids?.(operation, piece) ?? {}), ...invented?.[name] }
}

/** The path's values: told ones first, then the piece's by their own name, then by what stands before them. */
function idsOf(operation: Operation, piece: object, told: Ids): Ids {
  const values: GivenInput = { ...piece, ...told }
  const segments = operation.path.split('/')
  const ids = pathNames(operation.path).map((name) => [name, values[name] ?? values[segments[segments.indexOf(`:${name}`) - 1] ?? '']])
  const missing = ids.filter(([, value]) => typeof value !== 'string').map(([name]) => name)
  if (missing.length > 0) throw new Error(`${operation.route}: the piece holds no value for ${missing.join(', ')}`)
  // Each value was just seen to be text.
  return Object.fromEntries(ids) as Ids
}
