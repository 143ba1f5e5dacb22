import { expect, test } from 'vitest'
import { newcomer } from '../testing/blockWorld.ts'
import { listOrg } from './standInOrg.ts'
import { onePiece } from './testing/onePiece.ts'
import { salesforceWorld } from './testing/salesforceWorld.ts'

test('what one app id holds, here and in its org, another neither lists nor reaches nor changes nor synchronises', async () => {
  const here = await salesforceWorld()
  const piece = await onePiece(here)
  const ada = await here.contact('Ada')
  await here.sync('contacts')
  const options = { appId: 'elsewhere', token: (await newcomer(here.world, 'elsewhere')).token }
  const there = (method: string, path: string, body?: object): ReturnType<typeof here.send> =>
    here.send(method, path, body, { ...options, body })
  for (const kind of ['leads', 'opportunities', 'sync/jobs']) expect((await there('GET', kind)).at('data')).toEqual([])
  for (const path of [`leads/${piece.leads}`, `opportunities/${piece.opportunities}`, 'sync/status'])
    expect((await there('GET', path)).status).toBe(404)
  expect((await there('PUT', `leads/${piece.leads}`, { lead: { name: 'Taken' } })).status).toBe(404)
  expect((await there('POST', `leads/${piece.leads}/convert`, { conversion: {} })).status).toBe(404)
  expect((await there('PUT', `opportunities/${piece.opportunities}/stage`, { opportunity: { stage: 'proposal' } })).status).toBe(404)
  expect((await there('POST', 'contacts/sync', { sync: { contact_unique_ids: [ada] } })).status).toBe(422)
  const mappings = [{ local_field: 'email', salesforce_field: 'Email' }]
  expect((await there('PUT', 'mappings/contacts', { mapping: { mappings } })).status).toBe(200)
  expect((await here.send('GET', 'mappings/contacts')).at('data.attributes.mappings.length')).toBe(5)
  const pulled = await there('POST', 'contacts/sync', { sync: { direction: 'pull' } })
  expect(pulled.at('data.attributes.total_count')).toBe(0)
  expect(listOrg({ ...here.place, tenant: 'elsewhere' }, 'contacts')).toEqual([])
})
