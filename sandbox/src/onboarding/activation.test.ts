import { expect, test } from 'vitest'
import { onboardingWorld, onePiece } from './testing/onePiece.ts'

test('the activation mail brings a link that signs its reader in, once', async () => {
  const world = await onboardingWorld()
  const { users } = await onePiece(world)
  const sent = await world.send('POST', `users/${users}/activation_email`, { email: {} })
  expect([sent.status, sent.at('message')]).toEqual([200, 'The mail is on its way'])
  const mails = world.world.sandbox.database.all<{ recipient: string; token: string; body: string }>(
    `select * from mails where kind = 'activation'`,
  )
  expect(mails).toMatchObject([
    { recipient: world.email, body: expect.stringContaining('http://sandbox.test/_sandbox/link?kind=activation&token=') },
  ])
  const trade = { appId: 'works', body: { token: mails[0]?.token } }
  const statuses = [
    await world.world.call('POST', '/v1/auth/magic-link/verify', trade),
    await world.world.call('POST', '/v1/auth/magic-link/verify', trade),
  ]
  expect(statuses.map(({ status }) => status)).toEqual([200, 401])
})

test('a template is sent when it is published, with its slots filled', async () => {
  const world = await onboardingWorld()
  const { users } = await onePiece(world)
  const text = { name: 'Team', from_subject: 'To {{email}}', template_text: 'Welcome to {{team}}{{nothing}}.' }
  const id = await world.made('mailtemplates', { mail_template: text })
  const email = { email: { template_unique_id: id, metadata: { team: 'Pumps' } } }
  const early = await world.send('POST', `users/${users}/activation_email`, email)
  expect([early.status, early.at('errors.0.source.pointer')]).toEqual([422, '/email/template_unique_id'])
  expect((await world.send('PUT', `mailtemplates/${id}/publish`)).at('data.attributes.status')).toBe('published')
  expect((await world.send('POST', `users/${users}/activation_email`, email)).status).toBe(200)
  const mails = world.world.sandbox.database.all(`select subject, body from mails where kind = 'activation'`)
  expect(mails).toEqual([{ subject: `To ${world.email}`, body: 'Welcome to Pumps.' }])
})
