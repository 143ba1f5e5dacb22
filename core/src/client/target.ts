import { isResource } from '../declare/index.ts'
import type { Operation, Resource } from '../declare/index.ts'
import type { Fields } from '../wire/request.ts'
import { recordKey } from './entities.ts'

/**
 * The key of the record a write is about: the one its last path parameter names where its route ends with it or the declaration says
 * that it is removed or patched, or the one that the patch names otherwise; `null` where it is about none that a client could know beforehand.
 *
 * @example
 * targetOf(updateEntity, { id: 'e1' }) // 'entity/e1'
 */
export function targetOf({ path, declared }: Operation, input: Fields): string | null {
  const { patches, removes, returns } = declared
  const last = path.match(/(?<=:)\w+/g)?.at(-1)
  const name = patches || removes ? (patches?.by ?? last) : /:(\w+)$/.exec(path)?.[1]
  const resource = patches?.resource ?? removes ?? returns
  return name && isResource(resource) ? recordKey(resource.type, String(input[name])) : null
}

/**
 * The kind of record an operation answers, one or a list of them; `undefined` where it answers none.
 *
 * @example
 * resourceOf(listEntities) // Entity
 */
export function resourceOf({ declared: { returns } }: Operation): Resource | undefined {
  // The tuple [Resource] is a list.
  const one: unknown = Array.isArray(returns) ? returns[0] : returns
  return isResource(one) ? one : undefined
}
