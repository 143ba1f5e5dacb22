import { isResource } from '../declare/index.ts'
import type { Operation, RecordName, Resource } from '../declare/index.ts'
import type { Fields } from '../wire/request.ts'
import type { Entities } from './entities.ts'

/**
 * The record a success adds: its kind, and the inputs that some of its fields equal; `null` where it adds none that the declaration tells of.
 *
 * @example
 * createdBy(createEntity)?.resource // Entity
 */
export function createdBy({ method, path, declared: { creates, body, returns, patches } }: Operation): RecordName | null {
  if (creates) return recordName(creates)
  const made = method === 'POST' && !patches && !/:\w+$/.test(path) && isResource(body) && isResource(returns) && body.type === returns.type
  return made ? recordName(body) : null
}

/**
 * The rows a write is about: the record its last path parameter names where its route ends with it or the declaration says that it is
 * removed or patched, or what the declaration names otherwise; none where it is about none that a client could know beforehand.
 *
 * @example
 * targetsOf(entities, updateEntity, { id: 'e1' }) // ['entity/e1']
 */
export function targetsOf(entities: Pick<Entities, 'rowKey' | 'find'>, operation: Operation, input: Fields): string[] {
  const { path, declared } = operation
  const { patches, removes, returns } = declared
  const [, last] = /.*:(\w+)/.exec(path) ?? []
  const target = patches ?? removes ?? (path.endsWith(`:${last}`) && isResource(returns) && returns)
  return !target || createdBy(operation) ? [] : rowsNamed(entities, recordName(target), input, last)
}

function recordName(of: Resource | RecordName): RecordName {
  return isResource(of) ? { resource: of, by: undefined } : of
}

/**
 * The rows that an input names: by id, by several ids, or by fields of a record that is known.
 *
 * @param last the input that names it where the declaration does not say
 *
 * @example
 * rowsNamed(entities, { resource: Post, by: 'post_id' }, { post_id: 'p1' }) // ['post/p1']
 */
export function rowsNamed(
  { rowKey, find }: Pick<Entities, 'rowKey' | 'find'>,
  { resource: { type }, by }: RecordName,
  input: Fields,
  last?: string,
): string[] {
  if (typeof by === 'object') {
    const row = find(type, Object.fromEntries(Object.entries(by).map(([field, name]) => [field, input[name]])))
    return row ? [row] : []
  }
  const ids: unknown[] = [input[by ?? last ?? '']].flat()
  return ids.flatMap((id) => (id == null ? [] : rowKey(type, String(id))))
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
