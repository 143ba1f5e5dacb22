import { isResource } from '../declare/index.ts'
import type { Operation } from '../declare/index.ts'
import type { Queued } from '../model/queue.ts'
import type { Patch } from '../model/record.ts'
import { fillPath } from '../wire/address.ts'
import { isWritable, namedIn } from '../wire/request.ts'
import type { Fields } from '../wire/request.ts'
import { recordKey } from './entities.ts'
import type { Entities } from './entities.ts'
import { targetOf } from './target.ts'

/** Where a write belongs and what it shows at once. */
export interface WritePlan extends Pick<Queued, 'lane' | 'makes' | 'joins'> {
  readonly key: string | null
  /** `null` where only the server can tell. */
  readonly change: Patch['change'] | null
  readonly rule?: Patch['rule']
  readonly list?: string
}

/**
 * Where a write belongs, which others it can be joined with, and what it shows before the server has answered.
 *
 * @param id the write's; a creation's row is `new-<id>`
 *
 * @example
 * planWrite(client.entities, updateEntity, { id: 'e1', name: 'Hall 2' }, 'w1') // { key: 'entity/e1', change: { name: 'Hall 2' }, … }
 */
export function planWrite(entities: Entities, operation: Operation, input: Fields, id: string): WritePlan {
  const { declared, method, path } = operation
  const { body, returns, removes, patches } = declared
  const alone = { key: null, change: null, lane: id, makes: null, joins: null }
  const target = targetOf(operation, input)
  if (!target) {
    if (declared.optimistic === false) return alone
    if (method !== 'POST' || !isResource(body) || !isResource(returns) || body.type !== returns.type) return alone
    const made = `new-${id}`
    const key = recordKey(body.type, made)
    const change = { ...written(body.fields, input), unique_id: made, [body.id]: made }
    return { ...alone, key, lane: key, makes: made, change, list: fillPath(operation, input) }
  }
  const key = entities.rowOf(target)
  const at = { ...alone, key, lane: key }
  if (declared.optimistic === false) return at
  if (removes) return { ...at, change: 'removed' }
  if (patches) {
    const rule = (seen: Fields): Fields => patches.change(seen, input)
    const seen = entities.seen(key)
    return { ...at, change: seen && rule(seen), rule }
  }
  if ((method !== 'PUT' && method !== 'PATCH') || !isResource(body)) return at
  const named = Object.fromEntries(Object.entries(input).filter(([name]) => namedIn(path, name)))
  const joins = declared.ifMatch ? null : fillPath(operation, named)
  return { ...at, change: written(body.fields, input), joins: joins && `${operation.route} ${joins}` }
}

/** What an input says of fields that a caller may write. */
function written(fields: Fields, input: Fields): Fields {
  return Object.fromEntries(
    Object.entries(input).filter(([name, value]) => value !== undefined && Object.hasOwn(fields, name) && isWritable(fields[name])),
  )
}
