import type { Page } from '../declare/index.ts'
import { isObject } from './json.ts'

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
  const { pagination, meta } = isObject(body) ? body : {}
  const told: Record<string, unknown> = Object.assign({}, pagination, meta, isObject(meta) ? meta['pagination'] : undefined)
  // 'total_pages' and 'totalPages' are one name in two spellings; what is no count is as good as nothing.
  const number = (least: number, ...names: string[]): number | undefined =>
    names
      .map((name) => told[name] ?? told[name.replace(/_./g, (part) => part.slice(1).toUpperCase())])
      .map((value) => (typeof value === 'string' ? value.trim() && Number(value) : value))
      .find((value): value is number => typeof value === 'number' && Number.isInteger(value) && value >= least)
  const page = number(1, 'current_page', 'page') ?? asked.page ?? 1
  const size = number(1, 'per_page', 'records', 'limit') ?? asked.perPage ?? null
  const totalCount = number(0, 'total_count', 'total_records', 'total') ?? null
  const totalPages = number(0, 'total_pages', 'pages') ?? (totalCount !== null && size ? Math.max(1, Math.ceil(totalCount / size)) : null)
  const hasMore = totalPages === null ? !!size && rows >= size : page < totalPages
  return { page, perPage: size ?? rows, totalPages, totalCount, hasMore }
}
