import { assert, asyncProperty, array, constantFrom, integer, record, uniqueArray } from 'fast-check'
import { expect, test } from 'vitest'
import { library } from './testing/library.ts'

test('values are counted, the most frequent first; what is beyond the limit is summed', async () => {
  const { put, send } = await library()
  const tags = [['sea', 'sky'], ['sea'], ['sea', 'sea'], ['fog'], []]
  for (const [at, list] of tags.entries()) await put(`b${at}`, 'Tides', { tags: list, lent: at > 2, year: 2000 + (at % 2) })
  const answer = await send('POST', 'search/facets', { facets: ['content.tags', 'lent', 'year', 'entity_type'], query: 'tides', limit: 1 })
  expect(answer.at('data.attributes')).toMatchObject({
    total_records: 5,
    facets: [
      { field: 'content.tags', buckets: [{ key: 'sea', count: 3 }], other_count: 2 },
      { field: 'lent', buckets: [{ key: 'false', count: 3 }], other_count: 2 },
      { field: 'year', buckets: [{ key: '2000', count: 3 }], other_count: 2 },
      { field: 'entity_type', buckets: [{ key: 'book', count: 5 }], other_count: 0 },
    ],
  })
})

test('a filter does not count on its own field, and does on all others', async () => {
  const { put, send } = await library()
  await put('a', 'Tides', { shelf: 'A', language: 'en' })
  await put('b', 'Tides', { shelf: 'B', language: 'de' })
  await put('c', 'Tides', { shelf: 'B', language: 'en' })
  const answer = await send('POST', 'search/facets', { facets: ['shelf', 'language'], include: { 'content.shelf': 'B' } })
  expect(answer.at('data.attributes')).toMatchObject({
    total_records: 2,
    facets: [
      {
        buckets: [
          { key: 'B', count: 2 },
          { key: 'A', count: 1 },
        ],
      },
      {
        buckets: [
          { key: 'de', count: 1 },
          { key: 'en', count: 1 },
        ],
      },
    ],
  })
})

test('only facet fields are counted where an index names them', async () => {
  const { made, send } = await library()
  await made('indexes', { index: { name: 'book', settings: { facet_fields: ['content.shelf'] } } })
  expect((await send('POST', 'search/facets', { facets: ['shelf', 'entity_source'], entity_type: 'book' })).status).toBe(200)
  expect((await send('POST', 'search/facets', { facets: ['shelf', 'year'] })).at('errors.0.source.pointer')).toBe('/facets/1')
  expect((await send('POST', 'search/facets', { facets: ['a..b'] })).at('errors.0.source.pointer')).toBe('/facets/0')
  expect((await send('POST', 'search/facets', { facets: ['shelf'], include: { shelf: {} } })).status).toBe(400)
})

test('every bucket holds as many documents as a search for its value finds', async () => {
  const { send } = await library()
  let run = 0
  const shelf = constantFrom('A', 'B', 'C', 'Ä')
  const book = record({
    word: constantFrom('tides', 'ebb'),
    shelf,
    year: integer({ min: 2000, max: 2003 }),
    tags: uniqueArray(shelf, { maxLength: 3 }),
  })
  const check = async (books: readonly { word: string; shelf: string; year: number; tags: string[] }[]): Promise<void> => {
    run += 1
    const entity_type = `book-${run}`
    const entities = books.map((content, at) => ({ unique_id: `b${run}-${at}`, entity_type, entity_alias: content.word, content }))
    await send('POST', 'entities/bulk', { entities })
    const { json } = await send('POST', 'search/facets', { facets: ['shelf', 'year', 'tags'], query: 'tides', entity_type })
    const { facets, total_records } = (
      json as {
        data: {
          attributes: { facets: { field: 'shelf' | 'year' | 'tags'; buckets: { key: string; count: number }[] }[]; total_records: number }
        }
      }
    ).data.attributes
    const tides = books.filter(({ word }) => word === 'tides')
    expect(total_records).toBe(tides.length)
    for (const { field, buckets } of facets) {
      const counted = new Map<string, number>()
      for (const one of tides) for (const value of [one[field]].flat()) counted.set(String(value), (counted.get(String(value)) ?? 0) + 1)
      expect(Object.fromEntries(buckets.map(({ key, count }) => [key, count]))).toEqual(Object.fromEntries(counted))
    }
  }
  await assert(asyncProperty(array(book, { minLength: 1, maxLength: 12 }), check), { numRuns: 25 })
})
