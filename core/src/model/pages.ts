/** One page as it was read: which records, and what it said of the whole. */
export interface PageOfKeys {
  readonly page: number
  readonly keys: readonly string[]
  readonly perPage: number
  readonly totalPages: number | null
  readonly totalCount: number | null
  readonly hasMore: boolean
}

/** The pages of one list, in page order. */
export type Pages = readonly PageOfKeys[]

/**
 * A page was read (again).
 *
 * In `single` mode it replaces what was there; otherwise it takes its place among the others, and pages behind a last one are gone.
 *
 * @example
 * withPage([], { page: 1, keys: ['a'], perPage: 15, totalPages: 3, totalCount: 42, hasMore: true }, 'many')
 */
export function withPage(pages: Pages, read: PageOfKeys, mode: 'single' | 'many'): Pages {
  if (mode === 'single') return [read]
  const others = pages.filter(({ page }) => page !== read.page && (read.hasMore || page < read.page))
  return [...others, read].sort((a, b) => a.page - b.page)
}

/**
 * The rows of all pages, each once. Where an insert elsewhere moved a row across a boundary, the later page's copy is dropped.
 *
 * @example
 * keysOf(pages) // ['contact/1', 'contact/2']
 */
export function keysOf(pages: Pages): string[] {
  return [...new Set(pages.flatMap(({ keys }) => keys))]
}
