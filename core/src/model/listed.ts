import type { Patch } from './record.ts'

/** What writes of this client say of a record and one list. */
export interface Listed {
  readonly holds: boolean
  /** The ticket of the acknowledgement, `Infinity` while that is pending. A read with a higher ticket knows. */
  readonly at: number
}

/** The same of all lists, by their filled paths. */
export type Lists = Readonly<Record<string, Listed>>

/**
 * Which lists patches put their record into or take it out of: of several the last says so.
 *
 * @param at the ticket of their acknowledgement
 *
 * @example
 * listedBy([{ seq: 1, change: {}, lists: { 'series/s1/posts': true } }], 7) // { 'series/s1/posts': { holds: true, at: 7 } }
 */
export function listedBy(patches: readonly Patch[], at: number): Lists {
  return Object.fromEntries(patches.flatMap(({ lists = {} }) => Object.entries(lists).map(([path, holds]) => [path, { holds, at }])))
}
