import type { Place } from '../database/place.ts'
import { linesOf } from './fieldMapping.ts'
import { keepLink, linkOf } from './links.ts'
import { localMistake, readLocal, writeLocal } from './localSide.ts'
import { merge } from './merge.ts'
import type { Direction, Mapped } from './merge.ts'
import type { ObjectType } from './objectTypes.ts'
import type { Pair } from './planSync.ts'
import { orgMistake, readOrg, writeOrg } from './standInOrg.ts'
import type { Values } from './values.ts'
import { valueOf } from './values.ts'

/** Why a row was left as it is. */
export interface SyncError {
  readonly record_id: string | null
  readonly salesforce_id: string | null
  readonly field: string | null
  readonly code: string
  readonly message: string
}

/**
 * Brings one pair of rows in step by the mapping, both sides or neither. Answers what stood in the way: nothing, a conflict for each field
 * that both sides changed, or the mistake for which one side would not take the row.
 *
 * @example
 * const errors = syncPair(context, 'contacts', 'both', { local_id, salesforce_id: null })
 */
export function syncPair(place: Place, type: ObjectType, direction: Direction, { local_id, salesforce_id }: Pair): SyncError[] {
  const local = local_id === null ? undefined : readLocal(place, type, local_id)
  // Deleted since the job began: there is nothing left to do.
  if (local_id !== null && local === undefined) return []
  const remote = salesforce_id === null ? undefined : readOrg(place, type, salesforce_id)
  const lines = linesOf(place, type)
  const link = local_id === null ? undefined : linkOf(place, type, local_id)
  // A side that has no row yet takes one; it has nothing to say.
  const way = remote === undefined ? 'push' : local === undefined ? 'pull' : direction
  const { push, pull, conflicts } = merge(lines, way, local ?? {}, remote?.fields ?? {}, link?.base)
  const fault = (field: string, code: string, message: string): SyncError => ({ record_id: local_id, salesforce_id, field, code, message })
  if (conflicts.length > 0)
    return conflicts.map((field) => fault(field, 'CONFLICT', `${field} was changed on both sides; push or pull this record to decide`))
  const writesThere = remote === undefined || Object.keys(push).length > 0
  const writesHere = local === undefined || Object.keys(pull).length > 0
  const there = writesThere ? orgMistake(place, type, salesforce_id, push) : undefined
  if (there !== undefined) return [fault(there.field, there.code, there.message)]
  const here = writesHere ? localMistake(type, local_id, pull) : undefined
  if (here !== undefined) return [fault(here.field, 'INVALID_RECORD', here.message)]
  const theirs = writesThere ? writeOrg(place, type, salesforce_id, push) : (salesforce_id ?? '')
  const ours = writesHere ? writeLocal(place, type, local_id, pull) : (local_id ?? '')
  const base = { ...link?.base, ...agreed(place, type, lines, ours, theirs) }
  keepLink(place, type, { local_id: ours, salesforce_id: theirs, base })
  return []
}

function agreed(place: Place, type: ObjectType, lines: readonly Mapped[], ours: string, theirs: string): Values {
  const [local, remote] = [readLocal(place, type, ours) ?? {}, readOrg(place, type, theirs)?.fields ?? {}]
  const same = lines.filter(({ local_field, salesforce_field }) => valueOf(local, local_field) === valueOf(remote, salesforce_field))
  return Object.fromEntries(same.map(({ local_field }) => [local_field, valueOf(local, local_field)]))
}
