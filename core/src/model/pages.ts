/** One page as it was read: which records, and what it said of the whole. */
export interface PageOfKeys {
  readonly page: number
  readonly keys: readonly string[]
  readonly perPage: number
  readonly totalPages: number | null
  readonly totalCount: number | null
  readonly hasMore: boolean
  /** The client's ticket of the read: what was acknowledged before it is in it. */
  readonly ticket: number
}

interface HeldPage extends PageOfKeys {
  /** Its place in the order of reads. */
  readonly at: number
  /** Nothing that was read since shows a change after it was read. */
  readonly sound: boolean
  /** The page after it may not go on where it ends. */
  readonly open: boolean
  /** Rows it showed until it was read again, and that no other page has yet: they stay before and after its own until all is sound. */
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** The pages of one list, in page order. */
export interface Pages {
  readonly held: readonly HeldPage[]
  /** How often an answer showed a change by others since all pages were sound. */
  readonly drifts: number
  /** Pages read up to then were read before the first of these changes. */
  readonly until: number
  /** What was read last: its totals are the ones to believe, also where it was behind the end and is not held. */
  readonly latest?: PageOfKeys | undefined
}

export const noPages: Pages = { held: [], drifts: 0, until: 0 }

/**
 * A page was read (again): it takes its place among the others, and pages behind a last one are gone.
 *
 * Against the pages that are sound it shows whether others inserted or deleted meanwhile: another total, a row that also stands on
 * another page, a sound page that reads differently. Then all others are to be read again ({@link suspectPage}); and where the new
 * page may not go on where the one before it ends, that one at once ({@link openPage}). Totals tell of every change but an insert and
 * a delete of the same moment. Where there are none, each new page opens the one before it.
 *
 * @param removed was the row removed here, and the server has said so? Its going shows no change by others
 *
 * @example
 * withPage(noPages, { page: 1, keys: ['a'], perPage: 15, totalPages: 3, totalCount: 42, hasMore: true, ticket: 7 })
 */
export function withPage(
  { held, drifts: known, until: knownUntil }: Pages,
  read: PageOfKeys,
  removed: (key: string) => boolean = () => false,
): Pages {
  const { page, keys, totalCount, hasMore } = read
  const mine = new Set(keys)
  const old = held.find((one) => one.page === page)
  const others = held.filter((one) => one.page !== page && (hasMore || one.page < page))
  const same = old?.keys.join() === keys.join()
  const otherTotal = (one: PageOfKeys): boolean => one.totalCount !== null && totalCount !== null && one.totalCount !== totalCount
  const differs = (one: HeldPage): boolean => otherTotal(one) || (one === old ? !same : one.keys.some((key) => mine.has(key)))
  const evidence = held.filter((one) => one.sound && differs(one)).map(({ at }) => at)
  const drifted = evidence.length > 0
  const drifts = known + Number(drifted)
  const until = known === 0 ? Math.max(0, ...evidence) : knownUntil
  // One change only, and it is not on a page that reads as before: what stands before that page did not move.
  const settled = drifts === 1 && !drifted && same && old?.sound === false && old.at <= until
  const doubtful = drifts > 0 || totalCount === null
  const rows = old ? rowsOf(old) : []
  const prior = others.filter((one) => one.page === page - 1).flatMap(rowsOf)
  const joined = page === 1 || [...rows, ...prior].includes(keys[0] ?? '')
  // What stood before its first row went to the page before, or else that one was read before it went.
  const ahead = old?.keys.slice(0, Math.max(0, old.keys.indexOf(keys[0] ?? ''))) ?? []
  const left = ahead.some((key) => !prior.includes(key) && !removed(key))
  const reads = Math.max(0, ...held.map(({ at }) => at)) + 1
  const at = rows.findIndex((key) => mine.has(key))
  const moved = (some: readonly string[]): readonly string[] => some.filter((key) => !mine.has(key))
  const next = others.map((one) => {
    const sound = (one.sound && !drifted && !(left && one.page === page - 1)) || (settled && one.page < page)
    const open = one.open || (one.page === page - 1 && doubtful && !joined)
    return { ...one, sound, open }
  })
  const before = moved(at < 0 ? rows : rows.slice(0, at))
  const after = at < 0 ? [] : moved(rows.slice(at))
  // An empty page is none: the one before it is the last.
  if (keys.length > 0 || page === 1) next.push({ ...read, at: reads, sound: true, open: false, before, after })
  next.sort((a, b) => a.page - b.page)
  const last = next.at(-1)
  if (last && !hasMore && last.page < page) next[next.length - 1] = { ...last, hasMore }
  if (next.some(({ sound, open }) => !sound || open)) return { held: next, drifts, until, latest: read }
  return { held: next.map((one) => ({ ...one, before: [], after: [] })), drifts: 0, until: 0, latest: read }
}

/**
 * All pages are to be read again, in whatever order: that they differ from what they were is then no news.
 *
 * @example
 * pages = stalePages(pages)
 */
export function stalePages({ held, latest }: Pages): Pages {
  return { latest, held: held.map((one) => ({ ...one, sound: false, open: false })), drifts: 0, until: 0 }
}

/**
 * The page to read at once, for a row may be missing after it; `undefined` where there is none.
 *
 * @example
 * openPage(pages) // 2: page 3 showed that a row was deleted before it
 */
export function openPage({ held }: Pages): number | undefined {
  return held.findLast(({ open }) => open)?.page
}

/**
 * The last of the pages before `below` that others' changes may have moved; `undefined` where there is none.
 *
 * @example
 * suspectPage(pages) // 4, then suspectPage(pages, 4), until a page reads as before
 */
export function suspectPage({ held }: Pages, below = Infinity): number | undefined {
  return held.findLast(({ page, sound, open }) => (!sound || open) && page < below)?.page
}

/**
 * A row turned out to have another key.
 *
 * @example
 * renamed(pages, 'contact/1', 'contact/made-here')
 */
export function renamed({ held, ...rest }: Pages, from: string, to: string): Pages {
  const named = (keys: readonly string[]): readonly string[] => (keys.includes(from) ? keys.map((key) => (key === from ? to : key)) : keys)
  return { ...rest, held: held.map((one) => ({ ...one, keys: named(one.keys), before: named(one.before), after: named(one.after) })) }
}

/**
 * The rows of all pages, each once. Where a row stands on two pages, the one read later has it.
 *
 * @example
 * keysOf(pages) // ['contact/1', 'contact/2']
 */
export function keysOf({ held }: Pages): string[] {
  if (held.length < 2) return held.flatMap(rowsOf)
  const owners = ownersOf({ held })
  const keys = new Set<string>()
  for (const one of held) for (const key of rowsOf(one)) if ((owners.get(key) ?? one) === one) keys.add(key)
  return [...keys]
}

/**
 * Which page has a row: of two, the one that is sound; of two sound ones the first.
 *
 * @example
 * ownersOf(pages).get('contact/1')?.page // 1
 */
export function ownersOf({ held }: Pick<Pages, 'held'>): Map<string, PageOfKeys> {
  const owners = new Map<string, PageOfKeys>()
  for (const sound of [true, false])
    for (const one of held) if (one.sound === sound) for (const key of one.keys) if (!owners.has(key)) owners.set(key, one)
  return owners
}

function rowsOf({ before, keys, after }: HeldPage): readonly string[] {
  return [...before, ...keys, ...after]
}
