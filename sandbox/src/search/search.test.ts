import { assert, asyncProperty, oneof, constantFrom, array, string } from 'fast-check'
import { expect, test } from 'vitest'
import { library } from './testing/library.ts'

test('narrow asks for all words, wide for any, quotes for words that stand together', async () => {
  const { put, find } = await library()
  await put('a', 'High water', { text: 'The water is high in spring.' })
  await put('b', 'Low', { text: 'In spring the meadow is dry.' })
  await put('c', 'Water tower', { text: 'A high tower, full of water.' })
  expect((await find('spring water')).toSorted()).toEqual(['a'])
  expect((await find('spring water', { search_type: 'wide' })).toSorted()).toEqual(['a', 'b', 'c'])
  expect((await find('high water')).toSorted()).toEqual(['a', 'c'])
  expect(await find('"high water"')).toEqual(['a'])
  expect(await find('"water high')).toHaveLength(2)
})

test('words are found in their other forms, without accents, and in any script', async () => {
  const { put, find } = await library()
  await put('a', 'Pumps', { text: 'Élodie greases bearings daily' })
  await put('b', '潮の時間', { text: '港の朝' })
  await put('c', 'Приливы', { text: 'Вода приходит дважды' })
  await put('d', '🌊', { text: 'emoji' })
  expect(await find('pump bearing')).toEqual(['a'])
  expect(await find('elodie')).toEqual(['a'])
  expect(await find('ÉLODIE greased')).toEqual(['a'])
  expect(await find('港の朝')).toEqual(['b'])
  expect(await find('вода')).toEqual(['c'])
  expect(await find('🌊')).toEqual([])
})

test('operators and stray signs mean nothing and break nothing', async () => {
  const { put, find } = await library()
  await put('a', 'Near sea', { text: 'NOT for sale OR rent AND more' })
  for (const query of [
    'sea NOT',
    'sea OR',
    'NEAR(sea',
    'sea*',
    'sea^',
    'c0: sea',
    '"sea',
    'sea"',
    "sea'; drop table search_documents --",
    'sea\u0000x',
    '-sea',
    '(sea',
  ]) {
    const { length } = await find(query, { search_type: 'wide' })
    expect([query, length]).toEqual([query, 1])
  }
  expect(await find('!!! ((( "')).toEqual([])
  expect(await find('sea NOT', { search_type: 'narrow' })).toEqual(['a'])
})

test('whatever is typed is answered', { timeout: 30_000 }, async () => {
  const { put, send } = await library()
  await put('a', 'Tides', { text: 'x' })
  const sign = constantFrom(
    '"',
    '*',
    '(',
    ')',
    ':',
    '^',
    '-',
    'NEAR',
    'AND',
    'OR',
    'NOT',
    ' ',
    'tides',
    '\u0000',
    '\\',
    "'",
    '{',
    'c0',
    '+',
    '%',
    '\ud83c',
  )
  const typed = oneof(
    string({ unit: 'binary', maxLength: 40 }),
    array(sign, { maxLength: 12 }).map((all) => all.join('')),
  )
  const ask = async (query: string): Promise<void> => {
    const blank = query.trim() === '' ? 422 : 200
    for (const search_type of ['narrow', 'wide']) {
      const { status } = await send('POST', 'search', { query, search_type })
      expect([JSON.stringify(query), status]).toEqual([JSON.stringify(query), blank])
    }
    const suggested = await send('GET', `search/suggest?q=${encodeURIComponent(query.toWellFormed())}`)
    expect([JSON.stringify(query), suggested.status]).toEqual([JSON.stringify(query), blank])
  }
  await assert(asyncProperty(typed, ask), { numRuns: 25 })
})

test('a query that says nothing or too much is refused', async () => {
  const { send } = await library()
  expect((await send('POST', 'search', { query: ' ' })).at('errors.0.source.pointer')).toBe('/query')
  expect((await send('POST', 'search', { query: 'x'.repeat(1001) })).at('errors.0.source.pointer')).toBe('/query')
  expect((await send('POST', 'search', { query: 'x', entity_type: 'nothing' })).at('errors.0.source.pointer')).toBe('/entity_type')
  expect((await send('POST', 'search', { query: 'x '.repeat(400) })).status).toBe(200)
})

test('a hit tells the text around the words, its score, and what was asked', async () => {
  const { put, send } = await library()
  const long = 'Nothing to see here. '.repeat(40)
  await put('a', 'Gauge', { text: `${long} The spring tide came at noon. ${long}` })
  const answer = await send('POST', 'search?per_page=1', { query: 'tide' })
  expect(answer.at('data.0.attributes')).toMatchObject({
    key: 'a',
    entity_unique_id: 'a',
    entity_type: 'book',
    entity_alias: 'Gauge',
    score: expect.any(Number),
  })
  const excerpt = answer.told('data.0.attributes.content')
  expect(excerpt).toContain('spring tide came')
  expect(excerpt.length).toBeLessThan(250)
  expect(answer.at('meta')).toMatchObject({ query: 'tide', search_type: 'narrow', elapsed_time: 0, pagination: { total_count: 1 } })
})

test('results come in pages that hold each document once, and in any order a field allows', async () => {
  const { put, send } = await library()
  for (let year = 0; year < 7; year += 1) await put(`b${year}`, 'Tides', { year: 2000 + ((year * 3) % 7) })
  const keys: unknown[] = []
  for (const page of [1, 2, 3]) {
    const answer = await send('POST', `search?per_page=3&page=${page}`, { query: 'tides' })
    keys.push(...[0, 1, 2].map((row) => answer.at(`data.${row}.attributes.key`)).filter(Boolean))
  }
  expect(new Set(keys).size).toBe(7)
  const sorted = await send('POST', 'search?sort=-content.year', { query: 'tides' })
  expect([sorted.at('data.0.attributes.key'), sorted.at('data.6.attributes.key')]).toEqual(['b2', 'b0'])
  expect((await send('POST', 'search?sort=a..b', { query: 'tides' })).at('errors.0.source.parameter')).toBe('sort')
})

test('include and exclude take values, lists, ranges and paths, and 400 says what cannot be read', async () => {
  const { put, find, send } = await library()
  await put('a', 'Tides', { year: 1990, shelf: { row: 'B' }, tags: ['sea', 'science'], lent: true, at: '2026-01-05' })
  await put('b', 'Tides', { year: 2005, shelf: { row: 'C' }, tags: ['sea'], lent: false, at: '2026-03-01' })
  await put('c', 'Tides', { year: '2005', tags: [] })
  const found = async (include: object, exclude: object = {}): Promise<string> =>
    (await find('tides', { include, exclude })).toSorted().join('')
  expect(await found({ 'content.year': 1990 })).toBe('a')
  expect(await found({ year: { min: 1991 } })).toBe('b')
  expect(await found({ year: { min: 1990, max: 2005 } })).toBe('ab')
  expect(await found({ at: { max: '2026-02-01' } })).toBe('a')
  expect(await found({ 'shelf.row': ['B', 'c'] })).toBe('ab')
  expect(await found({ tags: 'science' })).toBe('a')
  expect(await found({ lent: true })).toBe('a')
  expect(await found({ tags: [] })).toBe('')
  expect(await found({ entity_type: 'book' }, { 'content.tags': 'sea' })).toBe('c')
  expect(await found({}, { year: { min: 0 } })).toBe('c')
  for (const include of [{ 'a..b': 1 }, { 'a"b': 1 }, { year: { from: 1 } }, { year: {} }, { year: { min: null } }, { year: [[1]] }]) {
    expect((await send('POST', 'search', { query: 'tides', include })).at('errors.0')).toMatchObject({
      status: '400',
      code: 'invalid_filter',
    })
  }
})

test('a document that was replaced or removed is found by its new words only', async () => {
  const { put, find, send } = await library()
  await put('a', 'Tides', { text: 'water' })
  expect((await put('a', 'Ebb', { text: 'sand' })).status).toBe(201)
  expect([await find('water'), await find('tides'), await find('sand')]).toEqual([[], [], ['a']])
  await send('POST', 'entities/a/register', { entity: { entity_type: 'note', content: { text: 'stone' } } })
  expect([await find('sand'), await find('stone', { entity_type: 'note' })]).toEqual([[], ['a']])
  expect((await send('GET', 'entities/a')).at('data.attributes')).toMatchObject({ entity_type: 'note', slug: 'a', status: 'active' })
  expect((await send('DELETE', 'entities/a')).status).toBe(204)
  expect((await send('DELETE', 'entities/a')).status).toBe(404)
  expect(await find('stone')).toEqual([])
})

test('the beginning of a name is completed, short names first, and only what is called so', async () => {
  const { put, send } = await library()
  await put('a', 'Harbour master’s handbook', { text: 'x' })
  await put('b', 'Harbour', {})
  await put('c', 'Old harbours', {})
  await put('d', 'Pier', { text: 'harbour' })
  await put('e', '', { title: 'Überfahrt' })
  const suggested = async (q: string, more = ''): Promise<unknown[]> => {
    const { json } = await send('GET', `search/suggest?q=${encodeURIComponent(q)}${more}`)
    return (json as { data: { attributes: { content: string } }[] }).data.map(({ attributes }) => attributes.content)
  }
  expect(await suggested('har')).toEqual(['Harbour', 'Old harbours', 'Harbour master’s handbook'])
  expect(await suggested('HARBOUR ma')).toEqual(['Harbour master’s handbook'])
  expect(await suggested('uber')).toEqual(['Überfahrt'])
  expect(await suggested('h', '&limit=1')).toEqual(['Harbour'])
  expect(await suggested('ha"r*')).toEqual([])
  expect((await send('GET', 'search/suggest?q=+')).at('errors.0.source.parameter')).toBe('q')
  expect((await send('GET', 'search/suggest?q=h&limit=0')).at('errors.0.source.parameter')).toBe('limit')
  expect((await send('GET', 'search/suggest?q=h&entity_type=x')).at('errors.0.source.parameter')).toBe('entity_type')
})
