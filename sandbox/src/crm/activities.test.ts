import { expect, test } from 'vitest'
import { crmWorld } from './testing/crmWorld.ts'
import { onePiece } from './testing/onePiece.ts'

test('what is done for a deal is done with its contact, now unless said, by who records it', async () => {
  const world = await crmWorld()
  const { contacts, opportunities } = await onePiece(world)
  const logged = await world.send('POST', 'touches', { touch: { touch_type: 'call', opportunity_id: opportunities } })
  expect(logged.at('data.attributes')).toMatchObject({
    contact_id: contacts,
    opportunity_id: opportunities,
    touched_at: new Date(world.world.now()).toISOString(),
    user_unique_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
  })
  expect(logged.at('data.relationships.contact.data')).toEqual({ type: 'contact', id: contacts })
})

test('an activity names a contact or a deal that is there', async () => {
  const { send } = await crmWorld()
  const refused = async (touch: object): Promise<unknown[]> => {
    const answer = await send('POST', 'touches', { touch: { touch_type: 'note', ...touch } })
    return [answer.status, answer.at('errors.0.source.pointer')]
  }
  const nobody = '00000000-0000-4000-8000-000000000000'
  expect(await refused({})).toEqual([422, '/touch/contact_id'])
  expect(await refused({ contact_id: nobody })).toEqual([422, '/touch/contact_id'])
  expect(await refused({ opportunity_id: nobody })).toEqual([422, '/touch/opportunity_id'])
  expect((await send('GET', 'touches')).at('data')).toEqual([])
})

test('the latest comes first, however its time was written, and lists are narrowed to a contact, a deal, a kind', async () => {
  const world = await crmWorld()
  const { contacts, opportunities } = await onePiece(world)
  const other = await world.made('contacts', { contact: { first_name: 'Bo', last_name: 'Holt', email: 'bo@example.com' } })
  const touch = { contact_id: other, touch_type: 'meeting' }
  await world.made('touches', { touch: { ...touch, description: 'later', touched_at: '2025-06-01T12:30:00+02:00' } })
  await world.made('touches', { touch: { ...touch, description: 'earlier', touched_at: '2025-06-01T10:29:00Z' } })
  const told = async (query: string): Promise<unknown[]> => {
    const { data } = (await world.send('GET', `touches?${query}`)).json as { data: { attributes: Record<string, unknown> }[] } // a page
    return data.map(({ attributes }) => attributes['description'] ?? attributes['touch_type'])
  }
  expect(await told('')).toEqual(['call', 'later', 'earlier'])
  expect(await told(`contact_id=${other}`)).toEqual(['later', 'earlier'])
  expect(await told(`filter[contact_id]=${contacts}`)).toEqual(['call'])
  expect(await told(`opportunity_id=${opportunities}`)).toEqual(['call'])
  expect(await told('touch_type=meeting&sort=touched_at')).toEqual(['earlier', 'later'])
  expect(await told('filter[touched_at_gt]=2025-06-01T10:29:30Z')).toEqual(['call', 'later'])
})
