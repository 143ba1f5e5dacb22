import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keysOf, noPages, openPage, renamed, stalePages, suspectPage, withPage } from './pages.ts'
import type { PageOfKeys, Pages } from './pages.ts'

const page = (
  number: number,
  keys: string,
  { totalCount = 6, totalPages = 3, hasMore = number < 3 }: Partial<PageOfKeys> = {},
): PageOfKeys => ({ page: number, keys: keys === '' ? [] : keys.split(' '), perPage: 2, totalPages, totalCount, hasMore, ticket: 1 })
const reading = (...pages: PageOfKeys[]): Pages => pages.reduce((before, read) => withPage(before, read), noPages)
const shown = (pages: Pages): string => keysOf(pages).join(' ')

describe('pages add up', () => {
  test.each<[string, Pages, string]>([
    ['in their order', reading(page(1, 'a b'), page(2, 'c d'), page(3, 'e f')), 'a b c d e f'],
    ['whatever order they came in', reading(page(1, 'a b'), page(3, 'e f', { hasMore: true }), page(2, 'c d')), 'a b c d e f'],
    ['each once, read again', reading(page(1, 'a b'), page(2, 'c d'), page(1, 'b a')), 'b a c d'],
    ['without the row an insert moved to the next page', reading(page(1, 'a b'), page(2, 'b c')), 'a b c'],
    ['with a page that came empty', reading(page(1, 'a b'), page(2, '', { hasMore: false })), 'a b'],
    ['until the list ends earlier', reading(page(1, 'a b'), page(2, 'c d'), page(3, 'e'), page(2, 'c', { hasMore: false })), 'a b c d'],
  ])('%s', (_, pages, keys) => {
    expect(shown(pages)).toBe(keys)
  })

  test('and a page that came empty is none: the one before it is the last', () => {
    const { held } = reading(page(1, 'a b'), page(2, 'c d'), page(3, '', { hasMore: false }))
    expect(held.map((one) => [one.page, one.hasMore])).toEqual([
      [1, true],
      [2, false],
    ])
  })

  test('and a row that is found to have another key stands where it stood', () => {
    expect(shown(renamed(reading(page(1, 'a b'), page(2, 'c d')), 'c', 'made here'))).toBe('a b made here d')
  })
})

describe('a change by others is found', () => {
  const many = { totalCount: 7, totalPages: 4 }

  test('where the total rose: the row that was moved stands once, and the pages before it are suspect', () => {
    const pages = reading(page(1, 'a b'), page(2, 'c d'), page(3, 'd e', many))
    expect([shown(pages), openPage(pages), suspectPage(pages), suspectPage(pages, 2)]).toEqual(['a b c d e', undefined, 2, 1])
  })

  test('where the total fell: the page before may have the row that is missing now', () => {
    const pages = reading(page(1, 'a b'), page(2, 'c d'), page(3, 'f', { totalCount: 5 }))
    expect(openPage(pages)).toBe(2)
    const joined = withPage(pages, page(2, 'd e', { totalCount: 5 }))
    // c moved to the first page, which is not read again yet: it stays.
    expect([shown(joined), openPage(joined), suspectPage(joined)]).toEqual(['a b c d e f', undefined, 1])
    expect(shown(withPage(joined, page(1, 'b c', { totalCount: 5 })))).toBe('b c d e f')
  })

  test('where more rows went than a page has: one page after the other, until one is joined', () => {
    const less = { totalCount: 3, totalPages: 2, hasMore: true }
    const first = reading(page(1, 'a b'), page(2, 'c d'), page(3, 'h', less))
    const second = withPage(first, page(2, 'f g', less))
    expect([openPage(first), openPage(second)]).toEqual([2, 1])
    expect(suspectPage(withPage(second, page(1, 'd e', less)))).toBeUndefined()
  })

  test('where no total is told: the page before is read again with each new one', () => {
    const blind = { totalCount: null, totalPages: null, hasMore: true }
    const pages = reading(page(1, 'a b', blind), page(2, 'd e', blind))
    expect(openPage(pages)).toBe(1)
    expect(shown(withPage(pages, page(1, 'b c', blind)))).toContain('b c d e')
    const calm = withPage(pages, page(1, 'a b', blind))
    expect([openPage(calm), suspectPage(calm)]).toEqual([undefined, undefined])
  })

  test('and one that a page which reads as before shows to be behind it ends the search', () => {
    const pages = reading(page(1, 'a b'), page(2, 'c d'), page(3, 'n e', many))
    expect(suspectPage(withPage(pages, page(2, 'c d', many)))).toBeUndefined()
    const twice = withPage(pages, page(3, 'o n', { totalCount: 8 }))
    expect(suspectPage(withPage(twice, page(2, 'c d', { totalCount: 8 })))).toBe(1)
  })

  test('where the first rows of a page went nowhere: the page before is suspect, unless they were removed here', () => {
    const again = withPage(stalePages(reading(page(1, 'a b'), page(2, 'c d'))), page(1, 'a b'))
    expect(suspectPage(withPage(again, page(2, 'd e')))).toBe(1)
    expect(suspectPage(withPage(again, page(2, 'd e'), (key) => key === 'c'))).toBeUndefined()
  })

  test('and not where all pages are read again, in whatever order', () => {
    const stale = stalePages(reading(page(1, 'a b'), page(2, 'c d')))
    const first = withPage(stale, page(1, 'n a', many))
    // b is on its way to the second page: it does not blink.
    expect(shown(first)).toBe('n a b c d')
    const all = withPage(first, page(2, 'b c', many))
    expect([shown(all), openPage(all), suspectPage(all), all.latest?.totalCount]).toEqual(['n a b c', undefined, undefined, 7])
  })
})

/** A server whose rows others insert and delete: so many pages are loaded in one go, joined at once, and repaired in the end. */
function loading({ pages: wanted, changes, totals }: { pages: number; changes: readonly Change[]; totals: boolean }) {
  const PER_PAGE = 5
  const rows = Array.from({ length: 250 }, (_, row) => `r${row}`)
  let pages = noPages
  let [made, reads, next] = [0, 0, 0]
  const change = (): void => {
    for (const { insert, at } of changes[(next += 1) % changes.length] ?? []) {
      if (insert) rows.splice(at % (rows.length + 1), 0, `n${(made += 1)}`)
      else rows.splice(at % rows.length, 1)
    }
  }
  const read = (number: number): void => {
    reads += 1
    const keys = rows.slice((number - 1) * PER_PAGE, number * PER_PAGE)
    const [totalCount, totalPages] = totals ? [rows.length, Math.ceil(rows.length / PER_PAGE)] : [null, null]
    const hasMore = totals ? number * PER_PAGE < rows.length : keys.length === PER_PAGE
    pages = withPage(pages, { page: number, keys, perPage: PER_PAGE, totalPages, totalCount, hasMore, ticket: reads })
    const all = keysOf(pages)
    expect(all).toEqual([...new Set(all)])
  }
  for (let number = 1; number <= wanted; number += 1) {
    change()
    read(number)
    for (let open = openPage(pages); open !== undefined; open = openPage(pages)) read(open)
  }
  for (let round = 0; round < 3; round += 1) {
    for (let page = suspectPage(pages); page !== undefined; page = suspectPage(pages, page)) read(page)
  }
  return { shown: keysOf(pages), there: rows.slice(0, wanted * PER_PAGE), extra: reads - wanted }
}

type Change = readonly { readonly insert: boolean; readonly at: number }[]
const change = fc.record({ insert: fc.boolean(), at: fc.nat(250) })

describe('forty pages loaded while others insert and delete', () => {
  test.each([true, false])('show no row twice and miss none at rest, totals told: %s', (totals) => {
    let most = 0
    const changes = fc.array(fc.array(change, { maxLength: 1 }), { minLength: 40, maxLength: 40 })
    fc.assert(
      fc.property(changes, (schedule) => {
        const { shown, there, extra } = loading({ pages: 40, changes: schedule, totals })
        expect(shown).toEqual(there)
        most = Math.max(most, extra)
      }),
      { numRuns: 100 },
    )
    // One for each page to be joined, one for each to be repaired.
    expect(most).toBeLessThanOrEqual(80)
    expect(most).toBeGreaterThan(0)
  })

  test('cost one request each where totals are told and nobody changes anything', () => {
    expect(loading({ pages: 40, changes: [], totals: true }).extra).toBe(0)
    expect(loading({ pages: 40, changes: [], totals: false }).extra).toBe(39)
  })

  test.each<[string, boolean, Change[]]>([
    ['an insert on the page before last, then a delete on the first', true, [[], [{ insert: true, at: 12 }], [{ insert: false, at: 0 }]]],
    ['a delete between a page and its being read again', false, [[], [{ insert: false, at: 3 }], [], [{ insert: true, at: 2 }]]],
    ['an insert at the boundary itself', true, [[], [{ insert: true, at: 5 }]]],
    ['a delete of the last row of a page', false, [[], [{ insert: false, at: 4 }]]],
  ])('once showed otherwise, or might: %s', (_, totals, changes) => {
    const { shown, there } = loading({ pages: 6, changes: [...changes, ...Array.from({ length: 20 }, () => [])], totals })
    expect(shown).toEqual(there)
  })
  test('once missed a row: a delete far before, and one on the page before the one that had shown the first', () => {
    const deletes = (at: number): Change => [{ insert: false, at }]
    const changes = [...Array.from({ length: 36 }, () => []), deletes(0), deletes(170), [], []]
    const { shown, there } = loading({ pages: 40, changes, totals: false })
    expect(shown).toEqual(there)
  })
})
