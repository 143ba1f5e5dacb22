import { expect, test } from 'vitest'
import { demoUsers } from '../seed/seedUsers.ts'
import { virtualSandbox } from '../testing/virtualSandbox.ts'
import type { Answered, VirtualSandbox } from '../testing/virtualSandbox.ts'
import { toyBlock } from '../testing/toyBlock.ts'

const open = (): VirtualSandbox => virtualSandbox({ blocks: [toyBlock()] })
const read = async ({ call }: VirtualSandbox, path: string): Promise<Answered> =>
  call('GET', path, { appId: null, headers: { accept: 'text/html' } })

test('the home page shows blocks, operations, records and how to sign in, and needs no app id', async () => {
  const world = open()
  const page = await read(world, '/')
  expect(page.status).toBe(200)
  expect((await read(world, '/_sandbox/')).status).toBe(200)
  expect(page.body).toContain('magic_link_login')
  expect(page.body).toContain('POST /v1/auth/login')
  expect(page.body).toContain(demoUsers.ada.email)
  expect(page.body).toMatch(/<code>users<\/code><\/td><td class="number">2</)
  expect(page.body).toContain('not served')
})

test('pages run no script and load nothing but their own', async () => {
  const page = await read(open(), '/')
  const policy = page.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none'
  expect(page.body.match(/<script/g)).toHaveLength(1)
  expect(page.body).toContain(`<script nonce="${nonce}">`)
  expect(page.body).not.toMatch(/ on\w+=|src="http/)
})

test('what users wrote is text on every page', async () => {
  const world = open()
  const attack = '"><script>alert(1)</script>'
  await world.call('PUT', '/_sandbox/faults', { body: [{ match: `GET /${attack.replaceAll(' ', '')}`, fault: 'delay=1' }] })
  expect((await read(world, '/')).body).not.toContain('<script>alert')
  expect((await read(world, `/_sandbox/link?kind=x&token=${encodeURIComponent(attack)}`)).body).not.toContain('<script>alert')
  await world.call('POST', '/v1/auth/magic-link', { appId: attack, body: { email: demoUsers.ada.email } })
  await world.call('POST', '/v1/auth/magic-link', { body: { email: demoUsers.ada.email, redirect_url: `https://x.test/?a=${attack}` } })
  const outbox = await read(world, '/_sandbox/outbox')
  expect(outbox.body).toContain('https://x.test/')
  expect(outbox.body).not.toContain('<script>alert')
})

test('the outbox is a page for people and JSON for programs, newest first', async () => {
  const world = open()
  expect((await read(world, '/_sandbox/outbox')).body).toContain('Nothing has been mailed')
  await world.call('POST', '/v1/auth/magic-link', { body: { email: demoUsers.ada.email } })
  world.advance(1)
  await world.call('POST', '/v1/auth/forgot-password', { body: { email: demoUsers.ada.email } })
  const json = await world.call('GET', '/_sandbox/outbox')
  expect(json.at('mails')).toMatchObject([{ kind: 'password_reset' }, { kind: 'magic_link', recipient: demoUsers.ada.email }])
  const link = json.told('mails.1.link')
  expect((await read(world, '/_sandbox/outbox')).body).toContain(`href="${link.replaceAll('&', '&amp;')}"`)
  expect((await read(world, link)).body).toContain('POST /v1/auth/magic-link/verify')
})

test('a link with a scheme of its own is shown and cannot be followed', async () => {
  const world = open()
  await world.call('POST', '/v1/auth/magic-link', { body: { email: demoUsers.ada.email, redirect_url: 'javascript:alert(1)//' } })
  const outbox = await read(world, '/_sandbox/outbox')
  expect(outbox.body).toContain('<code>javascript:alert')
  expect(outbox.body).not.toContain('href="javascript:')
})

test('live requests come as events, those of before first, without query and without the pages’ own', async () => {
  const world = open()
  await world.call('GET', '/v1/toy/notes?search=secret')
  await read(world, '/')
  const response = await world.sandbox.fetch('http://sandbox.test/_sandbox/requests')
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader?.read())?.value).toBe(': requests\n\n')
  const first = (await reader?.read())?.value ?? ''
  expect(first).toContain('"path":"/v1/toy/notes"')
  expect(first).toContain('"tenant":"demo"')
  await world.call('POST', '/v1/toy/notes', { body: {} })
  expect((await reader?.read())?.value).toContain('"status":422')
  await reader?.cancel()
  await world.call('GET', '/v1/toy/notes')
})

test('health names the blocks', async () => {
  expect((await open().call('GET', '/_sandbox/health', { appId: null })).json).toEqual({ status: 'ok', blocks: ['auth', 'toy'] })
})

test('a reset forgets everything of every tenant and plants the demo data anew', async () => {
  const world = open()
  await world.call('POST', '/v1/toy/notes', { appId: 'other', body: { title: 'a' } })
  await world.call('POST', '/v1/auth/magic-link', { body: { email: demoUsers.ada.email } })
  expect((await world.call('POST', '/_sandbox/reset', { appId: null })).status).toBe(200)
  expect((await world.call('GET', '/v1/toy/notes', { appId: 'other' })).at('data')).toEqual([])
  expect((await world.call('GET', '/_sandbox/outbox')).at('mails')).toEqual([])
  expect(world.sandbox.database.all('select email from users')).toHaveLength(2)
})

test('every operation has a page that tries it, on which every field has a label of its own', async () => {
  const world = open()
  const home = (await read(world, '/')).body
  const links = [...home.matchAll(/href="(\/_sandbox\/try\/[^"]+)"/g)].map(([, link = '']) => link)
  expect(links).toContain('/_sandbox/try/auth/login')
  // Of auth and of the toy.
  expect(new Set(links).size).toBe(18 + 12)
  for (const link of links) {
    const page = await read(world, link)
    expect([link, page.status]).toEqual([link, 200])
    const controls = [...page.body.matchAll(/<(?:input|select|textarea) id="([^"]+)"/g)].map(([, id = '']) => id)
    expect([link, controls.filter((id) => !page.body.includes(`<label for="${id}">`))]).toEqual([link, []])
    expect(page.body).not.toMatch(/ on\w+=|src="http/)
  }
  expect((await read(world, '/_sandbox/try/toy/nothing')).status).toBe(404)
  expect((await read(world, '/_sandbox/try/nowhere/credit')).at('errors.0.code')).toBe('operation_not_found')
})
