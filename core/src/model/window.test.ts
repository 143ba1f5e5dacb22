import { describe, expect, test } from 'vitest'
import { noPages, withPage } from './pages.ts'
import type { Pages } from './pages.ts'
import { termsOf } from './placement.ts'
import type { Standing } from './standing.ts'
import { arrangeRange, pagesOf } from './window.ts'

test.each<[string, number[], number[]]>([
  ['a range has the pages it stands on, and the one ahead', pagesOf({ from: 40, to: 60 }, 25, 100, false), [2, 3, 4]],
  ['backwards, the one before', pagesOf({ from: 40, to: 60 }, 25, 100, true), [2, 3, 1]],
  ['none before the first', pagesOf({ from: 0, to: 25 }, 25, 100, true), [1]],
  ['none behind the last', pagesOf({ from: 2_480, to: 2_500 }, 25, 100, false), [100]],
  ['an empty range has the page it would be on', pagesOf({ from: 30, to: 30 }, 25, null, false), [2, 3]],
  ['the first where nobody knows how long a page is', pagesOf({ from: 40, to: 60 }, 0, null, false), [1]],
])('%s', (_, pages, expected) => {
  expect(pages).toEqual(expected)
})

const page = (number: number, keys: string) => ({
  page: number,
  keys: keys.split(' '),
  perPage: 2,
  totalPages: 5,
  totalCount: 10,
  hasMore: number < 5,
  ticket: 1,
})
const nobody: Standing = { leaving: [], entering: [], moving: [], fresh: [], unsure: [], count: 0 }

describe('the rows of a range', () => {
  const pages: Pages = [page(1, 'a b'), page(2, 'c d'), page(5, 'i j')].reduce((before, read) => withPage(before, read), noPages)
  const gone = new Set<string>()
  const row = (key: string) => (gone.has(key) ? null : { name: key })
  const listed = (from: number, to: number, standing: Partial<Standing> = {}): string =>
    arrangeRange({ from, to })(pages, { ...nobody, ...standing }, termsOf({ sort: 'name' }, {}, []), row)
      .keys.map((key) => key || '-')
      .join(' ')

  test('stand in their places, with gaps where pages are not here', () => {
    expect([listed(0, 10), listed(1, 3), listed(4, 8), listed(9, 12)]).toEqual(['a b c d - - - - i j', 'b c', '- - - -', 'j - -'])
  })

  test('close up where one is removed, and make room where one comes', () => {
    gone.add('b')
    expect(listed(0, 5)).toBe('a c d - -')
    gone.clear()
    expect([listed(0, 6, { entering: ['bb'] }), listed(8, 11, { entering: ['iz'] })]).toEqual(['a b bb c d -', 'i iz j'])
  })

  test('leave out one that comes between pages that are not here', () => {
    expect(listed(0, 10, { entering: ['f'] })).toBe('a b c d - - - - i j')
  })
})
