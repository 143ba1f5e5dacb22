import type { Value, Values } from './values.ts'
import { valueOf } from './values.ts'

/** Which way values go. */
export type Direction = 'push' | 'pull' | 'both'

/** A field here, its field there, and which way. */
export interface Mapped {
  readonly local_field: string
  readonly salesforce_field: string
  readonly direction: Direction
}

/** What is to be written where, or the fields that keep a row from being written at all. */
export interface Merged {
  /** For the org, by its fields. */
  readonly push: Values
  /** For here, by ours. */
  readonly pull: Values
  /** Fields of ours that were changed on both sides, to different values. */
  readonly conflicts: readonly string[]
}

/**
 * Brings two rows in step, field by field, against what both were when they last agreed.
 *
 * A value that goes one way overwrites what stands there. One that goes both ways follows the side that changed it; where both did, it is
 * a conflict. Rows that never agreed before fill each other's gaps.
 *
 * @param base what both sides held after the last synchronisation, by our fields; `undefined` for rows that meet for the first time
 *
 * @example
 * merge([{ local_field: 'phone', salesforce_field: 'Phone', direction: 'both' }], 'both', { phone: '1' }, { Phone: '2' }, { phone: '1' })
 * // { push: {}, pull: { phone: '2' }, conflicts: [] }
 */
export function merge(mapped: readonly Mapped[], direction: Direction, local: object, remote: object, base: Values | undefined): Merged {
  const push: Record<string, Value> = {}
  const pull: Record<string, Value> = {}
  const conflicts: string[] = []
  for (const one of mapped) {
    const here = valueOf(local, one.local_field)
    const there = valueOf(remote, one.salesforce_field)
    const way = here === there ? 'none' : wayOf(one, direction, here, there, base)
    if (way === 'push') push[one.salesforce_field] = here
    if (way === 'pull') pull[one.local_field] = there
    if (way === 'conflict') conflicts.push(one.local_field)
  }
  return { push, pull, conflicts }
}

function wayOf(
  { direction, local_field }: Mapped,
  asked: Direction,
  here: Value,
  there: Value,
  base: Values | undefined,
): 'push' | 'pull' | 'conflict' | 'none' {
  const pushes = direction !== 'pull' && asked !== 'pull'
  const pulls = direction !== 'push' && asked !== 'push'
  if (!pushes || !pulls) return pushes ? 'push' : pulls ? 'pull' : 'none'
  if (base === undefined || !Object.hasOwn(base, local_field)) return here === null ? 'pull' : there === null ? 'push' : 'conflict'
  const before = valueOf(base, local_field)
  if (there === before) return 'push'
  return here === before ? 'pull' : 'conflict'
}
