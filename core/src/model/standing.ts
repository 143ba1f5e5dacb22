import type { Fields } from '../wire/request.ts'
import type { Listed, Lists } from './listed.ts'
import { keysOf } from './pages.ts'
import type { Pages } from './pages.ts'
import { decide, matters, place } from './placement.ts'
import type { Terms } from './placement.ts'

/** A record that was written here, or by somebody else who was heard of, as the entity table tells of it. */
export interface WrittenRow {
  readonly key: string
  /** The lists that writes put it into or took it out of. */
  readonly lists: Lists
  /** The same without what is pending. */
  readonly settled: Lists
  /** What the server had said before the first write still pending; `null` while it is being created. */
  readonly before: Fields | null
  /** The ticket of the last acknowledgement, `Infinity` while a write is pending. A read with a higher ticket knows. */
  readonly at: number
  /** Somebody else wrote it. */
  readonly heard?: boolean | undefined
}

/** A list as it was read. */
export interface ReadList {
  readonly path: string
  readonly terms: Terms
  /** The ticket of the oldest page, and of the one that told the totals. */
  readonly oldest: number
  readonly counted: number
  /** The ticket of the page that has a row. */
  read(key: string): number | undefined
  /** Is it known to be under the list's path? */
  under(key: string): boolean
  /** What is seen of a row; `null` where it is being removed. */
  row(key: string): Fields | null
  /** ISO time, for rows that have no stamps yet. */
  now(): string
}

/** What writes of this client do to a list that does not know of them yet. */
export interface Standing {
  readonly leaving: readonly string[]
  /** Rows that come in, and rows that stand elsewhere now; with those created here apart, for they count as the newest. */
  readonly entering: readonly string[]
  readonly moving: readonly string[]
  readonly fresh: readonly string[]
  /** Whether they belong to the list is a guess. */
  readonly unsure: readonly string[]
  /** What the server's total does not count yet. */
  readonly count: number
}

/** Later than everything that has a time. */
const LAST = '9999-12-31T23:59:59.999Z'

/**
 * May a write change what a list shows? Not where every page knows of it, nor where nothing the list asks for was written.
 *
 * @example
 * concerns({ key: 'deal/1', lists: {}, settled: {}, before: { name: 'a' }, at: Infinity }, list)
 */
export function concerns(written: WrittenRow, list: ReadList): boolean {
  const { key, before, at } = written
  const now = list.row(key)
  if (now && saidOf(written, list)) return true
  return at >= list.oldest && before !== null && (!now || matters(before, now, list.terms))
}

/** What was written of its being in this list, where there is a page that cannot know. */
function saidOf({ lists }: WrittenRow, { path, oldest }: ReadList): Listed | undefined {
  const said = Object.hasOwn(lists, path) ? lists[path] : undefined
  return said && said.at >= oldest ? said : undefined
}

/**
 * What writes of this client do to a list: rows come, go and move before the server was asked again.
 *
 * A page whose read began after a write was acknowledged knows of it, and is believed.
 *
 * @param written those that concern it
 *
 * @example
 * standingOf(entities.touched('deal'), list).count // 1: one was created here, and the total does not know
 */
export function standingOf(written: Iterable<WrittenRow>, list: ReadList): Standing {
  const { terms, counted } = list
  const all = { leaving: [] as string[], entering: [] as string[], moving: [] as string[], fresh: [] as string[], unsure: [] as string[] }
  let count = 0
  // One moment for all of them: making its text costs more than all the rest.
  let moment: string | undefined
  for (const one of written) {
    const { key, before, at } = one
    const row = list.row(key)
    const read = list.read(key)
    const said = saidOf(one, list)
    const fresh = read === undefined && said?.holds
    const out = said?.holds === false
    if (read !== undefined && ((before === null && !out) || read > at)) continue
    const counts = (by: number): void => {
      if ((row && said && (fresh || out) ? said.at : at) >= counted) count += by
    }
    // A removal is hidden wherever it is held; where it is not, the answers that were read may know of it.
    const verdict = !row || out ? 'out' : decide(fresh ? { created_at: (moment ??= list.now()), updated_at: moment, ...row } : row, terms)
    if (verdict === 'out') {
      if (read === undefined) continue
      all.leaving.push(key)
      counts(-1)
      continue
    }
    if (read === undefined) {
      // Only what is known to have been outside comes in.
      if (!fresh && !(verdict === 'in' && list.under(key) && before !== null && decide(before, terms) === 'out')) continue
      all.entering.push(key)
      if (fresh) all.fresh.push(key)
      counts(1)
    } else all.moving.push(key)
    if (verdict === 'unknown') all.unsure.push(key)
  }
  return { ...all, count }
}

/** Which rows are listed, in order, and those of them whose place or presence is a guess. */
export interface Listing {
  readonly keys: readonly string[]
  readonly unplaced: readonly string[]
}

/** How the rows of some pages are listed. */
export type Arrangement = (pages: Pages, standing: Standing, terms: Terms, row: (key: string) => Fields | null) => Listing

/**
 * All rows of all pages.
 *
 * @example
 * arrangeAll(pages, standing, terms, entities.seen).keys
 */
export const arrangeAll: Arrangement = (pages, standing, terms, row) => {
  const { held } = pages
  return arrange(keysOf(pages), standing, terms, row, { first: held[0]?.page === 1, last: held.at(-1)?.hasMore === false })
}

/** Which ends of the whole list the rows shown reach. */
export interface Ends {
  readonly first: boolean
  readonly last: boolean
}

/**
 * Puts the rows where they stand. Those whose place cannot be told stand at the head when they come in, and stay when they were there.
 *
 * @returns the keys in order, and those whose place or presence is a guess
 *
 * @example
 * arrange(['deal/1'], { ...standing, entering: ['deal/2'] }, terms, row, { first: true, last: false })
 */
export function arrange(
  keys: readonly string[],
  { leaving, entering, moving, fresh, unsure }: Standing,
  { order }: Terms,
  row: (key: string) => Fields | null,
  { first, last }: Ends,
): Listing {
  const apart = new Set([...leaving, ...entering])
  const all = keys.filter((key) => !apart.has(key) && row(key))
  const unplaced: string[] = []
  const [newest, guessed] = [new Set(fresh), new Set(unsure)]
  const stamped = (key: string): Fields => ({ ...(newest.has(key) && { created_at: LAST, updated_at: LAST }), ...row(key) })
  for (const key of [...moving, ...entering]) {
    const was = all.indexOf(key)
    if (was >= 0) all.splice(was, 1)
    const at = place(stamped(key), order, all.length, (index) => stamped(all[index] ?? ''))
    // Before the first row that is shown, or after the last: on a page that is not.
    if (at === null ? was < 0 && !first : all.length > 0 && ((at === 0 && !first) || (at === all.length && !last))) continue
    all.splice(at ?? Math.max(was, 0), 0, key)
    if (at === null || guessed.has(key)) unplaced.push(key)
  }
  return { keys: all, unplaced }
}
