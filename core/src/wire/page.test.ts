import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPage } from './page.ts'

type Read = ReturnType<typeof readPage>

describe('a place among pages is read from', () => {
  // The body, what was asked, how many rows came; then page, perPage, totalPages, totalCount, hasMore.
  test.each<[string, unknown, { page?: number; perPage?: number }, number, Read]>([
    [
      "the gateway's meta.pagination",
      { data: [], meta: { pagination: { current_page: 2, total_pages: 3, total_count: 60, per_page: 25 } } },
      { page: 2, perPage: 25 },
      25,
      { page: 2, perPage: 25, totalPages: 3, totalCount: 60, hasMore: true },
    ],
    [
      "a host's meta",
      { data: [], meta: { totalPages: 3, totalRecords: 42 } },
      { page: 3, perPage: 15 },
      12,
      { page: 3, perPage: 15, totalPages: 3, totalCount: 42, hasMore: false },
    ],
    [
      "a host's meta, asked without page and size",
      { meta: { totalPages: 3, totalRecords: 42 } },
      {},
      15,
      { page: 1, perPage: 15, totalPages: 3, totalCount: 42, hasMore: true },
    ],
    [
      'flat meta',
      { meta: { current_page: 1, total_pages: 2, total_count: 20, per_page: 10 } },
      { page: 1, perPage: 10 },
      10,
      { page: 1, perPage: 10, totalPages: 2, totalCount: 20, hasMore: true },
    ],
    [
      'pagination beside data',
      { data: [], pagination: { page: 2, limit: 20, total: 45, pages: 3 } },
      {},
      20,
      { page: 2, perPage: 20, totalPages: 3, totalCount: 45, hasMore: true },
    ],
    [
      'no meta, a full page',
      { data: [] },
      { page: 1, perPage: 25 },
      25,
      { page: 1, perPage: 25, totalPages: null, totalCount: null, hasMore: true },
    ],
    [
      'no meta, a short page',
      { data: [] },
      { page: 2, perPage: 25 },
      24,
      { page: 2, perPage: 25, totalPages: null, totalCount: null, hasMore: false },
    ],
    [
      'no meta, an empty page',
      { data: [] },
      { page: 2, perPage: 25 },
      0,
      { page: 2, perPage: 25, totalPages: null, totalCount: null, hasMore: false },
    ],
    ['no meta, no size asked for', { data: [] }, {}, 40, { page: 1, perPage: 40, totalPages: null, totalCount: null, hasMore: false }],
    ['a count alone', { meta: { total_count: 3 } }, {}, 3, { page: 1, perPage: 3, totalPages: null, totalCount: 3, hasMore: false }],
    [
      'a count of records alone',
      { meta: { totalRecords: 7 } },
      {},
      7,
      { page: 1, perPage: 7, totalPages: null, totalCount: 7, hasMore: false },
    ],
    [
      'a count and the size asked for',
      { meta: { total_count: 31 } },
      { page: 1, perPage: 15 },
      15,
      { page: 1, perPage: 15, totalPages: 3, totalCount: 31, hasMore: true },
    ],
    [
      'a report',
      { meta: { totalPages: 2, totalRecords: 20, scope: 'all' } },
      { page: 1, perPage: 10 },
      10,
      { page: 1, perPage: 10, totalPages: 2, totalCount: 20, hasMore: true },
    ],
    [
      'total, page and perPage',
      { meta: { total: 21, page: 2, perPage: 10 } },
      {},
      10,
      { page: 2, perPage: 10, totalPages: 3, totalCount: 21, hasMore: true },
    ],
    [
      'total, page and per_page',
      { meta: { total: 51, page: 2, per_page: 25, unread_count: 4 } },
      {},
      25,
      { page: 2, perPage: 25, totalPages: 3, totalCount: 51, hasMore: true },
    ],
    [
      'page, records and total_count',
      { meta: { page: 1, records: 15, total_count: 16 } },
      {},
      15,
      { page: 1, perPage: 15, totalPages: 2, totalCount: 16, hasMore: true },
    ],
    [
      "a search's meta",
      { meta: { totalPages: 1, totalRecords: 3, query: 'x', search_type: 'y', elapsed_time: 12 } },
      { page: 1, perPage: 15 },
      3,
      { page: 1, perPage: 15, totalPages: 1, totalCount: 3, hasMore: false },
    ],
    [
      "an offset search's meta",
      { meta: { total_records: 30, elapsed_time: 4 } },
      { page: 2, perPage: 20 },
      10,
      { page: 2, perPage: 20, totalPages: 2, totalCount: 30, hasMore: false },
    ],
    [
      'both dialects at once',
      { meta: { totalPages: 3, totalRecords: 60, pagination: { current_page: 1, total_pages: 3, total_count: 60, per_page: 25 } } },
      {},
      25,
      { page: 1, perPage: 25, totalPages: 3, totalCount: 60, hasMore: true },
    ],
    ['a bare list', [], { page: 1, perPage: 10 }, 10, { page: 1, perPage: 10, totalPages: null, totalCount: null, hasMore: true }],
    [
      'numbers as text',
      { meta: { totalPages: '3', totalRecords: ' 42 ' } },
      { page: 1, perPage: 15 },
      15,
      { page: 1, perPage: 15, totalPages: 3, totalCount: 42, hasMore: true },
    ],
    [
      'an empty list',
      { meta: { pagination: { current_page: 1, total_pages: 0, total_count: 0, per_page: 25 } } },
      { page: 1, perPage: 25 },
      0,
      { page: 1, perPage: 25, totalPages: 0, totalCount: 0, hasMore: false },
    ],
    [
      'a page behind the last',
      { meta: { totalPages: 2, totalRecords: 20 } },
      { page: 9, perPage: 10 },
      0,
      { page: 9, perPage: 10, totalPages: 2, totalCount: 20, hasMore: false },
    ],
  ])('%s', (_, body, asked, rows, expected) => {
    expect(readPage(body, asked, rows)).toEqual(expected)
  })
})

describe('nonsense is as good as nothing', () => {
  const nothing = readPage({}, { page: 2, perPage: 10 }, 10)

  test.each([
    ['negative numbers', { meta: { totalPages: -1, totalRecords: -5, current_page: -2, per_page: -1 } }],
    ['fractions', { meta: { totalPages: 1.5, totalRecords: 0.1 } }],
    ['words', { meta: { totalPages: 'many', total: 'some', page: 'two' } }],
    ['blanks', { meta: { totalPages: '', total: ' ' } }],
    ['null', { meta: { totalPages: null, totalRecords: null, pagination: null } }],
    ['booleans and objects', { meta: { totalPages: true, total: {}, per_page: [] } }],
    ['numbers beyond counting', { meta: { totalPages: 'Infinity', total: 'NaN', page: '1e400' } }],
    ['a page zero, for pages count from one', { meta: { page: 0 } }],
    ['pages of nothing', { meta: { per_page: 0 } }],
    ['meta as text', { meta: 'x', pagination: 7 }],
    ['a body of text', 'x'],
    ['no body', undefined],
    ['null for a body', null],
  ])('%s', (_, body) => {
    expect(readPage(body, { page: 2, perPage: 10 }, 10)).toEqual(nothing)
  })

  test('whatever the body, the numbers are counts and there is nothing behind an empty page of unknown total', () => {
    const value = fc.oneof(fc.integer(), fc.double(), fc.string(), fc.constant(null), fc.boolean())
    const meta = fc.dictionary(fc.constantFrom('page', 'per_page', 'limit', 'current_page', 'unread'), value)
    fc.assert(
      fc.property(meta, fc.nat(50), (told, rows) => {
        const { page, perPage, totalPages, totalCount, hasMore } = readPage({ meta: told }, {}, rows)
        for (const count of [page, perPage]) expect(Number.isInteger(count) && count >= 0).toBe(true)
        expect([totalPages, totalCount]).toEqual([null, null])
        if (rows === 0) expect(hasMore).toBe(false)
      }),
    )
  })
})
