import { expect, test } from 'vitest'
import { newcomer } from '../../testing/blockWorld.ts'
import { geoWorld } from '../testing/geoWorld.ts'

const { send, world } = await geoWorld({ seed: true }, 'demo')

test('there are three pages of places, nearest first around Hamburg', async () => {
  expect((await send('GET', 'locations')).at('meta.pagination')).toMatchObject({ total_count: 62, total_pages: 3 })
  const near = await send('GET', 'locations/nearby?latitude=53.55&longitude=9.99&radius=3&per_page=100')
  const { data } = near.json as { data: { attributes: { distance: number } }[] }
  expect(data.length).toBeGreaterThan(15)
  expect(data.map(({ attributes }) => attributes.distance)).toEqual(
    data.map(({ attributes }) => attributes.distance).toSorted((one, other) => one - other),
  )
})

test('each region holds places, and the bicycle entered and left two of them', async () => {
  const regions = await send('GET', 'regions')
  for (const row of [0, 1, 2]) expect(Number(regions.at(`data.${row}.attributes.location_count`))).toBeGreaterThan(0)
  const events = world.sandbox.database
    .all<{ event: string }>('select event from geolocation_events order by seq')
    .map(({ event }) => event)
  expect(events).toEqual(['enter', 'leave', 'enter', 'leave'])
  expect(world.sandbox.database.all('select 1 from geolocation_points')).toHaveLength(40)
})

test('another app id sees none of it', async () => {
  const { token } = await newcomer(world, 'elsewhere')
  expect((await send('GET', 'locations', undefined, { appId: 'elsewhere', token })).at('data')).toEqual([])
})
