import { expect, test } from 'vitest'
import { blockWorld } from '../../testing/blockWorld.ts'
import { mailedSession } from '../../testing/mailedSession.ts'
import { demoUsers } from '../../seed/seedUsers.ts'
import { companiesBlock } from '../companiesBlock.ts'

const { send: sendAs, world } = await blockWorld('companies', { blocks: [companiesBlock], seed: true }, 'demo')
const token = await mailedSession(world, 'demo', demoUsers.ada.email)
const total = async (path: string): Promise<unknown> => (await sendAs('GET', path, undefined, { token })).at('meta.pagination.total_count')

test('Ada owns an organisation of 14 people in four teams, and looks on in another', async () => {
  expect(await total('companies')).toBe(2)
  const works = (await sendAs('GET', 'companies/blockworks', undefined, { token })).told('data.id')
  expect([await total(`team_members?company_unique_id=${works}&filter[team_unique_id]=null`), await total('teams')]).toEqual([14, 4])
  const roles = ['owner', 'admin', 'member', 'viewer', 'lead']
  expect(await Promise.all(roles.map((role) => total(`team_members?company_unique_id=${works}&role=${role}`)))).toEqual([2, 2, 16, 3, 3])
  const museum = (await sendAs('GET', 'companies/museum-of-machines', undefined, { token })).told('data.id')
  const change = await sendAs('PUT', `companies/${museum}`, { company: { name: 'Mine' } }, { token, body: { company: { name: 'Mine' } } })
  expect(change.status).toBe(403)
})

test('there is an invitation of every state', async () => {
  const states = ['pending', 'accepted', 'declined', 'cancelled', 'expired']
  expect(await Promise.all(states.map((state) => total(`invitations?status=${state}`)))).toEqual([2, 1, 1, 1, 1])
})

test('every link leads somewhere, and everybody has a name', async () => {
  const { database } = world.sandbox
  const strays =
    database.all(`select 1 from companies_members m where not exists (select 1 from users u where u.unique_id = m.user_unique_id)
    or not exists (select 1 from companies_companies c where c.unique_id = m.company_unique_id)
    or (m.team_unique_id is not null and not exists (select 1 from companies_teams t where t.unique_id = m.team_unique_id))`)
  expect(strays).toEqual([])
  expect((await sendAs('GET', 'team_members', undefined, { token })).told('data.0.attributes.first_name')).toBe('Ada')
})

test('who is no member sees none of it', async () => {
  for (const kind of ['companies', 'teams', 'team_members', 'invitations']) expect((await sendAs('GET', kind)).at('data')).toEqual([])
})
