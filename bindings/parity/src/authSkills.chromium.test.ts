import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { totpOf } from '../../../sandbox/src/auth/codes.ts'
import { createSandbox } from '../../../sandbox/src/index.ts'
import { listen } from '../../../sandbox/src/testing/listen.ts'
import type { Listening } from '../../../sandbox/src/testing/listen.ts'
import { appInChromium, ask } from '../../../scripts/appInChromium.ts'
import type { AppInChromium } from '../../../scripts/appInChromium.ts'

/** Where the page is: a secure context, as locks ask for. Nothing listens there; the browser is handed the files. */
const PAGE = 'http://localhost:4997'
const DAY = 25 * 3_600_000

/** One page, written three times. Each shows the session, the profile and the API keys, and hands its hooks' actions to the test. */
const program = (baseUrl: string): string => `
import { createClient } from '@blockstate/core'
import * as auth from '@blockstate/core/auth'
import * as react from '@blockstate/react'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import * as svelte from '@blockstate/svelte'
import { mount } from 'svelte'
import * as vue from '@blockstate/vue'
import { createApp, h } from 'vue'

const WRITES = ['changePassword', 'createApiKey', 'disableMfa', 'enableMfa', 'forgotPassword', 'magicLinkLogin', 'resetPassword',
  'revokeApiKey', 'updateProfile', 'verifyMagicLink']
const asked = ({ status }) => (status === 'authenticated' ? {} : null)
const lines = {
  session: ({ status, user, error }) => [status, user?.email, error?.code].filter(Boolean).join(' '),
  profile: ({ status, data }) => (data ? [data.first_name, data.last_name, data.mfa_enabled].join(' ') : status),
  keys: ({ status, data }) => (data ? data.items.map(({ name }) => name).join() : status),
}
const client = createClient({ appId: 'demo', baseUrl: '${baseUrl}' })
const root = document.body.appendChild(document.createElement('main'))
let ui

const apps = {
  react: () => {
    const App = () => {
      const session = react.useSession()
      const profile = react.useQuery(auth.getProfile, asked(session))
      const keys = react.useQuery(auth.listApiKeys, asked(session))
      const writes = WRITES.map((name) => [name, react.useMutation(auth[name]).mutate])
      ui = { ...session, ...Object.fromEntries(writes), reread: profile.refetch }
      const shown = { session, profile, keys }
      return Object.keys(lines).map((id) => createElement('p', { id, key: id }, lines[id](shown[id])))
    }
    createRoot(root).render(createElement(react.BlockstateProvider, { client }, createElement(App)))
  },
  vue: () => {
    const setup = () => {
      const session = vue.useSession()
      const input = () => asked(session.state.value)
      const profile = vue.useQuery(auth.getProfile, input)
      const keys = vue.useQuery(auth.listApiKeys, input)
      const writes = WRITES.map((name) => [name, vue.useMutation(auth[name]).mutate])
      ui = { ...session, ...Object.fromEntries(writes), reread: profile.refetch }
      const shown = { session, profile, keys }
      return () => Object.keys(lines).map((id) => h('p', { id }, lines[id](shown[id].state.value)))
    }
    createApp({ setup }).use(vue.createBlockstate(client)).mount(root)
  },
  svelte: () => {
    // What the compiler makes of a component, by hand.
    const App = (anchor) => {
      svelte.setClient(client)
      const session = svelte.createSession()
      const input = () => asked(session.current)
      const profile = svelte.createQuery(auth.getProfile, input)
      const keys = svelte.createQuery(auth.listApiKeys, input)
      const writes = WRITES.map((name) => [name, svelte.createMutation(auth[name]).mutate])
      ui = { ...session, ...Object.fromEntries(writes), reread: profile.refetch }
      const shown = { session, profile, keys }
      for (const id of Object.keys(lines)) {
        const line = document.createElement('p')
        line.id = id
        anchor.before(line)
        shown[id].subscribe((state) => { line.textContent = lines[id](state) })
      }
    }
    mount(App, { target: root })
  },
}
const params = new URLSearchParams(location.search)
apps[params.get('binding')]()
// A mailed link led here: its token is traded once the page is there.
const token = params.get('token')
const ready = async () => {
  while (!ui) await new Promise((painted) => requestAnimationFrame(painted))
  if (token) ui.verifyMagicLink({ token })
  globalThis.act = (name, input) => ui[name](input).then((value) => value ?? null, ({ code }) => ({ refused: code }))
}
ready()
`

interface Mail {
  readonly kind: string
  readonly recipient: string
  readonly link: string
  readonly token: string
}

let app: AppInChromium
let server: Listening
/** The server's clock is ahead of the machine's by so much. */
let ahead = 0
/** What was asked of the API: `POST login`. */
let asked: string[] = []

beforeAll(async () => {
  const sandbox = createSandbox({ blocks: [], now: () => Date.now() + ahead })
  server = await listen({
    ...sandbox,
    fetch: (input, init) => {
      const request = new Request(input, init)
      asked.push(`${request.method} ${new URL(request.url).pathname.replace('/v1/auth/', '')}`)
      return sandbox.fetch(request)
    },
  })
  app = await appInChromium(program(`${server.origin}/v1`), PAGE)
})
afterAll(async () => {
  await app.close()
  server.close()
})

const shows = async (page: Page, id: string, text: string | RegExp): Promise<void> => {
  await expect
    .poll(() => page.locator(`#${id}`).textContent(), { timeout: 10_000 })
    .toEqual(typeof text === 'string' ? text : expect.stringMatching(text))
}
async function load(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage()
  page.on('pageerror', (error) => wrong.push(error.message))
  await page.goto(address)
  await page.waitForFunction(() => 'act' in globalThis)
  return page
}
/** What went wrong in a page without anybody asking. */
let wrong: string[] = []
const codeOf = (secret: string, periods: number): string =>
  totpOf(secret, 'x').generate({ timestamp: Date.now() + ahead + periods * 30_000 })
async function mailTo(recipient: string, kind: string): Promise<Mail> {
  const answer = await fetch(`${server.origin}/_sandbox/outbox`, { headers: { accept: 'application/json' } })
  const { mails } = (await answer.json()) as { mails: Mail[] }
  const mail = mails.find((one) => one.recipient === recipient && one.kind === kind)
  if (!mail) throw new Error(`No ${kind} for ${recipient} in the outbox`)
  return mail
}

/** The sixteen, and the one that trades a mailed link's token. */
const ROUTES = [
  'DELETE api-keys',
  'DELETE logout',
  'DELETE mfa/disable',
  'GET api-keys',
  'GET profile',
  'PATCH password',
  'PATCH profile',
  'POST api-keys',
  'POST forgot-password',
  'POST login',
  'POST magic-link',
  'POST magic-link/verify',
  'POST mfa/enable',
  'POST mfa/verify',
  'POST refresh',
  'POST register',
  'POST reset-password',
]

test.each(['react', 'vue', 'svelte'])('%s: every auth skill, from the hooks to the screen', async (binding) => {
  asked = []
  wrong = []
  const address = `${PAGE}/?binding=${binding}`
  const email = `${binding}@example.com`
  const [first, second, third] = ['the first password', 'the second password', 'the third password']
  const context = await app.profile()
  let page = await load(context, address)
  const act = <T>(name: string, input: object = {}): Promise<T> => ask<T>(page, 'act', name, input)

  await shows(page, 'session', 'anonymous')
  await act('signUp', { email, password: first, first_name: 'Ida' })
  await shows(page, 'session', `authenticated ${email}`)
  await shows(page, 'profile', /^Ida {2}(false)?$/)
  await act('updateProfile', { last_name: 'Rhodes' })
  await shows(page, 'profile', /^Ida Rhodes /)

  const { key, unique_id } = await act<{ key: string; unique_id: string }>('createApiKey', { name: 'CI', scopes: ['read'] })
  expect(key).toMatch(/^pk_live_/)
  await shows(page, 'keys', 'CI')
  await act('revokeApiKey', { id: unique_id })
  await shows(page, 'keys', '')

  const change = { new_password: second, new_password_confirmation: second }
  expect(await act('changePassword', { current_password: 'not this one', ...change })).toEqual({ refused: 'unauthorized' })
  await act('changePassword', { current_password: first, ...change })

  const { secret } = await act<{ secret: string }>('enableMfa')
  expect(await act('enableMfa', { totp_code: codeOf(secret, 100) })).toEqual({ refused: 'unauthorized' })
  await act('enableMfa', { totp_code: codeOf(secret, -1) })
  await shows(page, 'profile', 'Ida Rhodes true')
  await act('signOut')
  await shows(page, 'session', 'anonymous')
  await shows(page, 'profile', 'pending')

  expect(await act('signIn', { email, password: first })).toEqual({ refused: 'unauthorized' })
  await act('signIn', { email, password: second })
  await shows(page, 'session', 'mfa_required')
  expect(await act('verify', { code: codeOf(secret, 100) })).toEqual({ refused: 'unauthorized' })
  await shows(page, 'session', 'mfa_required unauthorized')
  await act('verify', { code: codeOf(secret, 1) })
  await shows(page, 'session', `authenticated ${email}`)
  await act('disableMfa', { password: second })
  await shows(page, 'profile', 'Ida Rhodes false')

  ahead += DAY
  await act('reread')
  await shows(page, 'profile', 'Ida Rhodes false')
  expect(asked.filter((one) => one === 'POST refresh')).toHaveLength(1)
  await shows(page, 'session', `authenticated ${email}`)

  await act('signOut')
  await act('forgotPassword', { email })
  const { token } = await mailTo(email, 'password_reset')
  await act('resetPassword', { reset_password_token: token, password: third, password_confirmation: third })
  expect(await act('signIn', { email, password: second })).toEqual({ refused: 'unauthorized' })
  await act('signIn', { email, password: third })
  await shows(page, 'session', `authenticated ${email}`)
  await act('signOut')

  await act('magicLinkLogin', { email, redirect_url: address })
  const { link } = await mailTo(email, 'magic_link')
  await page.close()
  page = await load(context, link)
  await shows(page, 'session', `authenticated ${email}`)
  await shows(page, 'profile', 'Ida Rhodes false')

  const routes = asked.filter((one) => !/^(OPTIONS|GET .*_sandbox)/.test(one)).map((one) => one.replace(/(api-keys)\/.*/, '$1'))
  expect([...new Set(routes)].toSorted()).toEqual(ROUTES)
  expect(wrong).toEqual([])
  await context.close()
})
