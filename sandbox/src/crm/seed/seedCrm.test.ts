import { expect, test } from 'vitest'
import { newcomer } from '../../testing/blockWorld.ts'
import { crmWorld } from '../testing/crmWorld.ts'

const { send, world } = await crmWorld({ seed: true }, 'demo')

const total = async (path: string): Promise<unknown> => (await send('GET', path)).at('meta.pagination.total_count')

test('there are 12 companies, 60 people of whom one lies in the trash, 31 deals and three months of work', async () => {
  expect(await total('accounts')).toBe(12)
  expect([await total('contacts'), await total('contacts?status=trash'), await total('contacts?status=archived')]).toEqual([59, 1, 2])
  expect(await total('opportunities')).toBe(31)
  expect(Number(await total('touches'))).toBeGreaterThan(100)
  const kinds = await Promise.all(['call', 'email', 'meeting', 'note'].map((kind) => total(`touches?touch_type=${kind}`)))
  expect(Math.min(...kinds.map(Number))).toBeGreaterThan(5)
})

test('the default pipeline holds 25 deals over all its stages, the second one six', async () => {
  const pipelines = await send('GET', 'pipelines')
  expect(pipelines.at('data.0.attributes')).toMatchObject({
    name: 'Sales',
    deals_count: 25,
    stage_counts: { discovery: 6, qualification: 5, proposal: 5, negotiation: 4, closed_won: 3, closed_lost: 2 },
  })
  expect(pipelines.at('data.1.attributes')).toMatchObject({ name: 'Renewals', deals_count: 6 })
  expect([await total('opportunities?status=won'), await total('opportunities?status=lost')]).toEqual([4, 3])
})

test('every link leads somewhere', async () => {
  const { database } = world.sandbox
  const dangling = (from: string, column: string, to: string): number =>
    database.all(`select 1 from ${from} f where f.${column} is not null and not exists
      (select 1 from ${to} t where t.tenant = f.tenant and t.unique_id = f.${column})`).length
  expect([
    dangling('crm_contacts', 'account_id', 'crm_accounts'),
    dangling('crm_deals', 'account_id', 'crm_accounts'),
    dangling('crm_deals', 'contact_id', 'crm_contacts'),
    dangling('crm_deals', 'pipeline_id', 'crm_pipelines'),
    dangling('crm_deals', 'owner_unique_id', 'users'),
    dangling('crm_activities', 'contact_id', 'crm_contacts'),
    dangling('crm_activities', 'opportunity_id', 'crm_deals'),
    dangling('crm_activities', 'user_unique_id', 'users'),
  ]).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
})

test('nothing was done in the future, and work on a deal begins after the deal', async () => {
  const rows = world.sandbox.database.all<{ wrong: number }>(
    `select 1 as wrong from crm_activities a left join crm_deals d on d.tenant = a.tenant and d.unique_id = a.opportunity_id
     where a.touched_at > ? or a.touched_at < d.created_at`,
    new Date(world.now()).toISOString(),
  )
  expect(rows).toEqual([])
})

test('another app id sees none of it', async () => {
  const options = { appId: 'elsewhere', token: (await newcomer(world, 'elsewhere')).token }
  for (const kind of ['accounts', 'contacts', 'opportunities', 'touches'])
    expect((await send('GET', kind, undefined, options)).at('data')).toEqual([])
})
