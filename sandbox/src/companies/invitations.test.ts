import { expect, test } from 'vitest'
import { mailedSession } from '../testing/mailedSession.ts'
import { companiesWorld } from './testing/companiesWorld.ts'
import type { Actor, CompaniesWorld } from './testing/companiesWorld.ts'

const day = 86_400_000

/** Somebody who was invited, and what their mail holds. */
async function invite(world: CompaniesWorld, more: object = {}): Promise<{ guest: Actor; id: string; token: string }> {
  const guest = await world.actor()
  const invitation = { email: guest.email.toUpperCase(), organization_id: world.company, ...more }
  const id = await world.made('invitations', { invitation })
  return { guest, id, token: world.mailTo(guest.email.toUpperCase()).token }
}

const accept = (who: Pick<Actor, 'send'>, token: string): Promise<unknown[]> =>
  who.send('POST', 'invitations/accept', { token }).then((answer) => [answer.status, answer.at('errors.0.title')])

test('an invitation is mailed, and who accepts it is a member with its role', async () => {
  const world = await companiesWorld()
  const { guest, id, token } = await invite(world, { role: 'viewer', message: 'Come over.' })
  const mail = world.mailTo(guest.email.toUpperCase())
  expect(mail).toMatchObject({ subject: 'Join Mill', body: expect.stringMatching(/Mill.*7 days.*Come over\./) })
  expect(mail.link).toContain(encodeURIComponent(token))
  expect((await world.send('GET', `invitations?status=pending`)).at('data.0.attributes')).toMatchObject({
    expires_at: new Date(world.world.now() + 7 * day).toISOString(),
    role: 'viewer',
  })
  const answer = await guest.send('POST', 'invitations/accept', { token })
  expect(answer.at('data.attributes')).toMatchObject({ unique_id: id, status: 'accepted', accepted_at: expect.any(String) })
  expect((await guest.send('GET', 'companies/mill')).status).toBe(200)
  const members = await guest.send('GET', `team_members?user_unique_id=${guest.unique_id}`)
  expect(members.at('data.0.attributes.role')).toBe('viewer')
})

test('an invitation is answered once: not accepted twice, not after it was declined or cancelled', async () => {
  const world = await companiesWorld()
  const first = await invite(world)
  await accept(first.guest, first.token)
  expect(await accept(first.guest, first.token)).toEqual([409, 'Invitation Is Settled'])
  const second = await invite(world)
  expect((await second.guest.send('POST', 'invitations/decline', { token: second.token })).at('data.attributes.status')).toBe('declined')
  expect(await accept(second.guest, second.token)).toEqual([409, 'Invitation Is Settled'])
  const third = await invite(world)
  expect((await world.send('PUT', `invitations/${third.id}/cancel`)).at('data.attributes.status')).toBe('cancelled')
  expect(await accept(third.guest, third.token)).toEqual([409, 'Invitation Is Settled'])
  expect((await world.send('PUT', `invitations/${third.id}/cancel`)).status).toBe(409)
  expect((await third.guest.send('GET', 'companies/mill')).status).toBe(404)
})

test('an invitation is open for seven days and not a moment longer', async () => {
  const world = await companiesWorld()
  const [timely, late] = [await invite(world), await invite(world)]
  world.world.advance(7 * day - 1)
  // Access tokens live for a day: everybody signs in anew.
  const again = async ({ email }: { email: string }): Promise<Pick<Actor, 'send'>> => {
    const token = await mailedSession(world.world, world.appId, email)
    return { send: (method, path, body) => world.send(method, path, body, { token, body }) }
  }
  expect(await accept(await again(timely.guest), timely.token)).toEqual([200, undefined])
  world.world.advance(1)
  expect(await accept(await again(late.guest), late.token)).toEqual([410, 'Invitation Expired'])
  const owner = await again({ email: world.email })
  expect((await owner.send('GET', 'invitations?status=expired')).at('data.0.id')).toBe(late.id)
  expect((await owner.send('PUT', `invitations/${late.id}/cancel`)).status).toBe(410)
})

test('only who was invited may answer, and a token that nobody mailed opens nothing', async () => {
  const world = await companiesWorld()
  const { token } = await invite(world)
  const thief = await world.actor()
  expect(await accept(thief, token)).toEqual([403, 'Forbidden'])
  expect(await accept(thief, 'guess')).toEqual([404, 'Invitation Not Found'])
})

test('nobody is invited twice, or where they belong already, or from outside the welcome domains; and nothing is mailed then', async () => {
  const world = await companiesWorld()
  const { guest, token } = await invite(world)
  const mails = (): number => world.world.sandbox.database.all('select 1 from mails').length
  const before = mails()
  const again = (email: string): Promise<unknown[]> =>
    world
      .send('POST', 'invitations', { invitation: { email, organization_id: world.company } })
      .then((answer) => [answer.status, answer.at('errors.0.title'), answer.at('errors.0.source.pointer')])
  expect(await again(guest.email)).toEqual([409, 'Already Invited', undefined])
  await accept(guest, token)
  expect(await again(guest.email)).toEqual([409, 'Already a Member', undefined])
  await world.send('PUT', `companies/${world.company}/settings`, { organization_settings: { allowed_email_domains: ['mill.example'] } })
  expect(await again('ines@elsewhere.example')).toEqual([422, 'Invalid field', '/invitation/email'])
  expect(mails()).toBe(before)
  expect((await again('ines@Mill.example'))[0]).toBe(201)
})

test('invitations are sent and seen by admins only', async () => {
  const world = await companiesWorld()
  const { id } = await invite(world)
  const [member, stranger, admin] = [await world.actor('member'), await world.actor(), await world.actor('admin')]
  const body = { invitation: { email: 'ines@example.com', organization_id: world.company } }
  expect((await member.send('POST', 'invitations', body)).status).toBe(403)
  expect((await stranger.send('POST', 'invitations', body)).at('errors.0.source.pointer')).toBe('/invitation/organization_id')
  for (const one of [member, stranger]) expect((await one.send('GET', 'invitations')).at('data')).toEqual([])
  expect((await member.send('PUT', `invitations/${id}/cancel`)).status).toBe(403)
  expect((await stranger.send('PUT', `invitations/${id}/cancel`)).status).toBe(404)
  expect((await admin.send('GET', 'invitations')).at('data.length')).toBe(1)
})

test('where MFA is asked for, who has none cannot accept, and may once it is on', async () => {
  const world = await companiesWorld()
  const { guest, token } = await invite(world)
  await world.send('PUT', `companies/${world.company}/settings`, { organization_settings: { require_mfa: true } })
  expect(await accept(guest, token)).toEqual([403, 'Forbidden'])
  world.world.sandbox.database.run('update users set mfa_enabled = 1 where unique_id = ?', guest.unique_id)
  expect(await accept(guest, token)).toEqual([200, undefined])
})
