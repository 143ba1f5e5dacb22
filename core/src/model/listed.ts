import type { Patch } from './record.ts'

/** What writes of this client say of a record and one list. */
export interface Listed {
  readonly holds: boolean
  /** The ticket of the acknowledgement, `Infinity` while that is pending. A read with a higher ticket knows. */
  readonly at: number
  /** What is so again if a pending write is taken back. */
  readonly before?: Listed | undefined
}

/** The same of all lists, by their filled paths. */
export type Lists = Readonly<Record<string, Listed>>

/**
 * Which lists a record was put into or taken out of, after a change of its log.
 *
 * @param last what was so before
 * @param settled the patches acknowledged just now, and the ticket
 *
 * @example
 * listedBy({}, [], [{ seq: 1, change: {}, lists: { 'series/s1/posts': true } }], 7) // { 'series/s1/posts': { holds: true, at: Infinity } }
 */
export function listedBy(last: Lists, settled: readonly Patch[], pending: readonly Patch[], ticket: number): Lists {
  const said = (patches: readonly Patch[]): (readonly [path: string, holds: boolean])[] =>
    patches.flatMap(({ lists = {} }) => Object.entries(lists))
  const known = new Map<string, Listed>()
  for (const [path, one] of Object.entries(last)) {
    const sure = one.at < Infinity ? one : one.before
    if (sure) known.set(path, sure)
  }
  for (const [path, holds] of said(settled)) known.set(path, { holds, at: ticket })
  const open = said(pending).map(([path, holds]) => [path, { holds, at: Infinity, before: known.get(path) }] as const)
  return Object.fromEntries([...known, ...open])
}
