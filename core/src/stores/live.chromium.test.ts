import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appInChromium, ask } from '../../../scripts/appInChromium.ts'
import type { AppInChromium } from '../../../scripts/appInChromium.ts'
import { createSandbox, demoBackupCode, demoPassword, demoUsers } from '../../../sandbox/src/index.ts'
import type { Sandbox } from '../../../sandbox/src/index.ts'
import { listen } from '../../../sandbox/src/testing/listen.ts'
import type { Listening } from '../../../sandbox/src/testing/listen.ts'

/** Where the page is: a secure context, as locks ask for. Nothing listens there; the browser is handed the files. */
const PAGE = 'http://localhost:4998'

/** The app under test: what two people look at, live. It writes when it showed what. */
const program = (baseUrl: string): string => `
import { call, channel, collection, createClient, presence, session } from '@blockstate/core'
import { createComment, likePost, listComments, listPosts } from '@blockstate/core/content'
import { listContacts, listDeals, updateContact, updateDealStage } from '@blockstate/core/crm'
import { listChannels, publishMessage } from '@blockstate/core/realtime'

const client = createClient({ appId: 'demo', baseUrl: '${baseUrl}' })
const now = () => performance.timeOrigin + performance.now()
const shown = {}
const seen = {}
const watch = (name, store) => {
  shown[name] = store
  seen[name] = []
  store.subscribe((state) => seen[name].push([now(), JSON.stringify(state.items ?? state.messages ?? state.users)]))
}
Object.assign(globalThis, {
  signIn: async (input, code) => {
    const { status } = await session(client).signIn(input)
    if (status === 'mfa_required') await session(client).verify({ code })
    return true
  },
  open: async (same) => {
    const { items } = await call(client, listPosts, { status: 'published' })
    const post = same ?? items.find(({ liked }) => !liked).unique_id
    const channels = await call(client, listChannels, { search: 'general' })
    const id = channels.items[0].unique_id
    watch('contacts', collection(client, listContacts, {}, { live: true }))
    watch('posts', collection(client, listPosts, {}, { live: true }))
    watch('deals', collection(client, listDeals, {}, { live: true }))
    watch('comments', collection(client, listComments, { id: post }, { live: true }))
    watch('channel', channel(client, { id }))
    watch('presence', presence(client, { id }))
    return { post, channel: id }
  },
  ready: () => Object.values(shown).every(({ value }) => value.status === 'success' && !value.fetching && (value.line ?? 'live') === 'live'),
  line: () => shown.channel.value.line,
  online: () => shown.presence.value.online,
  first: (name) => shown[name].value.items[0],
  texts: (name) => (shown[name].value.items ?? shown[name].value.messages).map((row) => row.unique_id + ' ' + (row.first_name ?? row.body ?? row.content)),
  keys: (name) => shown[name].value.keys ?? shown[name].value.messages.map(({ key }) => key),
  appeared: (name, text) => seen[name].find(([, rows]) => rows.includes(text))?.[0] ?? null,
  rename: async (id, first_name) => { const at = now(); await call(client, updateContact, { id, first_name }); return at },
  like: async (id) => { const at = now(); await call(client, likePost, { id }); return at },
  liked: (id) => shown.posts.value.items.find(({ unique_id }) => unique_id === id).likes_count,
  likedSince: (id, count) => seen.posts.find(([, rows]) => JSON.parse(rows).some((row) => row.unique_id === id && row.likes_count === count))?.[0] ?? null,
  comment: async (id, body) => { const at = now(); await call(client, createComment, { id, body }); return at },
  move: async (id, stage) => { const at = now(); await call(client, updateDealStage, { id, stage }); return at },
  movedSince: (id, stage) => seen.deals.find(([, rows]) => JSON.parse(rows).some((row) => row.unique_id === id && row.stage === stage))?.[0] ?? null,
  say: async (content) => { const at = now(); await shown.channel.publish({ content }); return at },
  publish: (id, content) => call(client, publishMessage, { id, content }).then(() => true),
  read: async () => (await call(client, listContacts, {})).items.map((row) => row.unique_id + ' ' + row.first_name),
})
`

let app: AppInChromium
let sandbox: Sandbox
let server: Listening

beforeAll(async () => {
  sandbox = createSandbox({ seed: true, requestsPerMinute: 1_000_000 })
  server = await listen(sandbox)
  app = await appInChromium(program(`${server.origin}/v1`), PAGE)
})
afterAll(async () => {
  await app.close()
  server.close()
  sandbox.close()
})

async function load(page: Page, user?: keyof typeof demoUsers): Promise<Page> {
  await page.goto(PAGE)
  await page.waitForFunction(() => 'signIn' in globalThis)
  if (user) await ask(page, 'signIn', { email: demoUsers[user].email, password: demoPassword }, demoBackupCode)
  return page
}
/** Bad days for the sandbox. */
async function lay(rules: object): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const { status } = await fetch(`${server.origin}/_sandbox/faults`, { method: 'PUT', headers, body: JSON.stringify(rules) })
  expect(status).toBe(200)
}
/** Has it shown what it shows, and does it hear of changes? */
const ready = async (page: Page): Promise<void> => {
  await expect.poll(() => ask(page, 'ready'), { timeout: 20_000 }).toBe(true)
}

test('what one does is on the screen of the other; after five seconds without a socket both equal the server', async ({ annotate }) => {
  const [mine, hers] = await Promise.all([app.profile(), app.profile()])
  const [ada, grace] = [await load(await mine.newPage(), 'ada'), await load(await hers.newPage(), 'grace')]
  const { post } = await ask<{ post: string }>(grace, 'open')
  await ask(ada, 'open', post)
  await Promise.all([ready(ada), ready(grace)])
  await expect.poll(() => ask(ada, 'online'), { timeout: 20_000 }).toBe(2)

  const took: Record<string, number> = {}
  const until = async (name: string, begun: number, ...appeared: [string, ...unknown[]]): Promise<void> => {
    await expect.poll(() => ask(ada, ...appeared), { timeout: 10_000, message: name }).not.toBeNull()
    took[name] = (await ask<number>(ada, ...appeared)) - begun
  }
  const contact = await ask<{ unique_id: string }>(grace, 'first', 'contacts')
  await until('edit', await ask<number>(grace, 'rename', contact.unique_id, 'Fogbound'), 'appeared', 'contacts', 'Fogbound')
  const likes = await ask<number>(ada, 'liked', post)
  await until('like', await ask<number>(grace, 'like', post), 'likedSince', post, likes + 1)
  await until('comment', await ask<number>(grace, 'comment', post, 'I saw it.'), 'appeared', 'comments', 'I saw it.')
  const deal = await ask<{ unique_id: string; stage: string }>(grace, 'first', 'deals')
  const next = deal.stage === 'proposal' ? 'negotiation' : 'proposal'
  await until('move', await ask<number>(grace, 'move', deal.unique_id, next), 'movedSince', deal.unique_id, next)
  await until('message', await ask<number>(grace, 'say', 'Fog over the pier.'), 'appeared', 'channel', 'Fog over the pier.')
  // A timing is no test; on loopback each is meant to take 200 ms at most.
  await annotate(
    Object.entries(took)
      .map(([name, ms]) => `${name} ${Math.round(ms)} ms`)
      .join(', '),
  )

  // The sockets are cut, and for five seconds there are none.
  await lay([{ match: 'GET /v1/realtime/cable', seconds: 5, fault: 'status=503' }])
  sandbox.cable.cut()
  await expect.poll(() => ask(ada, 'line')).toBe('waiting')
  for (let at = 0; at < 50; at += 1) {
    await ask(grace, 'rename', contact.unique_id, `name ${at}`)
    await ask(grace, 'say', `missed ${at}`)
  }
  await Promise.all([ready(ada), ready(grace)])
  const told = await ask<string[]>(grace, 'read')
  for (const page of [ada, grace]) {
    await expect.poll(() => ask(page, 'texts', 'contacts'), { timeout: 20_000 }).toEqual(told)
    await expect.poll(async () => (await ask<string[]>(page, 'texts', 'channel')).filter((text) => text.includes('missed')).length).toBe(50)
    const keys = await ask<string[]>(page, 'keys', 'channel')
    expect(keys).toEqual([...new Set(keys)])
  }
  expect(await ask(ada, 'texts', 'channel')).toEqual(await ask(grace, 'texts', 'channel'))
  await Promise.all([mine.close(), hers.close()])
})

test('of three tabs one has the socket; when it is closed the next takes over, and whoever was in it is still there', async () => {
  const profile = await app.profile()
  const opened = (): number => sandbox.cable.list().length
  const before = opened()
  const first = await load(await profile.newPage(), 'ada')
  const tabs = [first, await load(await profile.newPage()), await load(await profile.newPage())]
  for (const tab of tabs) await ask(tab, 'open')
  await Promise.all(tabs.map(ready))
  expect(opened() - before).toBe(1)
  await first.close()
  const left = tabs.slice(1) as [Page, Page]
  await expect.poll(() => ask(left[0], 'line')).toBe('live')
  await ask(left[1], 'say', 'The first one is gone.')
  await expect.poll(() => ask(left[0], 'appeared', 'channel', 'The first one is gone.'), { timeout: 20_000 }).not.toBeNull()
  await expect.poll(opened).toBe(before + 1)
  await profile.close()
})
