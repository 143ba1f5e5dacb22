import { expect, test } from 'vitest'
import type { BlockWorld } from '../testing/blockWorld.ts'
import { formsWorld } from './testing/formsWorld.ts'

const minute = 60_000
const form = { name: 'Order', form_type: 'app_form', form_fields: [{ name: 'what', type: 'text', required: true }] }

interface LinkWorld extends BlockWorld {
  readonly form: string
  readonly instance: string
  readonly link: string
  /** A request without any token of a user. */
  open(method: string, path: string, body?: unknown): ReturnType<BlockWorld['send']>
  mailed(kind: string): string
}

async function linkWorld(settings: object = {}): Promise<LinkWorld> {
  const world = await formsWorld()
  const id = await world.made('forms', { form: { ...form, ...settings } })
  await world.send('POST', `forms/${id}/magic_link`, { form: { expires_at: '2026-01-11T00:00:00Z' } })
  const asked = { app_form_instance: { assigned_to_email: 'greta@example.com', expires_at: '2026-01-06T00:00:00Z' } }
  const instance = await world.made(`forms/${id}/instances`, asked)
  const mailed: LinkWorld['mailed'] = (kind) =>
    world.world.sandbox.database.get<{ token: string }>('select token from mails where kind = ? order by rowid desc', kind)?.token ?? ''
  return {
    ...world,
    form: id,
    instance,
    link: mailed('form_link'),
    open: (method, path, body) => world.world.call(method, `/v1/forms/${path}`, { appId: 'works', body }),
    mailed,
  }
}

test('a mailed link opens the form without an account, keeps a draft, and hands it in once', async () => {
  const { open, link, send, form: id, instance } = await linkWorld()
  const opened = await open('GET', `public?token=${link}`)
  expect(opened.at('data')).toMatchObject({ verification_status: 'verified', form_name: 'Order', status: 'pending' })
  const kept = await open('PATCH', `public?token=${link}`, { responses: { what: 'Rope' } })
  expect([kept.status, kept.at('data.instance_id')]).toEqual([200, instance])
  expect((await open('GET', `public?token=${link}`)).at('data.responses')).toEqual(['Rope'])
  expect((await open('POST', `public?token=${link}`, { responses: [] })).at('errors.0.source.pointer')).toBe('/responses/0')
  expect((await open('POST', `public?token=${link}`, { responses: ['Rope'] })).status).toBe(200)
  expect((await send('GET', `forms/${id}/instances/${instance}`)).at('data.attributes.status')).toBe('completed')
  const again = await open('POST', `public?token=${link}`, { responses: ['More rope'] })
  expect([again.status, again.at('errors.0.code')]).toEqual([403, 'ALREADY_COMPLETED'])
})

test('the secret of a link is told once and stored nowhere', async () => {
  const { link, send, form: id, instance, world } = await linkWorld()
  for (const path of [`forms/${id}/instances`, `forms/${id}/instances/${instance}`]) {
    expect((await send('GET', path)).body).not.toContain(link)
  }
  expect(JSON.stringify(world.sandbox.database.all('select * from forms_links'))).not.toContain(link)
})

test('a link stops when another is sent, when links are turned off, and when the form is gone', async () => {
  const { open, link, send, form: id, instance, mailed } = await linkWorld()
  const code = async (token: string): Promise<unknown> => (await open('GET', `public?token=${token}`)).at('errors.0.code')
  const sent = await send('POST', `forms/${id}/instances/${instance}/resend_magic_link`)
  expect(sent.at('data')).toMatchObject({ sent_to: 'greta@example.com', sent_count: 2 })
  const second = mailed('form_link')
  expect([await code(link), await code(second)]).toEqual(['TOKEN_REVOKED', undefined])
  await send('POST', `forms/${id}/magic_link`, { form: { enabled: false } })
  expect(await code(second)).toBe('TOKEN_REVOKED')
  await send('POST', `forms/${id}/magic_link`, { form: {} })
  expect(await code(second)).toBe(undefined)
  await send('DELETE', `forms/${id}`)
  expect(await code(second)).toBe('TOKEN_REVOKED')
  expect((await open('GET', 'public?token=guessed')).status).toBe(401)
})

test('a link ends with the submission’s time', async () => {
  const { open, link, world } = await linkWorld()
  world.advance(5 * 24 * 60 * minute)
  const answer = await open('GET', `public?token=${link}`)
  expect([answer.status, answer.at('errors.0.code')]).toEqual([403, 'TOKEN_EXPIRED'])
})

test('with a code asked for, the link alone shows nothing', async () => {
  const { open, link, mailed, world } = await linkWorld({ require_otp_verification: true })
  const opened = await open('GET', `public?token=${link}`)
  expect(opened.at('data')).toEqual({ verification_status: 'pending', masked_email: 'g***@example.com' })
  expect((await open('POST', `public?token=${link}`, { responses: ['x'] })).at('errors.0.code')).toBe('OTP_REQUIRED')
  const sent = await open('POST', `public/send-otp?token=${link}`)
  expect(sent.at('data')).toMatchObject({ expires_in: 600, sent_count: 1 })
  const soon = await open('POST', `public/send-otp?token=${link}`)
  expect([soon.status, soon.headers.get('retry-after')]).toEqual([429, '60'])
  world.advance(minute)
  expect((await open('POST', `public/send-otp?token=${link}`)).at('data.sent_count')).toBe(2)
  const code = mailed('form_code')
  expect(code).toMatch(/^\d{6}$/)
  const verified = await open('POST', `public/verify-otp?token=${link}`, { code })
  expect([verified.status, verified.at('data.verification_status')]).toEqual([200, 'verified'])
  expect((await open('POST', `public?token=${link}`, { responses: ['x'] })).status).toBe(200)
})

test('a code can be tried five times and lives ten minutes', async () => {
  const { open, link, mailed, world } = await linkWorld({ require_otp_verification: true })
  await open('POST', `public/send-otp?token=${link}`)
  const code = mailed('form_code')
  const wrong = code === '000000' ? '111111' : '000000'
  const codes: unknown[] = []
  for (let tries = 0; tries < 6; tries += 1) {
    codes.push((await open('POST', `public/verify-otp?token=${link}`, { code: wrong })).at('errors.0.code'))
  }
  expect(codes).toEqual([...Array.from({ length: 5 }, () => 'INVALID_CODE'), 'ATTEMPTS_EXCEEDED'])
  expect((await open('POST', `public/verify-otp?token=${link}`, { code })).status).toBe(403)
  world.advance(minute)
  await open('POST', `public/send-otp?token=${link}`)
  world.advance(10 * minute)
  const late = await open('POST', `public/verify-otp?token=${link}`, { code: mailed('form_code') })
  expect([late.status, late.at('errors.0.code')]).toEqual([422, 'CODE_EXPIRED'])
})
