import { expect, test } from 'vitest'
import { listOrg, readOrg, writeOrg } from './standInOrg.ts'
import { salesforceWorld } from './testing/salesforceWorld.ts'
import type { SalesforceWorld } from './testing/salesforceWorld.ts'

/** The only contact of the org, and what the CRM says of one of its own. */
const remote = ({ place }: SalesforceWorld): ReturnType<typeof listOrg>[number] => {
  const [only] = listOrg(place, 'contacts')
  if (only === undefined) throw new Error('The org has no contacts')
  return only
}
const local = async ({ crm }: SalesforceWorld, id: string): Promise<unknown> => (await crm('GET', `contacts/${id}`)).at('data.attributes')

test('contacts of the CRM are pushed into the org, and those of the org pulled into the CRM, under the names each side has', async () => {
  const world = await salesforceWorld()
  const ada = await world.contact('Ada', { title: 'Countess', phone: '1' })
  const theirs = writeOrg(world.place, 'contacts', null, {
    FirstName: 'Grace',
    LastName: 'Hopper',
    Email: 'grace@navy.example',
    Title: 'Rear admiral',
  })
  const job = await world.sync('contacts')
  expect(job.at('data.attributes')).toMatchObject({
    object_type: 'contacts',
    direction: 'both',
    status: 'completed',
    total_count: 2,
    processed_count: 2,
    failed_count: 0,
    errors: [],
  })
  expect(listOrg(world.place, 'contacts').map(({ fields }) => fields)).toEqual([
    { FirstName: 'Grace', LastName: 'Hopper', Email: 'grace@navy.example', Title: 'Rear admiral' },
    { FirstName: 'Ada', LastName: 'Byron', Email: 'ada@example.com', Title: 'Countess', Phone: '1' },
  ])
  const pulled = await world.crm('GET', 'contacts?search=Grace')
  expect(pulled.at('data.0.attributes')).toMatchObject({ last_name: 'Hopper', title: 'Rear admiral', status: 'active' })
  expect([ada, theirs]).not.toContain(undefined)
})

test('a second run changes nothing; then each side takes over what the other changed, field by field', async () => {
  const world = await salesforceWorld()
  const ada = await world.contact('Ada', { title: 'Countess', phone: '1' })
  await world.sync('contacts')
  const { salesforce_id, modified_at } = remote(world)
  world.world.advance(1000)
  await world.sync('contacts')
  expect(remote(world).modified_at).toBe(modified_at)
  await world.crm('PUT', `contacts/${ada}`, { contact: { title: 'Mathematician' } })
  writeOrg(world.place, 'contacts', salesforce_id, { Phone: '2' })
  expect((await world.sync('contacts')).at('data.attributes.errors')).toEqual([])
  expect(await local(world, ada)).toMatchObject({ title: 'Mathematician', phone: '2' })
  expect(remote(world).fields).toMatchObject({ Title: 'Mathematician', Phone: '2' })
})

test('a field that both sides changed is a conflict: reported, nothing written, and decided by who pushes or pulls', async () => {
  const world = await salesforceWorld()
  const ada = await world.contact('Ada', { title: 'Countess', phone: '1' })
  await world.sync('contacts')
  const { salesforce_id } = remote(world)
  await world.crm('PUT', `contacts/${ada}`, { contact: { phone: '2', title: 'Mathematician' } })
  writeOrg(world.place, 'contacts', salesforce_id, { Phone: '3' })
  const job = await world.sync('contacts')
  expect(job.at('data.attributes')).toMatchObject({
    status: 'failed',
    failed_count: 1,
    errors: [{ record_id: ada, salesforce_id, field: 'phone', code: 'CONFLICT' }],
  })
  expect(remote(world).fields).toMatchObject({ Phone: '3', Title: 'Countess' })
  expect(await local(world, ada)).toMatchObject({ phone: '2' })
  await world.sync('contacts', { direction: 'pull', contact_unique_ids: [ada] })
  expect(await local(world, ada)).toMatchObject({ phone: '3' })
  expect((await world.sync('contacts')).at('data.attributes.errors')).toEqual([])
})

test('rows that one side does not take are reported with the field and a code, and the others go through', async () => {
  const world = await salesforceWorld()
  await world.contact('Ada')
  const long = await world.contact('Maximiliane', { title: 'x'.repeat(129) })
  const nameless = writeOrg(world.place, 'contacts', null, { LastName: 'Reception', Email: 'desk@example.com' })
  const job = await world.sync('contacts')
  expect(job.at('data.attributes')).toMatchObject({
    status: 'completed',
    total_count: 3,
    processed_count: 3,
    failed_count: 2,
    errors: [
      { record_id: long, salesforce_id: null, field: 'Title', code: 'STRING_TOO_LONG' },
      { record_id: null, salesforce_id: nameless, field: 'first_name', code: 'INVALID_RECORD', message: 'first_name is required' },
    ],
  })
  expect(listOrg(world.place, 'contacts').map(({ fields }) => fields['LastName'])).toEqual(['Reception', 'Byron'])
  expect((await world.crm('GET', 'contacts')).at('meta.pagination.total_count')).toBe(2)
})

test('the same address is the same person: they are matched, not doubled, and fill each other’s gaps', async () => {
  const world = await salesforceWorld()
  const ada = await world.contact('Ada', { title: 'Countess' })
  writeOrg(world.place, 'contacts', null, { FirstName: 'Ada', LastName: 'Byron', Email: 'ADA@example.com', Phone: '7' })
  const first = await world.sync('contacts')
  expect(first.at('data.attributes.errors.0')).toMatchObject({ record_id: ada, field: 'email', code: 'CONFLICT' })
  await world.sync('contacts', { direction: 'push' })
  expect(listOrg(world.place, 'contacts')).toHaveLength(1)
  expect(remote(world).fields).toMatchObject({ Email: 'ada@example.com', Title: 'Countess' })
})

test('pushing leaves strangers in the org alone, pulling leaves ours alone, and names or a time narrow what is looked at', async () => {
  const world = await salesforceWorld()
  const [ada, bo] = [await world.contact('Ada'), await world.contact('Bo')]
  writeOrg(world.place, 'contacts', null, { FirstName: 'Grace', LastName: 'Hopper', Email: 'grace@navy.example' })
  const counted = async (body: object): Promise<unknown> => (await world.sync('contacts', body)).at('data.attributes.total_count')
  expect(await counted({ direction: 'push', contact_unique_ids: [bo] })).toBe(1)
  expect(await counted({ direction: 'pull' })).toBe(2)
  expect(await counted({ direction: 'push' })).toBe(3)
  world.world.advance(60_000)
  const since = new Date(world.world.now()).toISOString()
  await world.crm('PUT', `contacts/${ada}`, { contact: { title: 'Countess' } })
  expect(await counted({ since })).toBe(1)
  const nobody = '00000000-0000-4000-8000-000000000000'
  const refused = await world.sync('contacts', { contact_unique_ids: [ada, nobody] })
  expect([refused.status, refused.at('errors.0.source.pointer')]).toEqual([422, '/sync/contact_unique_ids/1'])
})

test('who lies in the trash of the CRM is not touched, and not brought back from the org', async () => {
  const world = await salesforceWorld()
  const ada = await world.contact('Ada')
  await world.sync('contacts')
  await world.crm('DELETE', `contacts/${ada}`)
  expect((await world.sync('contacts')).at('data.attributes.total_count')).toBe(0)
  expect((await world.crm('GET', 'contacts')).at('data')).toEqual([])
  expect(readOrg(world.place, 'contacts', remote(world).salesforce_id)).toBeDefined()
})

test('leads and opportunities are synchronised too, and tell their ids there; an opportunity moved there is won here', async () => {
  const world = await salesforceWorld()
  const lead = await world.made('leads', { lead: { name: 'Percy Shaw', value: 1200 } })
  const deal = await world.made('opportunities', { opportunity: { name: 'Studs', value: 900, close_date: '2026-05-01' } })
  const undated = await world.made('opportunities', { opportunity: { name: 'Signs' } })
  await world.sync('leads')
  expect((await world.send('GET', `leads/${lead}`)).at('data.attributes')).toMatchObject({
    salesforce_id: expect.stringMatching(/^00Q\w{15}$/),
    synced_at: expect.any(String),
  })
  const job = await world.sync('opportunities')
  expect(job.at('data.attributes.errors')).toMatchObject([{ record_id: undated, field: 'CloseDate', code: 'REQUIRED_FIELD_MISSING' }])
  const [theirs] = listOrg(world.place, 'opportunities')
  writeOrg(world.place, 'opportunities', theirs?.salesforce_id ?? '', { StageName: 'closed_won' })
  await world.sync('opportunities')
  expect((await world.send('GET', `opportunities/${deal}`)).at('data.attributes')).toMatchObject({ stage: 'closed_won', status: 'won' })
  writeOrg(world.place, 'opportunities', theirs?.salesforce_id ?? '', { StageName: 'Perception Analysis' })
  expect((await world.sync('opportunities')).at('data.attributes.errors.0')).toMatchObject({ field: 'stage', code: 'INVALID_RECORD' })
})
