import { expect, test } from 'vitest'
import { newcomer } from '../testing/blockWorld.ts'
import { geoWorld } from './testing/geoWorld.ts'

const fence = (longitude: number): object => ({
  region: { name: `at ${longitude}`, boundary: { type: 'Circle', center: [longitude, 0], radius_m: 1000 } },
})
const at = (longitude: number, more: object = {}): object => ({ location: { latitude: 0, longitude, ...more } })

test('regions are entered and left once each, in the order it happened', async () => {
  const { made, send, world } = await geoWorld()
  const [west, east] = [await made('regions', fence(179.999)), await made('regions', fence(-179.99))]
  await send('POST', 'identities/van/register', { user: { name: 'Van' } })
  const seen: unknown[] = []
  for (const longitude of [179.9, 179.999, 179.9995, -179.996, -179.99, -179.9]) {
    world.advance(60_000)
    const answer = await send('POST', 'users/van/location', at(longitude))
    expect(answer.status).toBe(200)
    seen.push([answer.at('data.attributes.entered'), answer.at('data.attributes.left')])
  }
  expect(seen).toEqual([
    [[], []],
    [[west], []],
    [[], []],
    [[east], []],
    [[], [west]],
    [[], [east]],
  ])
  const events = await send('GET', 'users/van/geofence_events?sort=occurred_at')
  expect(
    (events.json as { data: { attributes: { event: string; region_unique_id: string } }[] }).data.map(({ attributes }) => [
      attributes.event,
      attributes.region_unique_id,
    ]),
  ).toEqual([
    ['enter', west],
    ['enter', east],
    ['leave', west],
    ['leave', east],
  ])
  expect((await send('GET', `users/van/geofence_events?region_unique_id=${east}`)).at('data.length')).toBe(2)
})

test('inactive and removed regions are not entered', async () => {
  const { made, send } = await geoWorld()
  const region = await made('regions', fence(0))
  await send('POST', 'identities/van/register', { user: {} })
  await send('POST', 'users/van/location', at(0))
  await send('PUT', `regions/${region}`, { region: { status: 'inactive' } })
  expect((await send('POST', 'users/van/location', at(0))).at('data.attributes.left')).toEqual([region])
  await send('PUT', `regions/${region}`, { region: { status: 'active' } })
  await send('POST', 'users/van/location', at(0))
  await send('DELETE', `regions/${region}`)
  expect((await send('POST', 'users/van/location', at(1))).at('data.attributes.left')).toEqual([])
})

test('a late report is history and moves nobody; one from the future is refused', async () => {
  const { made, send } = await geoWorld()
  await made('regions', fence(5))
  await send('POST', 'identities/van/register', { user: {} })
  await send('POST', 'users/van/location', at(1, { tracked_at: '2025-12-31T12:00:00Z' }))
  const late = await send('POST', 'users/van/location', at(5, { tracked_at: '2025-12-31T11:00:00+00:00', speed: 30 }))
  expect(late.at('data.attributes')).toMatchObject({ longitude: 1, entered: [], location_updated_at: '2025-12-31T12:00:00.000Z' })
  expect((await send('POST', 'users/van/location', at(5, { tracked_at: '2026-01-02T00:00:00Z' }))).at('errors.0.source.pointer')).toBe(
    '/location/tracked_at',
  )
  const history = async (query: string): Promise<unknown[]> =>
    ((await send('GET', `users/van/locations?${query}`)).json as { data: { attributes: { longitude: number } }[] }).data.map(
      ({ attributes }) => attributes.longitude,
    )
  expect(await history('')).toEqual([1, 5])
  expect(await history('start_time=2025-12-31T11:30:00Z')).toEqual([1])
  expect(await history('end_time=2025-12-31T11:00:00Z')).toEqual([5])
  expect((await send('GET', 'users/van/locations?start_time=2026-01-01&end_time=2025-01-01')).status).toBe(422)
  expect((await send('POST', 'users/van/location', at(181))).at('errors.0.source.pointer')).toBe('/location/longitude')
})

test('somebody else’s device is neither seen nor moved, and everybody may track themselves', async () => {
  const { send, world, appId } = await geoWorld()
  await send('POST', 'identities/van/register', { user: { name: 'Van' } })
  const { token, unique_id } = await newcomer(world, appId)
  const other = (method: string, path: string, body?: object): ReturnType<typeof send> => send(method, path, body, { token, body })
  for (const [method, path, body] of [
    ['GET', 'users/van'],
    ['POST', 'users/van/location', at(1)],
    ['GET', 'users/van/locations'],
    ['GET', 'users/van/geofence_events'],
    ['POST', 'identities/van/register', { user: { name: 'Mine' } }],
  ] as const) {
    expect((await other(method, path, body)).at('errors.0.code')).toBe('forbidden')
  }
  expect((await other('POST', `users/${unique_id}/location`, at(1))).at('data.attributes.longitude')).toBe(1)
  expect((await send('GET', `users/${unique_id}`)).status).toBe(403)
})

test('a check tells the distance to the edge, and a region without a boundary says so', async () => {
  const { made, send } = await geoWorld()
  const region = await made('regions', fence(0))
  const check = await send('GET', `regions/${region}/check?latitude=0&longitude=0.02`)
  expect(check.at('data.attributes')).toMatchObject({
    region_unique_id: region,
    inside: false,
    distance_m: 1223.9,
    checked_at: '2026-01-01T00:00:00.000Z',
  })
  expect((await send('GET', `regions/${region}/check?latitude=0&longitude=0`)).at('data.attributes')).toMatchObject({
    inside: true,
    distance_m: 0,
  })
  const empty = await made('regions', { region: { name: 'Somewhere' } })
  expect((await send('GET', `regions/${empty}/check?latitude=0&longitude=0`)).status).toBe(422)
  expect((await send('POST', 'regions', { region: { name: 'x', boundary: { type: 'Circle' } } })).at('errors.0.source.pointer')).toBe(
    '/region/boundary',
  )
  expect((await send('GET', 'regions')).at('data.length')).toBe(2)
})
