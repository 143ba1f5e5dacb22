import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bystander } from '../testing/bystander.ts'
import { companiesWorld } from './testing/companiesWorld.ts'
import type { CompaniesWorld } from './testing/companiesWorld.ts'

/** The id of somebody's membership of the company. */
async function membershipOf({ send, company }: CompaniesWorld, user_unique_id: string): Promise<string> {
  const found = await send('GET', `team_members?company_unique_id=${company}&user_unique_id=${user_unique_id}&filter[team_unique_id]=null`)
  return found.told('data.0.id')
}

test('the last owner cannot leave, be taken out or become less; with a second one they can', async () => {
  const world = await companiesWorld()
  const { send, company } = world
  const me = (await send('GET', `team_members?company_unique_id=${company}`)).told('data.0.id')
  for (const answer of [
    await send('DELETE', `team_members/${me}`),
    await send('PUT', `team_members/${me}`, { team_member: { role: 'admin' } }),
  ])
    expect([answer.status, answer.at('errors.0.code')]).toEqual([409, 'last_owner'])
  const second = await world.actor('owner')
  expect((await send('DELETE', `team_members/${me}`)).status).toBe(204)
  expect((await send('GET', 'companies/mill')).status).toBe(404)
  expect((await second.send('GET', `team_members?company_unique_id=${company}`)).at('data.length')).toBe(1)
})

test('admins name admins and below; only owners make, change or take out an owner', async () => {
  const world = await companiesWorld()
  const admin = await world.actor('admin')
  const member = await membershipOf(world, (await world.actor('member')).unique_id)
  const owner = await membershipOf(world, (await world.actor('owner')).unique_id)
  const role = (id: string, wanted: string): Promise<number> =>
    admin.send('PUT', `team_members/${id}`, { team_member: { role: wanted } }).then(({ status }) => status)
  expect(await role(member, 'admin')).toBe(200)
  expect([await role(member, 'owner'), await role(owner, 'viewer')]).toEqual([403, 403])
  expect((await admin.send('DELETE', `team_members/${owner}`)).status).toBe(403)
  const own = await membershipOf(world, admin.unique_id)
  expect([await role(own, 'owner'), await role(own, 'lead')]).toEqual([403, 422])
  expect((await world.send('PUT', `team_members/${member}`, { team_member: { role: 'owner' } })).at('data.attributes.role')).toBe('owner')
})

test('members and viewers add nobody, name nobody and take nobody out, but may go', async () => {
  const world = await companiesWorld()
  const other = await membershipOf(world, (await world.actor('viewer')).unique_id)
  for (const role of ['member', 'viewer']) {
    const actor = await world.actor(role)
    const team_member = { company_unique_id: world.company, user_unique_id: bystander(world.world, world.appId) }
    expect((await actor.send('POST', 'team_members', { team_member })).status).toBe(403)
    expect((await actor.send('PUT', `team_members/${other}`, { team_member: { role: 'member' } })).status).toBe(403)
    expect((await actor.send('DELETE', `team_members/${other}`)).status).toBe(403)
    expect((await actor.send('DELETE', `team_members/${await membershipOf(world, actor.unique_id)}`)).status).toBe(204)
    expect((await actor.send('GET', 'companies/mill')).status).toBe(404)
  }
})

test('a team takes members of its organisation, once each; who leaves the organisation leaves its teams', async () => {
  const world = await companiesWorld()
  const { send, made, company } = world
  const teams = await made('teams', { team: { name: 'Ovens' } })
  const [outside, inside] = [bystander(world.world, world.appId), bystander(world.world, world.appId)]
  const add = (user_unique_id: string, more: object): object => ({ team_member: { user_unique_id, ...more } })
  const refused = await send('POST', 'team_members', add(outside, { team_unique_id: teams }))
  expect([refused.status, refused.at('errors.0.detail')]).toEqual([422, 'user_unique_id is no member of the organisation'])
  await made('team_members', add(inside, { company_unique_id: company }))
  expect((await send('POST', 'team_members', add(inside, { team_unique_id: teams }))).at('data.attributes')).toMatchObject({
    role: 'member',
    company_unique_id: company,
    team_unique_id: teams,
  })
  expect((await send('POST', 'team_members', add(inside, { team_unique_id: teams }))).status).toBe(409)
  expect((await send('POST', 'team_members', add(inside, { company_unique_id: company }))).status).toBe(409)
  expect((await send('GET', `teams/${teams}`)).at('data.attributes.members_count')).toBe(1)
  await send('DELETE', `team_members/${await membershipOf(world, inside)}`)
  expect((await send('GET', `teams/${teams}/members`)).at('data')).toEqual([])
})

test('a lead says who is in the team and who leads it, and nothing more', async () => {
  const world = await companiesWorld()
  const { send, made, company } = world
  const [lead, other] = [await world.actor('viewer'), await world.actor('member')]
  const teams = await made('teams', { team: { name: 'Ovens', team_lead_id: lead.unique_id } })
  expect((await send('GET', `teams/${teams}`)).at('data.attributes.team_lead_id')).toBe(lead.unique_id)
  const added = await lead.send('POST', 'team_members', { team_member: { team_unique_id: teams, user_unique_id: other.unique_id } })
  expect(added.status).toBe(201)
  const path = `team_members/${added.told('data.id')}`
  expect((await other.send('PUT', path, { team_member: { role: 'lead' } })).status).toBe(403)
  expect((await lead.send('PUT', path, { team_member: { role: 'admin' } })).status).toBe(422)
  expect((await lead.send('PUT', path, { team_member: { role: 'lead' } })).at('data.attributes.role')).toBe('lead')
  const outsider = { company_unique_id: company, user_unique_id: bystander(world.world, world.appId) }
  expect((await lead.send('POST', 'team_members', { team_member: outsider })).status).toBe(403)
  expect((await lead.send('DELETE', `teams/${teams}/members/${other.unique_id}`)).status).toBe(204)
  expect((await lead.send('DELETE', `teams/${teams}/members/${other.unique_id}`)).at('errors.0.title')).toBe('Member Not Found')
  expect((await lead.send('DELETE', `teams/${teams}/members/${lead.unique_id}`)).status).toBe(204)
})

test('a name is used once among the teams of an organisation, and strangers see none of them', async () => {
  const world = await companiesWorld()
  const teams = await world.made('teams', { team: { name: 'Ovens', company_id: world.company } })
  expect((await world.send('POST', 'teams', { team: { name: 'Ovens' } })).status).toBe(409)
  const [stranger, member] = [await world.actor(), await world.actor('member')]
  expect((await stranger.send('GET', `teams/${teams}`)).status).toBe(404)
  expect((await stranger.send('GET', `teams/${teams}/members`)).status).toBe(404)
  expect((await stranger.send('GET', 'team_members')).at('data')).toEqual([])
  for (const team of [{ name: 'New', company_id: world.company }, { name: 'New' }])
    expect((await stranger.send('POST', 'teams', { team })).at('errors.0.source.pointer')).toBe('/team/company_id')
  expect((await member.send('POST', 'teams', { team: { name: 'New' } })).status).toBe(403)
})

test('public signup lets people bring themselves, with the role of the settings, from welcome addresses only', async () => {
  const world = await companiesWorld()
  const stranger = await world.actor()
  const join = (): Promise<unknown[]> =>
    stranger
      .send('POST', 'team_members', {
        team_member: { company_unique_id: world.company, user_unique_id: stranger.unique_id, role: 'owner' },
      })
      .then((answer) => [answer.status, answer.at('errors.0.source.pointer') ?? answer.at('data.attributes.role')])
  const set = (organization_settings: object): Promise<unknown> =>
    world.send('PUT', `companies/${world.company}/settings`, { organization_settings })
  expect(await join()).toEqual([422, '/team_member/company_unique_id'])
  await set({ allow_public_signup: true, default_role: 'viewer', allowed_email_domains: ['mill.example'] })
  expect(await join()).toEqual([422, '/team_member/user_unique_id'])
  await set({ allowed_email_domains: [], require_mfa: true })
  expect(await join()).toEqual([403, undefined])
  await set({ require_mfa: false })
  expect(await join()).toEqual([201, 'viewer'])
})

test('whatever members try, an organisation keeps an owner, teams hold its members only, and nobody rises by themselves', async () => {
  const world = await companiesWorld()
  const { database } = world.world.sandbox
  const actors = [await world.actor('owner'), await world.actor('admin'), await world.actor('member')]
  const team_unique_id = await world.made('teams', { team: { name: 'Ovens' } })
  const rank = (id: string): number => {
    const sql = 'select role from companies_members where user_unique_id = ? and team_unique_id is null'
    return ['viewer', 'member', 'admin', 'owner'].indexOf(database.get<{ role: string }>(sql, id)?.role ?? '')
  }
  const step = fc.record({
    by: fc.nat(2),
    whom: fc.nat(2),
    what: fc.constantFrom('owner', 'admin', 'member', 'viewer', 'leave', 'come', 'team', 'lead'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      for (const { by, whom, what } of steps) {
        const [actor, target] = [actors[by], actors[whom]]
        if (actor === undefined || target === undefined) continue
        const before = rank(actor.unique_id)
        const user_unique_id = target.unique_id
        const sql = 'select unique_id as id from companies_members where user_unique_id = ? and team_unique_id is null'
        const id = database.get<{ id: string }>(sql, user_unique_id)?.id ?? 'none'
        if (what === 'leave') await actor.send('DELETE', `team_members/${id}`)
        else if (what === 'come')
          await actor.send('POST', 'team_members', { team_member: { company_unique_id: world.company, user_unique_id } })
        else if (what === 'team') await actor.send('POST', 'team_members', { team_member: { team_unique_id, user_unique_id } })
        else if (what === 'lead')
          await actor.send('POST', 'team_members', { team_member: { team_unique_id, user_unique_id, role: 'lead' } })
        else await actor.send('PUT', `team_members/${id}`, { team_member: { role: what } })
        expect(rank(actor.unique_id)).toBeLessThanOrEqual(before)
        expect(database.all(`select 1 from companies_members where role = 'owner'`).length).toBeGreaterThan(0)
        const strays = `select 1 from companies_members t where t.team_unique_id is not null and not exists
          (select 1 from companies_members m where m.team_unique_id is null and m.user_unique_id = t.user_unique_id)`
        expect(database.all(strays)).toEqual([])
      }
    }),
    { numRuns: 12 },
  )
  expect(world.world.reported).toEqual([])
})
