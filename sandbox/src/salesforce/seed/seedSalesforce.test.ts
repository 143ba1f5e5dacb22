import { expect, test } from 'vitest'
import { newcomer } from '../../testing/blockWorld.ts'
import { salesforceWorld } from '../testing/salesforceWorld.ts'

const { send, sync, world } = await salesforceWorld({ seed: true }, 'demo')

const total = async (path: string): Promise<unknown> => (await send('GET', path)).at('meta.pagination.total_count')

test('there are leads in more than one page and every stage, and opportunities in every stage', async () => {
  expect([await total('leads'), await total('opportunities'), await total('leads?status=lost')]).toEqual([26, 13, 2])
  const stages = ['new', 'contacted', 'qualified', 'proposal', 'negotiation']
  const counts = await Promise.all(stages.map((stage) => total(`leads?stage=${stage}`)))
  expect(counts.map(Number).filter((count) => count > 0)).toHaveLength(5)
  expect(await Promise.all(['active', 'won', 'lost'].map((status) => total(`opportunities?status=${status}`)))).toEqual([10, 2, 1])
})

test('three synchronisations are behind us; two opportunities without a date did not go through', async () => {
  const jobs = await send('GET', 'sync/jobs')
  expect([jobs.at('data.length'), jobs.at('data.0.attributes.object_type')]).toEqual([3, 'opportunities'])
  expect(jobs.at('data.0.attributes')).toMatchObject({ status: 'completed', total_count: 13, failed_count: 2 })
  expect(jobs.at('data.2.attributes')).toMatchObject({ object_type: 'contacts', status: 'completed', total_count: 59, failed_count: 0 })
})

test('the next one of contacts has something to push, to pull and to refuse, and one conflict', async () => {
  const job = await sync('contacts')
  expect(job.at('data.attributes')).toMatchObject({ status: 'completed', total_count: 65, failed_count: 3 })
  const { errors } = Object(job.at('data.attributes')) as { errors: { code: string }[] } // a job's own list
  expect(errors.map(({ code }) => code).toSorted()).toEqual(['CONFLICT', 'INVALID_RECORD', 'INVALID_RECORD'])
})

test('another app id sees none of it', async () => {
  const options = { appId: 'elsewhere', token: (await newcomer(world, 'elsewhere')).token }
  for (const kind of ['leads', 'opportunities', 'sync/jobs']) expect((await send('GET', kind, undefined, options)).at('data')).toEqual([])
})
