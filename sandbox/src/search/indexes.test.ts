import { expect, test } from 'vitest'
import { library } from './testing/library.ts'

test('weights decide what stands first, and may be changed while documents are there', async () => {
  const { put, find, send, made } = await library()
  const id = await made('indexes', {
    index: { name: 'book', settings: { searchable_fields: ['title', 'text'], weights: { title: 10, text: 1 } } },
  })
  await put('said', 'one', { title: 'Something else', text: 'tides tides tides' })
  await put('called', 'two', { title: 'Tides', text: 'Something else' })
  expect(await find('tides')).toEqual(['called', 'said'])
  const changed = await send('PUT', `indexes/${id}/settings`, { settings: { weights: { title: 0, text: 5 } } })
  expect(changed.at('data.attributes.settings')).toEqual({ searchable_fields: ['title', 'text'], weights: { title: 0, text: 5 } })
  expect(await find('tides')).toEqual(['said', 'called'])
})

test('only searchable fields are found, and other fields are from the moment they are set', async () => {
  const { put, find, send, made } = await library()
  await made('indexes', { index: { name: 'book', settings: { searchable_fields: ['title'] } } })
  await put('a', 'Alias', { title: 'Tides', author: { name: 'Marit' } })
  expect([await find('marit'), await find('alias')]).toEqual([[], ['a']])
  await send('PUT', 'indexes/book/settings', { settings: { searchable_fields: ['author.name'] } })
  expect([await find('marit'), await find('tides')]).toEqual([['a'], []])
})

test('synonyms stand for a word, stop words stand aside unless there is nothing else', async () => {
  const { put, find, made } = await library()
  await made('indexes', {
    index: { name: 'book', settings: { synonyms: { Boat: ['ship', 'sailing vessel'] }, stop_words: ['THE', 'of'] } },
  })
  await put('a', 'The ship', {})
  await put('b', 'A sailing vessel', {})
  await put('c', 'Of the sea', {})
  expect((await find('the boat')).toSorted()).toEqual(['a', 'b'])
  expect(await find('ship')).toEqual(['a'])
  expect((await find('the')).toSorted()).toEqual(['a', 'c'])
})

test('a name is taken once, and settings that cannot work are refused with every reason', async () => {
  const { send, made } = await library()
  await made('indexes', { index: { name: 'book' } })
  expect((await send('POST', 'indexes', { index: { name: 'book' } })).at('errors.0.code')).toBe('conflict')
  expect((await send('POST', 'indexes', { index: { name: ' ' } })).at('errors.0.source.pointer')).toBe('/index/name')
  const settings = { searchable_fields: ['a..b'], weights: { title: 1, 'a..b': -1 }, facet_fields: ['x', ''], synonyms: { sea: 'ocean' } }
  const refused = await send('POST', 'indexes', { index: { name: 'note', settings, schema: { type: 'nothing' } } })
  const { errors } = refused.json as { errors: { source: { pointer: string } }[] }
  expect([refused.status, errors.map(({ source }) => source.pointer)]).toEqual([
    422,
    [
      '/index/settings/searchable_fields/0',
      '/index/settings/facet_fields/1',
      '/index/settings/weights/title',
      '/index/settings/weights/a..b',
      '/index/settings/synonyms/sea',
      '/index/schema',
    ],
  ])
  expect((await send('PUT', 'indexes/book/settings', { settings: { weights: { title: 2 } } })).at('errors.0.source.pointer')).toBe(
    '/settings/weights/title',
  )
  expect((await send('GET', 'indexes')).at('data.length')).toBe(1)
})

test('a schema is enforced where the index says so, for one document and for many', async () => {
  const { put, send, made } = await library()
  const schema = { type: 'object', required: ['year'], properties: { year: { type: 'integer' } } }
  await made('indexes', { index: { name: 'book', schema } })
  expect((await put('a', 'Any', {})).status).toBe(201)
  await send('PUT', 'indexes/book/settings', { settings: { enforce_validation: true } })
  const refused = await put('b', 'Any', { year: 'soon' })
  expect(refused.at('errors.0')).toMatchObject({
    status: '422',
    code: 'schema_validation_error',
    detail: expect.stringContaining('year must be integer'),
  })
  expect((await send('GET', 'entities/b')).status).toBe(404)
  const entities = [
    { unique_id: 'c', entity_type: 'book', content: { year: 1 } },
    { unique_id: 'd', entity_type: 'book', content: {} },
    { entity_type: 'book', content: { year: 1 } },
    { unique_id: 'e', content: { year: 1 } },
    { unique_id: 'f', entity_type: 'book', content: 'text' },
    { unique_id: 'g', entity_type: 'leaflet', content: {} },
  ]
  const many = await send('POST', 'entities/bulk', { entities })
  expect(many.at('data.attributes')).toMatchObject({
    indexed: 2,
    errors: 4,
    error_details: [
      { row: 1, unique_id: 'd', title: 'Schema Validation Error' },
      { row: 2, unique_id: null, detail: 'unique_id is required' },
      { row: 3, unique_id: 'e', detail: 'entity_type is required' },
      { row: 4, unique_id: 'f', detail: 'content must be an object' },
    ],
  })
  expect((await send('GET', 'indexes')).at('data.1.attributes')).toMatchObject({ name: 'leaflet', documents_count: 1 })
})

test('the list of documents searches too, the best first unless another order is asked for', async () => {
  const { put, send } = await library()
  await put('a', 'Fog', { text: 'tides' })
  await put('b', 'Tides', { text: 'tides tides' })
  await put('c', 'Rye', {})
  const ids = async (query: string): Promise<string[]> => {
    const { json } = await send('GET', `entities?${query}`)
    return (json as { data: { id: string }[] }).data.map(({ id }) => id)
  }
  expect(await ids('search=tides')).toEqual(['b', 'a'])
  expect(await ids('search=tides&sort=entity_alias')).toEqual(['a', 'b'])
  expect(await ids('search=&sort=unique_id')).toEqual(['a', 'b', 'c'])
  expect(await ids('entity_type=note')).toEqual([])
  expect((await send('GET', 'entities/fog')).at('data.id')).toBe('a')
})
