import { expect, test } from 'vitest'
import { listOrg, writeOrg } from './standInOrg.ts'
import { salesforceWorld } from './testing/salesforceWorld.ts'

const line = (local_field: string, salesforce_field: string, direction = 'both'): object => ({ local_field, salesforce_field, direction })

test('until somebody maps them, the usual fields are mapped both ways', async () => {
  const { send } = await salesforceWorld()
  const mapping = await send('GET', 'mappings/opportunities')
  expect(mapping.at('data.attributes.object_type')).toBe('opportunities')
  expect(mapping.at('data.attributes.mappings')).toContainEqual(line('value', 'Amount'))
  expect((await send('GET', 'mappings/tasks')).at('errors.0.title')).toBe('Mapping Not Found')
})

test('a new mapping takes the place of the whole one, and is what synchronisation goes by', async () => {
  const { send, sync, contact, crm, place } = await salesforceWorld()
  const mappings = [
    line('first_name', 'FirstName'),
    line('last_name', 'LastName', 'push'),
    line('phone', 'MobilePhone'),
    line('title', 'Department', 'pull'),
  ]
  const changed = await send('PUT', 'mappings/contacts', { mapping: { mappings } })
  expect(changed.at('data.attributes.mappings')).toEqual(mappings)
  const ada = await contact('Ada', { phone: '1', title: 'Countess' })
  await sync('contacts', { direction: 'push' })
  const [theirs] = listOrg(place, 'contacts')
  expect(theirs?.fields).toEqual({ FirstName: 'Ada', LastName: 'Byron', MobilePhone: '1' })
  writeOrg(place, 'contacts', theirs?.salesforce_id ?? '', { Department: 'Engines', LastName: 'King', Phone: 'unmapped' })
  await sync('contacts')
  expect((await crm('GET', `contacts/${ada}`)).at('data.attributes')).toMatchObject({ title: 'Engines', last_name: 'Byron', phone: '1' })
  expect(listOrg(place, 'contacts')[0]?.fields).toMatchObject({ LastName: 'Byron', Department: 'Engines' })
})

test('fields that nobody knows, hold something else or are mapped twice are refused where they stand, and the old mapping stays', async () => {
  const { send } = await salesforceWorld()
  const refused = async (mappings: object[], kind = 'contacts'): Promise<unknown[]> => {
    const answer = await send('PUT', `mappings/${kind}`, { mapping: { mappings } })
    return [answer.status, answer.at('errors.0.source.pointer')]
  }
  expect(await refused([])).toEqual([422, '/mapping/mappings'])
  expect(await refused([line('surname', 'LastName')])).toEqual([422, '/mapping/mappings/0/local_field'])
  expect(await refused([line('email', 'Mail')])).toEqual([422, '/mapping/mappings/0/salesforce_field'])
  expect(await refused([line('value', 'Name')], 'leads')).toEqual([422, '/mapping/mappings/0/salesforce_field'])
  expect(await refused([line('phone', 'Phone'), line('phone', 'MobilePhone')])).toEqual([422, '/mapping/mappings/1/local_field'])
  expect(await refused([line('phone', 'Phone'), line('title', 'Phone')])).toEqual([422, '/mapping/mappings/1/salesforce_field'])
  expect((await send('GET', 'mappings/contacts')).at('data.attributes.mappings.length')).toBe(5)
})

test('without the field that the org needs, no row goes through and the job has failed', async () => {
  const { send, sync, contact } = await salesforceWorld()
  await contact('Ada')
  await send('PUT', 'mappings/contacts', { mapping: { mappings: [line('email', 'Email')] } })
  expect((await sync('contacts', { direction: 'push' })).at('data.attributes')).toMatchObject({
    status: 'failed',
    errors: [{ field: 'LastName', code: 'REQUIRED_FIELD_MISSING' }],
  })
})
