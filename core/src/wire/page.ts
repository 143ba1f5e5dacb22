import type { Page } from '../declare/index.ts'
import { objectOf } from './json.ts'

type PageMeta = Omit<Page<never>, 'items'>

/**
 * Reads a list's place among its pages from any of the dialects in use, and derives what is missing.
 *
 * Known: `meta.pagination{current_page,total_pages,total_count,per_page}` of the gateway,
 * `meta{totalPages,totalRecords}` of the hosts, the same names flat, `{total,page,per_page}`, `{total_count,page,records}`,
 * `{page,limit,total,pages}` beside `data`, and none at all. Without any, a full page says there may be another, a short one that
 * there is none.
 *
 * @param body the whole document
 * @param asked what the request asked for: page from 1, rows a page
 * @param rows how many rows came
 *
 * @example
 * readPage({ meta: { totalPages: 3, totalRecords: 42 } }, { page: 1, perPage: 15 }, 15)
 * // { page: 1, perPage: 15, totalPages: 3, totalCount: 42, hasMore: true }
 */
export function readPage(body: unknown, asked: { page?: number; perPage?: number }, rows: number): PageMeta {
  const whole = objectOf(body)
  const meta = objectOf(whole['meta'])
  const told: Record<string, unknown> = { ...objectOf(whole['pagination']), ...meta, ...objectOf(meta['pagination']) }
  // The first of the names that holds a count; what is none is as good as nothing.
  const count = (least: number, ...names: string[]): number | null =>
    names.map((name) => (/^\s*\d+\s*$/.test(String(told[name])) ? Number(told[name]) : -1)).find((value) => value >= least) ?? null
  const page = count(1, 'current_page', 'currentPage', 'page') ?? asked.page ?? 1
  const size = count(1, 'per_page', 'perPage', 'records', 'limit') ?? asked.perPage ?? null
  const totalCount = count(0, 'total_count', 'totalCount', 'total_records', 'totalRecords', 'total')
  const totalPages =
    count(0, 'total_pages', 'totalPages', 'pages') ?? (totalCount !== null && size ? Math.ceil(totalCount / size) || 1 : null)
  const hasMore = totalPages === null ? !!size && rows >= size : page < totalPages
  return { page, perPage: size ?? rows, totalPages, totalCount, hasMore }
}
