import { expect, test } from 'vitest'
import { newcomer } from '../testing/blockWorld.ts'
import { geoWorld } from './testing/geoWorld.ts'
import { onePiece } from './testing/onePiece.ts'

test('what one app id holds, another neither lists nor reaches nor enters', async () => {
  const here = await geoWorld()
  const { locations, regions, users } = await onePiece(here)
  const { token } = await newcomer(here.world, 'elsewhere')
  const there = (method: string, path: string, body?: object): ReturnType<typeof here.send> =>
    here.send(method, path, body, { appId: 'elsewhere', token, body })
  for (const list of ['locations', 'regions', 'locations/nearby?latitude=53.55&longitude=9.99'])
    expect((await there('GET', list)).at('data')).toEqual([])
  for (const [method, path, body] of [
    ['GET', `locations/${locations}`],
    ['PUT', `locations/${locations}`, { location: { name: 'x' } }],
    ['DELETE', `locations/${locations}`],
    ['GET', `regions/${regions}`],
    ['GET', `regions/${regions}/check?latitude=0&longitude=0`],
    ['DELETE', `regions/${regions}`],
    ['GET', `users/${users}`],
    ['POST', `users/${users}/location`, { location: { latitude: 0, longitude: 0 } }],
    ['GET', `users/${users}/locations`],
  ] as const) {
    expect([path, (await there(method, path, body)).status]).toEqual([path, 404])
  }
  await there('POST', `identities/${users}/register`, { user: {} })
  const moved = await there('POST', `users/${users}/location`, { location: { latitude: 53.55, longitude: 9.99 } })
  expect(moved.at('data.attributes.entered')).toEqual([])
  expect((await here.send('GET', `users/${users}/locations`)).at('data.length')).toBe(1)
})
