import { expect, test } from 'vitest'
import { companiesWorld } from './testing/companiesWorld.ts'

const quarry = { code: 'quarry', name: 'Quarry', url_id: 'quarry' }

test('who founds an organisation owns it, and reads it by its slug or its id; its key is told once', async () => {
  const { send, email } = await companiesWorld()
  const made = await send('POST', 'companies', { company: quarry })
  const id = made.told('data.id')
  expect(made.at('data.attributes')).toMatchObject({
    code: 'QUARRY',
    status: 'active',
    auth_provider: '23blocks',
    preferred_language: 'en',
    schema_name: 'company_quarry',
    api_access_key: expect.stringMatching(/^pk_.{40}/),
  })
  for (const path of ['quarry', id]) {
    const read = await send('GET', `companies/${path}`)
    expect([read.at('data.id'), read.at('data.attributes.api_access_key')]).toEqual([id, undefined])
  }
  const members = await send('GET', `team_members?company_unique_id=${id}`)
  expect(members.at('data.length')).toBe(1)
  expect(members.at('data.0.attributes')).toMatchObject({ role: 'owner', email, team_unique_id: null })
})

test('a code or a slug is used once, in whatever letters, and keeps to its form', async () => {
  const { send, made, company } = await companiesWorld()
  const other = await made('companies', { company: quarry })
  const refused = async (given: object, id = ''): Promise<unknown[]> => {
    const body = { company: { ...(id === '' ? { name: 'X' } : {}), ...given } }
    const answer = await (id === '' ? send('POST', 'companies', body) : send('PUT', `companies/${id}`, body))
    return [answer.status, answer.at('errors.0.source.pointer')]
  }
  expect(await refused({ code: 'Quarry', url_id: 'free' })).toEqual([409, undefined])
  expect(await refused({ code: 'free', url_id: 'quarry' })).toEqual([409, undefined])
  expect(await refused({ code: 'x', url_id: 'free' })).toEqual([422, '/company/code'])
  for (const url_id of ['Free Slug', '-', '', company]) expect(await refused({ code: 'free', url_id })).toEqual([422, '/company/url_id'])
  expect(await refused({ url_id: 'mill' }, other)).toEqual([409, undefined])
  expect((await send('PUT', `companies/${other}`, { company: { url_id: 'quarry', code: 'QUARRY' } })).status).toBe(200)
  expect((await send('GET', 'companies')).at('meta.pagination.total_count')).toBe(2)
})

test('to strangers an organisation is not there; members see it, and only admins change it', async () => {
  const { company, actor } = await companiesWorld()
  const [stranger, viewer, admin] = [await actor(), await actor('viewer'), await actor('admin')]
  expect((await stranger.send('GET', 'companies')).at('data')).toEqual([])
  expect((await stranger.send('GET', 'companies/mill')).status).toBe(404)
  expect((await stranger.send('PUT', `companies/${company}`, { company: { name: 'Mine' } })).status).toBe(404)
  expect((await viewer.send('GET', 'companies/mill')).status).toBe(200)
  const refused = await viewer.send('PUT', `companies/${company}`, { company: { name: 'Mine' } })
  expect([refused.status, refused.at('errors.0.detail')]).toEqual([403, 'This needs the role admin in the organisation; yours is viewer.'])
  expect((await admin.send('PUT', `companies/${company}`, { company: { name: 'Old Mill' } })).at('data.attributes.name')).toBe('Old Mill')
})

test('settings are read by every member and changed by admins, within bounds', async () => {
  const { company, actor } = await companiesWorld()
  const [viewer, admin] = [await actor('viewer'), await actor('admin')]
  const path = `companies/${company}/settings`
  expect((await viewer.send('GET', path)).at('data.attributes')).toMatchObject({
    unique_id: company,
    allow_public_signup: false,
    require_mfa: false,
    default_role: 'member',
    session_timeout_minutes: 60,
    allowed_email_domains: [],
  })
  const change = (organization_settings: object): object => ({ organization_settings })
  expect((await viewer.send('PUT', path, change({ require_mfa: true }))).status).toBe(403)
  const wrong = await admin.send('PUT', path, change({ session_timeout_minutes: 1, allowed_email_domains: ['ok.example', 'no domain'] }))
  expect([wrong.status, wrong.at('errors.0.source.pointer'), wrong.at('errors.1.source.pointer')]).toEqual([
    422,
    '/organization_settings/session_timeout_minutes',
    '/organization_settings/allowed_email_domains/1',
  ])
  expect((await admin.send('PUT', path, change({ allowed_email_domains: ['OK.example'] }))).status).toBe(200)
  expect((await viewer.send('GET', path)).at('data.attributes.allowed_email_domains')).toEqual(['ok.example'])
})
