import { expect, test } from 'vitest'
import { salesforceWorld } from './testing/salesforceWorld.ts'

test('a lead becomes an opportunity once, with its value, and a contact of the CRM by its address', async () => {
  const { send, made, crm } = await salesforceWorld()
  const id = await made('leads', { lead: { name: 'Mary Ann Evans', email: 'mary@example.com', value: 2750 } })
  const company = (await crm('POST', 'accounts', { account: { name: 'Mill' } })).told('data.id')
  const conversion = { account_id: company, stage: 'proposal', close_date: '2026-06-01' }
  const converted = await send('POST', `leads/${id}/convert`, { conversion })
  expect([converted.status, converted.at('data.attributes')]).toEqual([
    201,
    expect.objectContaining({
      name: 'Mary Ann Evans',
      value: 2750,
      stage: 'proposal',
      probability: 50,
      status: 'active',
      account_id: company,
    }),
  ])
  expect(converted.at('data.relationships.lead.data')).toEqual({ type: 'lead', id })
  const contact = await crm('GET', `contacts/${converted.told('data.attributes.contact_id')}`)
  expect(contact.at('data.attributes')).toMatchObject({
    first_name: 'Mary Ann',
    last_name: 'Evans',
    email: 'mary@example.com',
    account_id: company,
  })
  expect((await send('GET', `leads/${id}`)).at('data.attributes')).toMatchObject({
    status: 'converted',
    account_id: company,
    contact_id: contact.at('data.id'),
  })
  const again = await send('POST', `leads/${id}/convert`, { conversion: {} })
  expect([again.status, again.at('errors.0.code')]).toEqual([422, 'lead_closed'])
  expect((await send('PUT', `leads/${id}`, { lead: { value: 1 } })).status).toBe(409)
  expect((await send('GET', 'opportunities')).at('meta.pagination.total_count')).toBe(1)
})

test('a contact that is known already is taken, and without an address there is none', async () => {
  const { send, made, contact, crm } = await salesforceWorld()
  const ada = await contact('Ada')
  const [known, nameless] = [
    await made('leads', { lead: { name: 'A. Byron', email: 'ADA@example.com' } }),
    await made('leads', { lead: { name: 'Somebody' } }),
  ]
  const convert = async (id: string): Promise<unknown> =>
    (await send('POST', `leads/${id}/convert`, { conversion: { opportunity_name: 'Engine' } })).at('data.attributes.contact_id')
  expect([await convert(known), await convert(nameless)]).toEqual([ada, null])
  expect((await crm('GET', 'contacts')).at('meta.pagination.total_count')).toBe(1)
})

test('a lost lead is not converted, and nobody converts one by writing its status', async () => {
  const { send, made } = await salesforceWorld()
  const id = await made('leads', { lead: { name: 'Percy Shaw' } })
  expect((await send('PUT', `leads/${id}`, { lead: { status: 'converted' } })).at('errors.0.source.pointer')).toBe('/lead/status')
  expect((await send('POST', 'leads', { lead: { name: 'X', status: 'converted' } })).status).toBe(422)
  expect((await send('PUT', `leads/${id}`, { lead: { status: 'lost', stage: 'contacted' } })).status).toBe(200)
  expect((await send('POST', `leads/${id}/convert`, { conversion: {} })).status).toBe(422)
  expect((await send('GET', 'opportunities')).at('data')).toEqual([])
})

test('companies, contacts and figures that cannot be are refused where they stand, and nothing is converted', async () => {
  const { send, made } = await salesforceWorld()
  const nobody = '00000000-0000-4000-8000-000000000000'
  const refused = await send('POST', 'leads', { lead: { name: 'X', account_id: nobody, contact_id: nobody, value: -1, probability: 101 } })
  expect([refused.status, refused.at('errors.length')]).toEqual([422, 4])
  const id = await made('leads', { lead: { name: 'Percy Shaw' } })
  const unknown = await send('POST', `leads/${id}/convert`, { conversion: { account_id: nobody } })
  expect(unknown.at('errors.0.source.pointer')).toBe('/conversion/account_id')
  expect((await send('GET', `leads/${id}`)).at('data.attributes.status')).toBe('active')
})

test('an opportunity is what its stage says, and may be moved anywhere', async () => {
  const { send, made } = await salesforceWorld()
  const id = await made('opportunities', { opportunity: { name: 'Studs' } })
  const move = async (opportunity: object): Promise<unknown> =>
    (await send('PUT', `opportunities/${id}/stage`, { opportunity })).at('data.attributes')
  expect((await send('GET', `opportunities/${id}`)).at('data.attributes')).toMatchObject({
    stage: 'discovery',
    probability: 10,
    status: 'active',
  })
  expect(await move({ stage: 'negotiation', probability: 90 })).toMatchObject({ stage: 'negotiation', probability: 90, status: 'active' })
  expect(await move({ stage: 'closed_won' })).toMatchObject({ probability: 100, status: 'won' })
  expect(await move({ stage: 'closed_lost' })).toMatchObject({ probability: 0, status: 'lost' })
  expect((await send('PUT', `opportunities/${id}/stage`, { opportunity: { stage: 'won', probability: 101 } })).status).toBe(422)
  expect((await send('GET', 'opportunities?stage=closed_lost&status=lost')).at('data.0.id')).toBe(id)
})
