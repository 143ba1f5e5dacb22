import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keysOf, withPage } from './pages.ts'
import type { PageOfKeys, Pages } from './pages.ts'

const page = (
  number: number,
  keys: string,
  { totalCount = 6, totalPages = 3, hasMore = number < 3 }: Partial<PageOfKeys> = {},
): PageOfKeys => ({
  page: number,
  keys: keys === '' ? [] : keys.split(' '),
  perPage: 2,
  totalPages,
  totalCount,
  hasMore,
})
const reading = (...pages: PageOfKeys[]): Pages => pages.reduce<Pages>((all, one) => withPage(all, one, 'many'), [])

describe('pages add up', () => {
  test.each<[string, Pages, string]>([
    ['in their order', reading(page(1, 'a b'), page(2, 'c d'), page(3, 'e f')), 'a b c d e f'],
    ['whatever order they came in', reading(page(1, 'a b'), page(3, 'e f', { hasMore: true }), page(2, 'c d')), 'a b c d e f'],
    ['each once, read again', reading(page(1, 'a b'), page(2, 'c d'), page(1, 'b a')), 'b a c d'],
    ['without the row an insert moved to the next page', reading(page(1, 'a b'), page(2, 'b c')), 'a b c'],
    ['with the new row on the first page, read again', reading(page(1, 'a b'), page(2, 'c d'), page(1, 'n a')), 'n a c d'],
    ['with a page that came empty', reading(page(1, 'a b'), page(2, '', { hasMore: false })), 'a b'],
    [
      'until the list ends earlier than it did',
      reading(page(1, 'a b'), page(2, 'c d'), page(3, 'e'), page(2, 'c', { hasMore: false })),
      'a b c',
    ],
    ['until the first page is the last', reading(page(1, 'a b'), page(2, 'c d'), page(1, 'a', { hasMore: false })), 'a'],
  ])('%s', (_, pages, keys) => {
    expect(keysOf(pages).join(' ')).toBe(keys)
  })

  test('one at a time, a page replaces the one before', () => {
    const first = withPage([], page(1, 'a b'), 'single')
    expect(keysOf(withPage(first, page(2, 'c d'), 'single'))).toEqual(['c', 'd'])
  })

  test('no row is shown twice, and no row of the page just read is missing', () => {
    const some = fc.record({
      number: fc.integer({ min: 1, max: 5 }),
      keys: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e')),
      hasMore: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(some, { minLength: 1 }), (reads) => {
        const pages = reading(...reads.map(({ number, keys, hasMore }) => page(number, keys.join(' '), { hasMore })))
        const keys = keysOf(pages)
        expect(keys).toEqual([...new Set(keys)])
        expect(keys).toEqual(expect.arrayContaining(reads.at(-1)?.keys ?? []))
        const numbers = pages.map((one) => one.page)
        expect(numbers).toEqual([...new Set(numbers)].sort())
      }),
    )
  })
})
