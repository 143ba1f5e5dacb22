import type { RefusalDetail } from './refusal.ts'

/** Which page was asked for, how large, and in which style its `meta` is told. */
export interface Paging {
  readonly style: 'gateway' | 'host'
  readonly page: number
  readonly size: number
}

const largest = 100
const usual = { gateway: 25, host: 15 } as const

/**
 * Reads the page that a query asks for. `per_page` and `records` are the same thing in two styles; the one that is used decides
 * the style of the answer's `meta`, and where neither is, the style of the address does. Sizes: seed 000 (25), seeds 001/002 (15).
 *
 * Answers the mistakes instead where a number is below 1, no whole number, or a size above 100.
 *
 * @example
 * readPaging(new URLSearchParams('page=2&records=50'), 'gateway') // { style: 'host', page: 2, size: 50 }
 */
export function readPaging(query: URLSearchParams, address: Paging['style']): Paging | readonly RefusalDetail[] {
  const style = query.has('per_page') ? 'gateway' : query.has('records') ? 'host' : address
  const mistakes: RefusalDetail[] = []
  const count = (name: string, most: number, otherwise: number): number => {
    const text = query.get(name)
    if (text === null) return otherwise
    const value = /^\d{1,9}$/.test(text) ? Number(text) : 0
    if (value >= 1 && value <= most) return value
    const range = most === largest ? `from 1 to ${largest}` : 'from 1'
    mistakes.push({ title: 'Invalid page', detail: `${name} must be a whole number ${range}`, source: { parameter: name } })
    return otherwise
  }
  const page = count('page', 999_999_999, 1)
  const size = count(query.has('per_page') ? 'per_page' : 'records', largest, usual[style])
  return mistakes.length === 0 ? { style, page, size } : mistakes
}

/**
 * The `meta` of a page, in the style it was asked for.
 *
 * @example
 * pageMeta({ style: 'host', page: 1, size: 15 }, 72) // { totalPages: 5, totalRecords: 72 }
 */
export function pageMeta({ style, page, size }: Paging, total: number): Record<string, unknown> {
  const pages = Math.ceil(total / size)
  if (style === 'host') return { totalPages: pages, totalRecords: total }
  return { pagination: { current_page: page, total_pages: pages, total_count: total, per_page: size } }
}
