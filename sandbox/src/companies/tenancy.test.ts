import { expect, test } from 'vitest'
import { addUser } from '../auth/addUser.ts'
import { newcomer } from '../testing/blockWorld.ts'
import { mailedSession } from '../testing/mailedSession.ts'
import { companiesWorld } from './testing/companiesWorld.ts'
import type { CompaniesWorld } from './testing/companiesWorld.ts'
import { onePiece } from './testing/onePiece.ts'

/** Signs in a user of another app id who bears the very id of the owner here. */
async function namesake({ world, send, company }: CompaniesWorld): Promise<string> {
  const owner = (await send('GET', `team_members?company_unique_id=${company}`)).told('data.0.attributes.user_unique_id')
  const place = { database: world.sandbox.database, tenant: 'elsewhere', now: world.now, mint: () => owner }
  addUser(place, { email: 'namesake@example.com', first_name: 'Name', last_name: 'Sake' })
  return mailedSession(world, 'elsewhere', 'namesake@example.com')
}

test('what one app id holds, another neither lists nor reaches nor changes, even for a user of the same id', async () => {
  const here = await companiesWorld()
  const piece = await onePiece(here)
  const token = await namesake(here)
  const there = (method: string, path: string, body?: object): ReturnType<typeof here.send> =>
    here.send(method, path, body, { appId: 'elsewhere', token, body })
  for (const kind of ['companies', 'teams', 'team_members', 'invitations']) expect((await there('GET', kind)).at('data')).toEqual([])
  const reads = [
    `companies/${piece.url_id}`,
    `companies/${piece.companies}/settings`,
    `teams/${piece.teams}`,
    `teams/${piece.teams}/members`,
  ]
  for (const path of reads) expect((await there('GET', path)).status).toBe(404)
  expect((await there('PUT', `companies/${piece.companies}`, { company: { name: 'Taken' } })).status).toBe(404)
  expect((await there('PUT', `team_members/${piece.team_members}`, { team_member: { role: 'lead' } })).status).toBe(404)
  expect((await there('DELETE', `team_members/${piece.team_members}`)).status).toBe(404)
  expect((await there('PUT', `invitations/${piece.invitations}/cancel`)).status).toBe(404)
  expect((await there('POST', 'teams', { team: { name: 'Taken', company_id: piece.companies } })).status).toBe(422)
  expect((await here.send('GET', `teams/${piece.teams}/members`)).at('data.length')).toBe(1)
})

test('the same code and slug may be used with two app ids', async () => {
  const here = await companiesWorld()
  const { token } = await newcomer(here.world, 'elsewhere')
  const body = { company: { code: 'mill', name: 'Other mill', url_id: 'mill' } }
  expect((await here.send('POST', 'companies', body, { appId: 'elsewhere', token, body })).status).toBe(201)
  expect((await here.send('GET', 'companies/mill')).at('data.attributes.name')).toBe('Mill')
})
