import { expect, test } from 'vitest'
import { newcomer } from '../testing/blockWorld.ts'
import { formsWorld } from './testing/formsWorld.ts'
import { onePiece } from './testing/onePiece.ts'

test('what one app id holds, another neither lists nor reaches nor changes', async () => {
  const here = await formsWorld()
  const piece = await onePiece(here)
  const { token } = await newcomer(here.world, 'elsewhere')
  const away = async (method: string, path: string, body?: unknown): Promise<number> =>
    (await here.send(method, path, body, { appId: 'elsewhere', token, body })).status
  const form = `forms/${piece.forms}`
  const booking = `appointments/${piece.appointmentForm}/instances/${piece.appointment}`
  expect((await here.send('GET', 'forms', undefined, { appId: 'elsewhere', token })).at('data')).toEqual([])
  expect([
    await away('GET', form),
    await away('PUT', form, { form: { name: 'Mine' } }),
    await away('DELETE', form),
    await away('GET', `${form}/instances`),
    await away('GET', `${form}/instances/export`),
    await away('GET', `${form}/analytics`),
    await away('POST', `${form}/instances/${piece.instances}/submit`, { app_form_instance: { responses: ['x'] } }),
    await away('GET', booking),
    await away('POST', `${booking}/cancel`, {}),
  ]).toEqual(Array.from({ length: 9 }, () => 404))
  expect((await here.world.call('GET', `/v1/forms/public?token=${piece.token}`, { appId: 'elsewhere' })).status).toBe(401)
  expect((await here.send('GET', form)).at('data.attributes.name')).toBe('Order')
  expect((await here.send('GET', booking)).at('data.attributes.status')).toBe('pending')
})
