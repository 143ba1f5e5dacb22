import { isResource } from '../declare/index.ts'
import type { Operation, RecordPatch } from '../declare/index.ts'
import type { Queued } from '../model/queue.ts'
import type { Patch } from '../model/record.ts'
import { fillPath } from '../wire/address.ts'
import { isWritable } from '../wire/request.ts'
import type { Fields } from '../wire/request.ts'
import { recordKey } from './entities.ts'
import type { Entities } from './entities.ts'
import { knownPart } from './knownPart.ts'
import { createdBy, rowsNamed, targetsOf } from './target.ts'

/** What a write shows in one row. */
export interface ShownPatch extends Omit<Patch, 'seq'> {
  readonly key: string
}

/** Where a write belongs and what it shows at once. */
export interface WritePlan extends Pick<Queued, 'lane' | 'makes' | 'joins'> {
  /** The row it concerns; `null` where it is none or several. */
  readonly key: string | null
  /** Its own row first. None where only the server can tell. */
  readonly shows: readonly ShownPatch[]
}

/**
 * Where a write belongs, which others it can be joined with, and what it shows before the server has answered.
 *
 * @param id the write's; a creation's row is `new-<id>`
 *
 * @example
 * planWrite(client.entities, updateEntity, { id: 'e1', name: 'Hall 2' }, 'w1') // { key: 'entity/e1', shows: [{ change: { name: 'Hall 2' }, … }], … }
 */
export function planWrite(entities: Entities, operation: Operation, input: Fields, id: string): WritePlan {
  const { declared, method, path } = operation
  const { body, into = [], outOf = [], patches, besides = [], removes, ifMatch } = declared
  const hidden = declared.optimistic === false
  const created = hidden ? null : createdBy(operation)
  const makes = created && `new-${id}`
  const rows = created && makes ? [recordKey(created.resource.type, makes)] : targetsOf(entities, operation, input)
  const key = rows.length === 1 ? (rows[0] ?? null) : null
  const plan = { key, lane: declared.ordered ? fillPath(operation, input) : (key ?? id), makes, joins: null, shows: [] }
  if (hidden) return plan

  const filled = (paths: readonly string[], holds: boolean): Record<string, boolean> =>
    Object.fromEntries(paths.flatMap((one) => (knownPart(one, input) === one ? [[fillPath(operation, input, one), holds]] : [])))
  const lists = { ...filled(makes ? [path, ...into] : into, true), ...filled(outOf, false) }
  const ruled = ({ change }: RecordPatch, row: string, own: Fields): ShownPatch => {
    const rule = (seen: Fields): Fields => change(seen, input, own)
    const seen = entities.seen(row)
    return { key: row, change: seen ? rule(seen) : {}, rule }
  }
  const updates = /^P(UT|ATCH)$/.test(method) && isResource(body)
  const own = rows.flatMap((row): ShownPatch[] => {
    if (created) {
      const { fields, id: named } = created.resource
      const told = Object.entries(written(isResource(body) ? body.fields : (body ?? {}), input)).filter(([name]) =>
        Object.hasOwn(fields, name),
      )
      const taken = Object.entries(created.by ?? {}).map(([field, name]) => [field, input[name]] as const)
      return [{ key: row, change: { ...Object.fromEntries([...told, ...taken]), unique_id: makes, [named]: makes }, creates: true }]
    }
    if (removes) return [{ key: row, change: 'removed' }]
    if (patches) return [ruled(patches, row, {})]
    return updates ? [{ key: row, change: written(body.fields, input) }] : []
  })
  const first = own[0]?.change
  const before = (makes && typeof first === 'object' ? first : key && entities.seen(key)) || {}
  const others = besides.flatMap((one) => rowsNamed(entities, one, input).map((row) => ruled(one, row, before)))
  const shows = [...own.map((one) => ({ ...one, lists })), ...others]
  if (!updates || removes || patches || rows.length === 0 || ifMatch) return { ...plan, shows }
  return { ...plan, shows, joins: `${operation.route} ${fillPath(operation, input)}` }
}

/** What an input says of fields that a caller may write. */
function written(fields: Fields, input: Fields): Fields {
  return Object.fromEntries(
    Object.entries(input).filter(([name, value]) => value !== undefined && Object.hasOwn(fields, name) && isWritable(fields[name])),
  )
}
