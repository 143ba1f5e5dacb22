import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { appInChromium, ask } from '../../../scripts/appInChromium.ts'
import type { AppInChromium } from '../../../scripts/appInChromium.ts'
import { createSandbox, demoPassword } from '../../../sandbox/src/index.ts'
import { listen } from '../../../sandbox/src/testing/listen.ts'
import type { Listening } from '../../../sandbox/src/testing/listen.ts'
import { createEntityConversation, listEntities, listEntityMessages } from '../blocks/jarvis.ts'
import { call, createClient, session } from '../index.ts'
import type { Client } from '../index.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })

/** Where the page is: a secure context, as locks ask for. Nothing listens there; the browser is handed the files. */
const PAGE = 'http://localhost:4998'
const ada = { email: 'ada@example.com', password: demoPassword }
const QUESTION = 'How often is the bearing greased?'

/** The app under test. It shows nothing; the tests ask it what it knows. */
const program = (baseUrl: string): string => `
import { conversation, createClient, keepAnswers, session } from '@blockstate/core'
import { entityChat } from '@blockstate/core/jarvis'

const client = createClient({ appId: 'demo', baseUrl: '${baseUrl}' })
keepAnswers(client)
const chats = new Map()
const seen = new Map()
const open = (input) => {
  const chat = conversation(client, entityChat, input)
  const lengths = []
  seen.set(input.conv_id, lengths)
  chat.subscribe(({ messages }) => {
    const { length } = messages.at(-1)?.content ?? ''
    if (messages.at(-1)?.role === 'assistant') lengths.push([length, performance.timeOrigin + performance.now()])
  })
  chats.set(input.conv_id, chat)
}
Object.assign(globalThis, {
  signIn: (input) => session(client).signIn(input).then(() => true),
  open: (inputs) => inputs.forEach(open),
  ready: () => [...chats.values()].every(({ value }) => value.history === 'success'),
  send: (id, content) => void chats.get(id).send(content),
  stop: (id) => chats.get(id).stop(),
  state: (id) => {
    const { status, recovering, elsewhere, messages } = chats.get(id).value
    return { status, recovering, elsewhere, said: messages.map(({ role, content }) => role + ': ' + content) }
  },
  over: () => [...chats.values()].every(({ value }) => !['submitting', 'streaming'].includes(value.status) && !value.recovering && !value.fetching),
  lengths: (id) => seen.get(id),
})
`

let app: AppInChromium
let context: BrowserContext
let server: Listening
let client: Client
let pump: string

beforeAll(async () => {
  server = await listen(createSandbox({ seed: true, env: { BLOCKSTATE_TOKEN_MS: '15' }, requestsPerMinute: 1_000_000 }))
  client = createClient({ appId: 'demo', baseUrl: `${server.origin}/v1`, storage: null })
  await session(client).signIn(ada)
  const { items } = await call(client, listEntities, { search: 'Harbour Pump 3' })
  pump = items[0]?.unique_id ?? ''
  app = await appInChromium(program(`${server.origin}/v1`), PAGE)
})
afterAll(async () => {
  client.dispose()
  await app.close()
  server.close()
})
beforeEach(async () => {
  context = await app.profile()
})
afterEach(() => context.close())

async function load(page: Page): Promise<Page> {
  await page.goto(PAGE)
  await page.waitForFunction(() => 'signIn' in globalThis)
  return page
}
/** Bad days for the sandbox. */
const lay = async (rules: readonly object[]): Promise<void> => {
  const headers = { 'content-type': 'application/json' }
  const put = await fetch(`${server.origin}/_sandbox/faults`, { method: 'PUT', headers, body: JSON.stringify(rules) })
  expect(put.status).toBe(200)
}
const newTalk = async (): Promise<{ id: string; conv_id: string }> => {
  const { unique_id } = await call(client, createEntityConversation, { id: pump, title: 'Test' })
  return { id: pump, conv_id: unique_id }
}
const stored = async (input: { id: string; conv_id: string }): Promise<string[]> => {
  const { items } = await call(client, listEntityMessages, input)
  return items.map(({ role, content }) => `${role}: ${content}`)
}
interface State {
  readonly status: string
  readonly recovering: boolean
  readonly elsewhere: boolean
  readonly said: string[]
}

test('answers cut at 50 points, by events and by bytes, all end with the whole text and one question each', async () => {
  const page = await load(await context.newPage())
  await ask(page, 'signIn', ada)
  const talks = await Promise.all(Array.from({ length: 50 }, newTalk))
  await ask(page, 'open', talks)
  await expect.poll(() => ask(page, 'ready'), { timeout: 60_000 }).toBe(true)
  const rules = talks.map(({ id, conv_id }) => ({
    match: `POST /v1/jarvis/entities/${id}/conversations/${conv_id}/messages/stream`,
    times: 1,
    fault: Math.random() < 0.5 ? `drop=${Math.floor(Math.random() * 20)}` : `truncate=${Math.floor(Math.random() * 900)}`,
  }))
  await lay(rules)
  for (const { conv_id } of talks) await ask(page, 'send', conv_id, QUESTION)
  await expect.poll(() => ask(page, 'over'), { timeout: 120_000 }).toBe(true)
  for (const [index, talk] of talks.entries()) {
    const { status, said } = await ask<State>(page, 'state', talk.conv_id)
    const rows = await stored(talk)
    expect.soft(said, rules[index]?.fault).toEqual(rows)
    expect.soft([status, rows.map((row) => row.split(':')[0])], rules[index]?.fault).toEqual(['settled', ['user', 'assistant']])
  }
})

test('three tabs show an answer in step, any of them stops it, and a tab that is closed leaves it to the others', async () => {
  const one = await load(await context.newPage())
  await ask(one, 'signIn', ada)
  const [two, three] = [await load(await context.newPage()), await load(await context.newPage())]
  const [talk, stopped, left] = [await newTalk(), await newTalk(), await newTalk()]
  const tabs = [one, two, three]
  for (const tab of tabs) {
    await ask(tab, 'open', [talk, stopped, left])
    await expect.poll(() => ask(tab, 'ready'), { timeout: 60_000 }).toBe(true)
  }
  await ask(one, 'send', talk.conv_id, QUESTION)
  for (const tab of tabs)
    await expect.poll(() => ask<State>(tab, 'state', talk.conv_id), { timeout: 60_000 }).toMatchObject({ status: 'settled' })
  const rows = await stored(talk)
  await expect.poll(() => ask(one, 'over'), { timeout: 20_000 }).toBe(true)
  const [told = [], ...others] = await Promise.all(tabs.map((tab) => ask<[number, number][]>(tab, 'lengths', talk.conv_id)))
  for (const tab of tabs) expect((await ask<State>(tab, 'state', talk.conv_id)).said).toEqual(rows)
  for (const heard of others) {
    const lags = told.map(([length, at]) => (heard.find(([shown]) => shown >= length)?.[1] ?? Infinity) - at)
    expect(lags.length).toBeGreaterThan(10)
    expect(lags.toSorted((a, b) => a - b)[Math.floor(lags.length / 2)]).toBeLessThan(150)
  }

  // So slowly that nobody who is to stop it, or to go meanwhile, comes too late.
  await lay([stopped, left].map(({ conv_id }) => ({ match: `POST /v1/jarvis/**/${conv_id}/messages/stream`, times: 1, fault: 'slow=100' })))
  await ask(one, 'send', stopped.conv_id, QUESTION)
  await expect.poll(() => ask<State>(three, 'state', stopped.conv_id)).toMatchObject({ status: 'streaming', elsewhere: true })
  await ask(three, 'stop', stopped.conv_id)
  for (const tab of tabs) await expect.poll(() => ask<State>(tab, 'state', stopped.conv_id)).toMatchObject({ status: 'aborted' })

  await ask(one, 'send', left.conv_id, QUESTION)
  await expect.poll(() => ask<State>(two, 'state', left.conv_id)).toMatchObject({ status: 'streaming', elsewhere: true })
  await one.close()
  for (const tab of [two, three])
    await expect
      .poll(() => ask<State>(tab, 'state', left.conv_id), { timeout: 60_000 })
      .toMatchObject({ status: 'settled', elsewhere: false })
  const whole = await stored(left)
  for (const tab of [two, three]) await expect.poll(() => ask<State>(tab, 'state', left.conv_id)).toMatchObject({ said: whole })
})

test('a page loaded anew in the middle of an answer shows what had arrived before the list is read, and completes it', async () => {
  const page = await load(await context.newPage())
  await ask(page, 'signIn', ada)
  const talk = await newTalk()
  await ask(page, 'open', [talk])
  await expect.poll(() => ask(page, 'ready')).toBe(true)
  await ask(page, 'send', talk.conv_id, QUESTION)
  await expect.poll(async () => (await ask<State>(page, 'state', talk.conv_id)).said.at(-1)?.length ?? 0).toBeGreaterThan(40)
  await load(page)
  await ask(page, 'open', [talk])
  const { status, said } = await ask<State>(page, 'state', talk.conv_id)
  expect([status, said[0]]).toEqual(['interrupted', `user: ${QUESTION}`])
  expect(said[1]?.length).toBeGreaterThan(20)
  await expect.poll(() => ask(page, 'over'), { timeout: 60_000 }).toBe(true)
  expect((await ask<State>(page, 'state', talk.conv_id)).said).toEqual(await stored(talk))
  expect((await stored(talk)).filter((row) => row.startsWith('user'))).toHaveLength(1)
})
