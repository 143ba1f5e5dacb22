import { expect, test } from 'vitest'
import { pace } from './syncJobs.ts'
import { listOrg } from './standInOrg.ts'
import { salesforceWorld } from './testing/salesforceWorld.ts'
import type { SalesforceWorld } from './testing/salesforceWorld.ts'

/** A world whose background work never gets on by itself: only the clock moves a job. */
const stillWorld = (): Promise<SalesforceWorld> => salesforceWorld({ pause: () => new Promise(() => {}) })

test('a job waits, works row by row and ends, as the clock goes on', async () => {
  const { send, contact, world, place } = await stillWorld()
  for (const name of ['Ada', 'Bo', 'Cleo', 'Dan']) await contact(name)
  const begun = await send('POST', 'contacts/sync', { sync: {} })
  expect([begun.status, begun.at('data.attributes')]).toEqual([
    202,
    expect.objectContaining({ status: 'pending', total_count: 4, processed_count: 0, completed_at: null }),
  ])
  const state = async (): Promise<unknown[]> => {
    const job = await send('GET', 'sync/status')
    return [job.at('data.attributes.status'), job.at('data.attributes.processed_count'), listOrg(place, 'contacts').length]
  }
  expect(await state()).toEqual(['pending', 0, 0])
  world.advance(pace.start - 1)
  expect(await state()).toEqual(['pending', 0, 0])
  world.advance(1)
  expect(await state()).toEqual(['in_progress', 0, 0])
  world.advance(2 * pace.row)
  expect(await state()).toEqual(['in_progress', 2, 2])
  world.advance(2 * pace.row)
  expect(await state()).toEqual(['completed', 4, 4])
  world.advance(60_000)
  expect((await send('GET', 'sync/status')).at('data.attributes.completed_at')).toBe(new Date(world.now() - 60_000).toISOString())
})

test('while one job of a kind is under way, neither another begins nor the mapping changes; of another kind it may', async () => {
  const { send, contact, world } = await stillWorld()
  await contact('Ada')
  const mapping = { mapping: { mappings: [{ local_field: 'email', salesforce_field: 'Email' }] } }
  expect((await send('POST', 'contacts/sync', { sync: {} })).status).toBe(202)
  const again = await send('POST', 'contacts/sync', { sync: {} })
  expect([again.status, again.at('errors.0.title')]).toEqual([409, 'Sync Is Running'])
  expect((await send('PUT', 'mappings/contacts', mapping)).status).toBe(409)
  expect((await send('POST', 'leads/sync', { sync: {} })).status).toBe(202)
  world.advance(60_000)
  expect((await send('PUT', 'mappings/contacts', mapping)).status).toBe(200)
  expect((await send('POST', 'contacts/sync', { sync: {} })).status).toBe(202)
})

test('a job runs to its end without anybody asking', async () => {
  const { send, contact, world, place } = await salesforceWorld()
  await contact('Ada')
  await send('POST', 'contacts/sync', { sync: {} })
  await world.sandbox.settled()
  expect(listOrg(place, 'contacts')).toHaveLength(1)
  expect(world.reported).toEqual([])
})

test('a contact that is deleted while its job waits is left out', async () => {
  const { send, contact, crm, world, place } = await stillWorld()
  const ada = await contact('Ada')
  await send('POST', 'contacts/sync', { sync: {} })
  await crm('DELETE', `contacts/${ada}`)
  world.advance(60_000)
  expect((await send('GET', 'sync/status')).at('data.attributes')).toMatchObject({ status: 'completed', processed_count: 1, errors: [] })
  expect(listOrg(place, 'contacts')).toEqual([])
})

test('the state is that of the job named, of the latest of a kind, or of the latest; there may be none', async () => {
  const { send, sync, world } = await salesforceWorld()
  expect((await send('GET', 'sync/status')).at('errors.0.title')).toBe('Sync Job Not Found')
  const first = (await sync('leads')).told('data.id')
  world.advance(1000)
  const second = (await sync('opportunities')).told('data.id')
  const asked = async (query: string): Promise<unknown> => (await send('GET', `sync/status?${query}`)).at('data.id')
  expect([await asked(''), await asked('object_type=leads'), await asked(`sync_id=${first}`)]).toEqual([second, first, first])
  expect((await send('GET', `sync/status?sync_id=${first}&object_type=contacts`)).status).toBe(404)
  expect((await send('GET', 'sync/jobs')).at('data.0.id')).toBe(second)
  expect((await send('GET', 'sync/jobs?object_type=leads')).at('meta.pagination.total_count')).toBe(1)
})
