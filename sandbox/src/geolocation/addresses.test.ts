import { expect, test } from 'vitest'
import { readGazetteer } from './gazetteer/gazetteer.ts'
import { geoWorld } from './testing/geoWorld.ts'

const { send } = await geoWorld()
const geocode = async (address: string, more = ''): Promise<unknown> =>
  (await send('GET', `geocode?address=${encodeURIComponent(address)}${more}`)).at('data.0.attributes')

test('the gazetteer has some 270 cities with possible coordinates, and every street stands in one', () => {
  const { cities, streets } = readGazetteer()
  expect(cities.length).toBeGreaterThan(250)
  for (const { name, country, countryName, at } of cities) {
    expect([name, country]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/^[A-Z]{2}$/)])
    expect(countryName).not.toBe(country)
    expect(Math.abs(at[0]) <= 180 && Math.abs(at[1]) <= 90).toBe(true)
  }
  expect(streets).toHaveLength(19)
})

test('addresses are found as people write them', async () => {
  expect(await geocode('12 Gezeitenweg, Hamburg')).toMatchObject({
    accuracy: 'interpolated',
    street: '12 Gezeitenweg',
    city: 'Hamburg',
    country: 'DE',
  })
  expect(await geocode('gezeitenweg 12')).toMatchObject({ street: '12 Gezeitenweg' })
  expect(await geocode('Gezeitenweg 9000, Hamburg')).toMatchObject({ accuracy: 'street' })
  expect(await geocode('SAO PAULO')).toMatchObject({ accuracy: 'city', city: 'São Paulo', formatted_address: 'São Paulo, Brazil' })
  expect(await geocode('Portland, Oregon, United States')).toMatchObject({ city: 'Portland', state: 'Oregon' })
  expect(await geocode('1 Harbour Street, New York')).toMatchObject({ country: 'US' })
  expect(await geocode('Harbour Street', '&country=gb')).toMatchObject({ country: 'GB' })
  expect(await geocode('Nowhere at all')).toBeUndefined()
  expect(await geocode('Paris', '&country=US')).toBeUndefined()
})

test('more house numbers are further along the street', async () => {
  const at = async (number: number): Promise<object> => {
    const { latitude, longitude } = (await geocode(`${number} Foundry Street, New York`)) as { latitude: number; longitude: number }
    return { latitude, longitude }
  }
  const body = { distance: { origin: await at(1), destination: await at(101), unit: 'm' } }
  expect(Number((await send('POST', 'distance', body)).at('data.attributes.distance'))).toBeCloseTo(1200, -1)
})

test('a point gets the address it has: a house, a city, a country, or none', async () => {
  const house = (await geocode('12 Gezeitenweg, Hamburg')) as { latitude: number; longitude: number }
  const of = async ({ latitude, longitude }: { latitude: number; longitude: number }, limit = 1): Promise<unknown> => {
    const answer = await send('GET', `reverse_geocode?latitude=${latitude}&longitude=${longitude}&limit=${limit}`)
    return (answer.json as { data: { attributes: object }[] }).data.map(({ attributes }) => attributes)
  }
  expect(await of(house)).toMatchObject([{ street: '12 Gezeitenweg', accuracy: 'interpolated' }])
  expect(await of(house, 2)).toMatchObject([{ accuracy: 'interpolated' }, { accuracy: 'city', city: 'Hamburg' }])
  expect(await of({ latitude: 53.6, longitude: 10.1 })).toMatchObject([{ city: 'Hamburg', accuracy: 'city' }])
  expect(await of({ latitude: 52.5, longitude: 11.5 })).toMatchObject([{ accuracy: 'country', country: 'DE' }])
  expect(await of({ latitude: 0, longitude: -140 })).toEqual([])
  expect(await of({ latitude: -18.14, longitude: -179.9 })).toMatchObject([{ accuracy: 'country', country: 'FJ' }])
})

test('distances add up over waypoints, in the unit and mode asked for', async () => {
  const [origin, destination] = [
    { latitude: 0, longitude: 179 },
    { latitude: 0, longitude: -179 },
  ]
  const ask = async (more: object): Promise<unknown> =>
    (await send('POST', 'distance', { distance: { origin, destination, ...more } })).at('data.attributes')
  expect(await ask({})).toMatchObject({ distance: 222.3902, unit: 'km', mode: 'straight', estimated_time: null })
  expect(await ask({ unit: 'm', waypoints: [{ latitude: 0, longitude: 180 }] })).toMatchObject({
    distance: 222390.1605,
    legs: [{ distance: 111195.0802 }, {}],
  })
  expect(await ask({ mode: 'driving' })).toMatchObject({ distance: 289.1072, estimated_time: 193 })
  expect(await ask({ mode: 'walking', unit: 'mi' })).toMatchObject({ unit: 'mi', estimated_time: 3475 })
})

test('what cannot be a place is refused by name', async () => {
  const refused = async (method: string, path: string, body?: object): Promise<unknown> =>
    (await send(method, path, body)).at('errors.0.source')
  expect(await refused('GET', 'geocode?address=+')).toEqual({ parameter: 'address' })
  expect(await refused('GET', 'geocode?address=x&country=Germany')).toEqual({ parameter: 'country' })
  expect(await refused('GET', 'reverse_geocode?latitude=91&longitude=0')).toEqual({ parameter: 'latitude' })
  expect(await refused('GET', 'reverse_geocode?latitude=1&longitude=0&limit=51')).toEqual({ parameter: 'limit' })
  const origin = { latitude: 0, longitude: 0 }
  expect(await refused('POST', 'distance', { distance: { origin, destination: { latitude: 0, longitude: 181 } } })).toEqual({
    pointer: '/distance/destination/longitude',
  })
  expect(await refused('POST', 'distance', { distance: { origin, destination: origin, waypoints: [origin, {}] } })).toEqual({
    pointer: '/distance/waypoints/1',
  })
})
