import { expect, test } from 'vitest'
import { crmWorld } from './testing/crmWorld.ts'
import { onePiece } from './testing/onePiece.ts'

const ada = { first_name: 'Ada', last_name: 'Byron', email: 'ada@example.com' }

test('a deleted contact is in the trash: in no list unless asked for, still to be read, not to be changed or deleted again', async () => {
  const { send, made } = await crmWorld()
  const id = await made('contacts', { contact: ada })
  expect((await send('DELETE', `contacts/${id}`)).status).toBe(204)
  expect((await send('GET', 'contacts')).at('data')).toEqual([])
  for (const asked of ['status=trash', 'filter[status]=trash', 'filter[status_in]=trash,active'])
    expect((await send('GET', `contacts?${asked}`)).at('data.0.id')).toBe(id)
  expect((await send('GET', `contacts/${id}`)).at('data.attributes.status')).toBe('trash')
  const change = await send('PUT', `contacts/${id}`, { contact: { title: 'Countess' } })
  expect([change.status, change.at('errors.0.title')]).toEqual([409, 'Contact Is in the Trash'])
  expect((await send('DELETE', `contacts/${id}`)).at('errors.0.title')).toBe('Contact Not Found')
  expect((await send('GET', `contacts/${id}`)).at('data.attributes.title')).toBeUndefined()
})

test('who is recovered is back in the list and with their company', async () => {
  const { send, world, ...rest } = await crmWorld()
  const { contacts, accounts } = await onePiece({ send, world, ...rest })
  await send('DELETE', `contacts/${contacts}`)
  expect((await send('GET', `accounts/${accounts}`)).at('data.relationships.contacts.data')).toEqual([])
  const back = await send('PUT', `contacts/${contacts}/recover`)
  expect(back.at('data.attributes.status')).toBe('active')
  expect((await send('GET', `accounts/${accounts}`)).at('data.relationships.contacts.data')).toEqual([{ type: 'contact', id: contacts }])
  expect((await send('GET', 'contacts')).at('meta.pagination.total_count')).toBe(1)
})

test('people are found by their whole name, their address and their title', async () => {
  const { send, made } = await crmWorld()
  await made('contacts', { contact: { ...ada, title: 'Countess' } })
  await made('contacts', { contact: { first_name: 'Bo', last_name: 'Holt', email: 'bo@example.com' } })
  for (const text of ['da By', 'ada@', 'countess'])
    expect((await send('GET', `contacts?search=${encodeURIComponent(text)}`)).at('data.length')).toBe(1)
})

test('a list is narrowed to a company, and the person tells where they work', async () => {
  const world = await crmWorld()
  const { contacts, accounts } = await onePiece(world)
  await world.made('contacts', { contact: ada })
  const found = await world.send('GET', `contacts?account_id=${accounts}`)
  expect([found.at('data.length'), found.at('data.0.id')]).toEqual([1, contacts])
  expect(found.at('data.0.relationships.account.data')).toEqual({ type: 'account', id: accounts })
  expect((await world.send('GET', 'contacts?filter[account_id]=null')).at('data.0.attributes.first_name')).toBe('Ada')
})

test('a company that is not there is refused at its field, and nothing is written', async () => {
  const { send, made } = await crmWorld()
  const account_id = '00000000-0000-4000-8000-000000000000'
  const refused = await send('POST', 'contacts', { contact: { ...ada, account_id } })
  expect([refused.status, refused.at('errors.0.detail')]).toEqual([422, 'account_id names no company here'])
  expect(refused.at('errors.0.source.pointer')).toBe('/contact/account_id')
  expect((await send('GET', 'contacts')).at('data')).toEqual([])
  const id = await made('contacts', { contact: ada })
  expect((await send('PUT', `contacts/${id}`, { contact: { title: 'X', account_id } })).status).toBe(422)
  expect((await send('GET', `contacts/${id}`)).at('data.attributes.title')).toBeUndefined()
})

test('an update tells what it changed, and can take a person out of a company', async () => {
  const world = await crmWorld()
  const { contacts } = await onePiece(world)
  const changed = await world.send('PUT', `contacts/${contacts}`, { contact: { account_id: null } })
  expect(Object.keys(Object(changed.at('data.attributes')))).toEqual(['unique_id', 'account_id', 'updated_at'])
  expect((await world.send('GET', `contacts/${contacts}`)).at('data.attributes.account_id')).toBeNull()
})
