import type { Page } from '../declare/index.ts'

type PageMeta = Omit<Page<never>, 'items'>

/**
 * Reads a list's place among its pages from any of the dialects in use, and derives what is missing.
 *
 * Known (api/cross-cutting-a.md section 8): `meta.pagination{current_page,total_pages,total_count,per_page}` of the gateway,
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
  const meta = objectAt(body, 'meta')
  const told: Record<string, unknown> = { ...objectAt(body, 'pagination'), ...meta, ...objectAt(meta, 'pagination') }
  const number = (...names: string[]): number | null => {
    for (const name of names) {
      const value = told[name]
      const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
      if (typeof parsed === 'number' && Number.isInteger(parsed) && parsed >= 0) return parsed
    }
    return null
  }
  const page = number('current_page', 'currentPage', 'page') ?? asked.page ?? 1
  const size = number('per_page', 'perPage', 'records', 'limit') ?? asked.perPage ?? null
  const totalCount = number('total_count', 'totalCount', 'totalRecords', 'total_records', 'total')
  const perPage = size ?? rows
  const totalPages =
    number('total_pages', 'totalPages', 'pages') ?? (totalCount !== null && size ? Math.max(1, Math.ceil(totalCount / size)) : null)
  const hasMore = totalPages === null ? size !== null && rows >= size && rows > 0 : page < totalPages
  return { page, perPage, totalPages, totalCount, hasMore }
}

function objectAt(value: unknown, name: string): Record<string, unknown> | undefined {
  // `in` narrows to object; its members stay unknown.
  const inner = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
  return typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : undefined
}
