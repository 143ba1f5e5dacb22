import { expect, test } from 'vitest'
import { geoWorld } from './testing/geoWorld.ts'

const namesOf = ({ json }: { readonly json: unknown }): string[] =>
  (json as { data: { attributes: { name: string } }[] }).data.map(({ attributes }) => attributes.name)

test('places around a point come nearest first with their distance, across the antimeridian too', async () => {
  const { made, send } = await geoWorld()
  await made('locations', { location: { name: 'west', latitude: 0, longitude: 179.99, location_type: 'pier' } })
  await made('locations', { location: { name: 'east', latitude: 0, longitude: -179.98 } })
  await made('locations', { location: { name: 'far', latitude: 1, longitude: 180 } })
  await made('locations', { location: { name: 'nowhere' } })
  const near = await send('GET', 'locations/nearby?latitude=0&longitude=180&radius=5')
  expect(namesOf(near)).toEqual(['west', 'east'])
  expect(near.at('data.0.attributes.distance')).toBeCloseTo(1.112, 3)
  expect(near.at('meta.pagination.total_count')).toBe(2)
  expect(namesOf(await send('GET', 'locations/nearby?latitude=0&longitude=180&radius=3&unit=mi&location_type=pier'))).toEqual(['west'])
  expect(namesOf(await send('GET', 'locations/nearby?latitude=0&longitude=180&radius=200&sort=name'))).toEqual(['east', 'far', 'west'])
  expect(namesOf(await send('GET', 'locations/nearby?latitude=0&longitude=180&radius=200&per_page=1&page=3'))).toEqual(['far'])
  expect((await send('GET', 'locations/nearby?latitude=0&longitude=180&radius=0')).at('errors.0.source.parameter')).toBe('radius')
})

test('lists are narrowed by region, box, type, status and words', async () => {
  const { made, send } = await geoWorld()
  await made('locations', { location: { name: 'Suva', latitude: -18.14, longitude: 178.44, location_type: 'office' } })
  await made('locations', { location: { name: 'Apia', latitude: -13.83, longitude: -171.77, status: 'inactive' } })
  await made('locations', { location: { name: 'Lima', latitude: -12.05, longitude: -77.04, address: '3 Foundry Street' } })
  const ring = [
    [175, -22],
    [-170, -22],
    [-170, -12],
    [175, -12],
    [175, -22],
  ]
  const region = await made('regions', { region: { name: 'Date line', boundary: { type: 'Polygon', coordinates: [ring] } } })
  const found = async (query: string): Promise<string[]> => namesOf(await send('GET', `locations?${query}`))
  expect(await found(`region_unique_id=${region}`)).toEqual(['Apia', 'Suva'])
  expect(await found('bbox=170,-20,-160,-10')).toEqual(['Apia', 'Suva'])
  expect(await found('bbox=-80,-20,0,0')).toEqual(['Lima'])
  expect(await found('location_type=office&status=active')).toEqual(['Suva'])
  expect(await found('search=foundry')).toEqual(['Lima'])
  for (const bbox of ['1,2,3', '0,10,5,5', 'a,b,c,d', '0,0,1,91']) {
    expect((await send('GET', `locations?bbox=${bbox}`)).at('errors.0.source.parameter')).toBe('bbox')
  }
  expect((await send('GET', 'locations?region_unique_id=00000000-0000-4000-8000-000000000000')).status).toBe(404)
  expect((await send('GET', `regions/${region}`)).at('data.attributes.location_count')).toBe(2)
})

test('a code names one place, and coordinates come in pairs', async () => {
  const { made, send } = await geoWorld()
  const first = await made('locations', { location: { name: 'One', code: 'A' } })
  const second = await made('locations', { location: { name: 'Two' } })
  expect((await send('POST', 'locations', { location: { name: 'Three', code: 'A' } })).at('errors.0.code')).toBe('conflict')
  expect((await send('PUT', `locations/${second}`, { location: { code: 'A' } })).at('errors.0.code')).toBe('conflict')
  expect((await send('PUT', `locations/${first}`, { location: { code: 'A', name: 'Uno' } })).status).toBe(200)
  expect((await send('POST', 'locations', { location: { name: 'x', latitude: 1 } })).at('errors.0.source.pointer')).toBe(
    '/location/longitude',
  )
  expect((await send('PUT', `locations/${first}`, { location: { longitude: 1 } })).at('errors.0.source.pointer')).toBe('/location/latitude')
  expect((await send('PUT', `locations/${first}`, { location: { latitude: -91 } })).at('errors.0.source.pointer')).toBe(
    '/location/latitude',
  )
  expect((await send('GET', 'locations')).at('data.length')).toBe(2)
})
