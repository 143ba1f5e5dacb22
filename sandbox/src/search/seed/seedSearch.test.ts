import { expect, test } from 'vitest'
import { library } from '../testing/library.ts'

const { send } = await library({ seed: true }, 'demo')

test('the library has thirty books and four rooms', async () => {
  expect((await send('GET', 'indexes')).at('data.0.attributes')).toMatchObject({
    name: 'book',
    documents_count: 30,
    enforce_validation: true,
  })
  expect((await send('GET', 'entities?entity_type=room')).at('data.length')).toBe(4)
  expect((await send('GET', 'entities')).at('meta.pagination')).toMatchObject({ total_count: 34, total_pages: 2 })
})

test.each([
  ['bike', 'The Bicycle and Its Enemies'],
  ['bees snow', 'Bees in Winter'],
  ['wolle', 'Farben aus der Küche'],
  ['kuche', 'Farben aus der Küche'],
  ['潮の時間', '潮の時間'],
])('asked for %s, it finds %s', async (query, title) => {
  expect((await send('POST', 'search', { query })).at('data.0.attributes.entity_alias')).toBe(title)
})

test('facets show languages and subjects, names complete', async () => {
  const facets = await send('POST', 'search/facets', { facets: ['language', 'subjects'], entity_type: 'book' })
  expect(facets.at('data.attributes.facets.0.buckets.0')).toEqual({ key: 'en', count: 23 })
  expect((await send('GET', 'search/suggest?q=kn')).at('data.0.attributes.content')).toBe('Knots for the Impatient')
})

test('another app id finds nothing', async () => {
  const elsewhere = await library({ seed: true }, 'elsewhere')
  expect(await elsewhere.find('tides')).toEqual([])
})
