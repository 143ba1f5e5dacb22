import { ownersOf } from './pages.ts'
import type { PageOfKeys, Pages } from './pages.ts'
import { arrange } from './standing.ts'
import type { Arrangement } from './standing.ts'

/** Rows of a list, counted from 0; `to` is not among them. */
export interface Range {
  readonly from: number
  readonly to: number
}

/**
 * The pages a range of rows stands on, in order, and the one beyond it in the direction of travel last.
 *
 * @param perPage rows a page; 0 while nobody knows: then the first page
 * @param totalPages `null` where nobody knows
 * @param back is the range on its way to the head?
 *
 * @example
 * pagesOf({ from: 40, to: 60 }, 25, 100, false) // [2, 3, 4]
 */
export function pagesOf({ from, to }: Range, perPage: number, totalPages: number | null, back: boolean): number[] {
  if (perPage === 0) return [1]
  const [first, last] = [Math.floor(from / perPage) + 1, Math.floor(Math.max(from, to - 1) / perPage) + 1]
  const covering = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  return [...covering, back ? first - 1 : last + 1].filter((page) => page >= 1 && page <= Math.max(1, totalPages ?? Infinity))
}

/**
 * Lists the rows of a range: where a page is not there, a gap, which is the key `''`. Rows of pages that follow each other close up.
 *
 * @example
 * arrangeRange({ from: 2, to: 5 })(pages, standing, terms, entities.seen).keys // ['deal/3', 'deal/4', '']
 */
export function arrangeRange({ from, to }: Range): Arrangement {
  return (pages, standing, terms, row) => {
    const keys = Array.from({ length: to - from }, () => '')
    const unplaced: string[] = []
    const owners = ownersOf(pages)
    for (const run of runsOf(pages)) {
      const [head, tail] = [run[0], run.at(-1)]
      const own = run.flatMap((one) => one.keys.filter((key) => owners.get(key) === one))
      const offset = ((head?.page ?? 1) - 1) * (head?.perPage ?? 0)
      const listed = arrange(own, standing, terms, row, { first: offset === 0, last: tail?.hasMore === false })
      listed.keys.forEach((key, at) => {
        if (offset + at >= from && offset + at < to) keys[offset + at - from] = key
      })
      unplaced.push(...listed.unplaced)
    }
    return { keys, unplaced: unplaced.filter((key) => keys.includes(key)) }
  }
}

/** Pages that follow each other. */
function runsOf({ held }: Pages): PageOfKeys[][] {
  const runs: PageOfKeys[][] = []
  for (const one of held) {
    const run = runs.at(-1)
    if (run?.at(-1)?.page === one.page - 1) run.push(one)
    else runs.push([one])
  }
  return runs
}
