import { turn, until } from '@blockstate/core/testing'
import { expect, test } from 'vitest'
import { assetsBlock } from '../assets/assetsBlock.ts'
import { contentBlock } from '../content/contentBlock.ts'
import { crmBlock } from '../crm/crmBlock.ts'
import { salesforceBlock } from '../salesforce/salesforceBlock.ts'
import { newcomer } from '../testing/blockWorld.ts'
import type { Answered } from '../testing/virtualSandbox.ts'
import { realtimeBlock } from './realtimeBlock.ts'
import { listenTo } from './testing/listenTo.ts'
import type { Ear } from './testing/listenTo.ts'
import { twoUsers } from './testing/twoUsers.ts'
import type { TwoUsers } from './testing/twoUsers.ts'

type Ask = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answered>

interface Office extends TwoUsers {
  readonly mine: Ear
  readonly theirs: Ear
  readonly ask: Ask
  readonly askOther: Ask
  /** Everything is said that is to be said. */
  readonly quiet: () => Promise<void>
}

/** Two users with a socket each, and several blocks. */
async function office(): Promise<Office> {
  const world = await twoUsers({ blocks: [realtimeBlock, contentBlock, crmBlock, assetsBlock, salesforceBlock] })
  const { appId } = world
  const asking =
    (token: string): Ask =>
    (method, path, body, headers = {}) =>
      world.world.call(method, `/v1/${path}`, { appId, token, body, headers })
  return {
    ...world,
    mine: await listenTo(world.world, world),
    theirs: await listenTo(world.world, { appId, token: world.otherToken }),
    ask: asking(world.token),
    askOther: asking(world.otherToken),
    quiet: async () => {
      await world.world.sandbox.settled()
      await turn()
    },
  }
}

const contact = (first_name: string): object => ({ contact: { first_name, last_name: 'Byron', email: `${first_name}@example.com` } })
const at = (path: string): object => ({ channel: 'ChangesChannel', path })

test('a change is told with the record, the path it was made at, and the request it was asked by', async () => {
  const { ask, theirs, quiet, world } = await office()
  const { told } = await ask('POST', 'crm/opportunities', { opportunity: { name: 'Oven', stage: 'discovery', value: 5 } })
  const id = told('data.id')
  await theirs.subscribe(at('crm/opportunities'))
  const changed = await ask('PUT', `crm/opportunities/${id}`, { opportunity: { stage: 'closed_won' } }, { 'x-request-id': 'r1' })
  expect(changed.status).toBe(200)
  await quiet()
  expect(theirs.messages).toEqual([
    {
      event: 'record.changed',
      object_type: 'opportunity',
      channel_unique_id: null,
      data: (await ask('GET', `crm/opportunities/${id}`)).at('data'),
      method: 'PUT',
      path: `crm/opportunities/${id}`,
      stale: [],
      request_id: 'r1',
      sent_at: '2026-01-01T00:00:00.000Z',
    },
  ])
  expect(world.reported).toEqual([])
})

test('a like is told to each as they see it: whose it is, it is liked; to others it is one more', async () => {
  const { ask, askOther, mine, theirs, quiet } = await office()
  const id = (await ask('POST', 'content/posts', { post: { title: 'Tides', content: 'Two.', status: 'published' } })).told('data.id')
  for (const ear of [mine, theirs]) for (const path of ['content/posts', `content/posts/${id}`]) await ear.subscribe(at(path))
  await askOther('PUT', `content/posts/${id}/like`)
  await quiet()
  for (const [ear, liked] of [
    [mine, false],
    [theirs, true],
  ] as const) {
    expect(ear.messages).toHaveLength(2)
    for (const message of ear.messages)
      expect(message).toMatchObject({ path: `content/posts/${id}/like`, data: { type: 'post', id, attributes: { liked, likes_count: 1 } } })
  }
})

test('a hundred changes are told in their order, each once', async () => {
  const { ask, mine, theirs, quiet } = await office()
  const id = (await ask('POST', 'crm/opportunities', { opportunity: { name: 'Oven', stage: 'discovery' } })).told('data.id')
  for (const ear of [mine, theirs]) await ear.subscribe(at('crm/opportunities'))
  const numbers = Array.from({ length: 100 }, (_, number) => number)
  const write = (value: number): Promise<Answered> =>
    ask('PUT', `crm/opportunities/${id}`, { opportunity: { stage: 'proposal', value } }, { 'x-request-id': `${value}` })
  for (const value of numbers.slice(0, 50)) await write(value)
  // At once, as a busy screen does: all hear them in one order.
  await Promise.all(numbers.slice(50).map(write))
  await quiet()
  const heard = (ear: Ear): number[] => ear.messages.map((message) => Number(message['request_id']))
  expect(heard(mine).slice(0, 50)).toEqual(numbers.slice(0, 50))
  expect(heard(mine).toSorted((one, other) => one - other)).toEqual(numbers)
  expect(heard(theirs)).toEqual(heard(mine))
  expect(mine.messages.at(-1)?.data).toEqual((await ask('GET', `crm/opportunities/${id}`)).at('data'))
})

test('what was refused, rolled back or only read is told to nobody', async () => {
  const { ask, theirs, quiet, world } = await office()
  await theirs.subscribe(at('crm/contacts'))
  await ask('GET', 'crm/contacts')
  await ask('POST', 'crm/contacts', { contact: { first_name: 'Ada', email: 'none' } })
  await ask('PUT', 'crm/contacts/nobody', { contact: { first_name: 'Ada' } })
  world.sandbox.database.script("create trigger full before insert on crm_contacts begin select raise(abort, 'disk full'); end")
  await ask('POST', 'crm/contacts', contact('Ada')).catch(() => undefined)
  await quiet()
  expect(theirs.messages).toEqual([])
  world.sandbox.database.script('drop trigger full')
  await ask('POST', 'crm/contacts', contact('Grace'))
  await quiet()
  expect(theirs.messages).toMatchObject([{ method: 'POST', path: 'crm/contacts', data: { attributes: { first_name: 'Grace' } } }])
})

test('what is removed is named to those who could see it', async () => {
  const { ask, mine, theirs, quiet } = await office()
  const open = (await ask('POST', 'content/posts', { post: { title: 'Open', content: 'x', status: 'published' } })).told('data.id')
  const draft = (await ask('POST', 'content/posts', { post: { title: 'Draft', content: 'x' } })).told('data.id')
  for (const ear of [mine, theirs]) await ear.subscribe(at('content/posts'))
  await theirs.subscribe(at(`content/posts/${open}`))
  await ask('DELETE', `content/posts/${open}`)
  await ask('DELETE', `content/posts/${draft}`)
  await quiet()
  const removed = (id: string): object => ({ event: 'record.removed', path: `content/posts/${id}`, data: { type: 'post', id } })
  expect(mine.messages).toMatchObject([removed(open), removed(draft)])
  expect(theirs.messages).toMatchObject([removed(open), removed(open), { event: 'record.changed', data: null, path: 'content/posts' }])
  expect(JSON.stringify(theirs.messages)).not.toContain(draft)
})

test('of what somebody may not see they hear no id: only that the list they read is another', async () => {
  const { ask, made, mine, theirs, send, quiet, other } = await office()
  const id = await made('channels', { channel: { name: 'crew', channel_type: 'private' } })
  await theirs.subscribe(at('realtime/channels'))
  await theirs.subscribe(at(`realtime/channels/${id}`))
  await theirs.subscribe(at(`realtime/channels/${id}/messages`))
  await send('POST', `channels/${id}/messages`, { message: { content: 'secret' } })
  await quiet()
  expect(theirs.messages).toMatchObject([{ data: null, method: 'PUT', path: 'realtime/channels', stale: [] }])
  expect(JSON.stringify(theirs.messages)).not.toMatch(new RegExp(`secret|${id}`))
  await mine.subscribe(at('auth/profile'))
  await ask('PUT', 'auth/profile', { user: { first_name: 'Ada' } })
  await theirs.subscribe(at('auth/profile'))
  await ask('PUT', 'auth/profile', { user: { first_name: 'Eve' } })
  await quiet()
  expect(mine.messages.map(({ data }) => Object(data['attributes']).first_name)).toEqual(['Ada', 'Eve'])
  expect(theirs.messages).toHaveLength(1)
  // Let in, they hear of everything.
  await send('POST', `channels/${id}/subscriptions`, { subscription: { user_unique_id: other } })
  await quiet()
  expect(theirs.messages.slice(1).map(({ path }) => path)).toContain(`realtime/channels/${id}/subscriptions`)
})

test('whoever could see a record and can no longer hears that it changed, and where', async () => {
  const { askOther, made, theirs, quiet, other } = await office()
  const id = await made('channels', { channel: { name: 'crew', channel_type: 'private', members: [other] } })
  await theirs.subscribe(at(`realtime/channels/${id}`))
  await askOther('DELETE', `realtime/channels/${id}/subscriptions`)
  await quiet()
  expect(theirs.messages).toMatchObject([{ event: 'record.changed', data: null, path: `realtime/channels/${id}/subscriptions` }])
})

test('another app id hears nothing, and a path that no read has is turned away', async () => {
  const { ask, world, quiet, mine } = await office()
  const foreign = await listenTo(world, { appId: 'elsewhere', token: (await newcomer(world, 'elsewhere')).token })
  expect(await foreign.subscribe(at('crm/contacts'))).toBe(true)
  await ask('POST', 'crm/contacts', contact('Ada'))
  await quiet()
  expect(foreign.messages).toEqual([])
  for (const path of ['crm', 'crm/nothing', 'crm/contacts/1/2/3', '/crm/contacts', 'content/posts/p1/like'])
    expect([path, await mine.subscribe(at(path))]).toEqual([path, false])
})

test('a record that shows in another list is told there, and what a declaration calls stale too', async () => {
  const { ask, mine, made, quiet, other } = await office()
  const id = (await ask('POST', 'content/posts', { post: { title: 'Open', content: 'x', status: 'published' } })).told('data.id')
  const series = (await ask('POST', 'content/series', { series: { title: 'Moon' } })).told('data.id')
  await mine.subscribe(at(`content/series/${series}/posts`))
  await ask('PUT', `content/posts/${id}`, { post: { title: 'Shut' } })
  await quiet()
  expect(mine.messages).toMatchObject([{ path: `content/posts/${id}`, data: { id, attributes: { title: 'Shut' } } }])
  const channel = await made('channels', { channel: { name: 'pier' } })
  await mine.subscribe(at(`realtime/channels/${channel}/presence`))
  await ask('POST', `realtime/channels/${channel}/subscriptions`, { subscription: { user_unique_id: other } })
  await quiet()
  expect(mine.messages.at(-1)).toMatchObject({ stale: [`realtime/channels/${channel}/presence`] })
})

test('telling of an asset counts as no view of it', async () => {
  const { ask, mine, theirs, quiet } = await office()
  const id = (await ask('POST', 'assets/assets', { asset: { name: 'Crane' } })).told('data.id')
  for (const ear of [mine, theirs]) await ear.subscribe(at('assets/assets'))
  await ask('PUT', `assets/assets/${id}`, { asset: { name: 'Heron' } })
  await quiet()
  expect(theirs.messages[0]).toMatchObject({ data: { attributes: { name: 'Heron' } } })
  const views = (await ask('GET', `assets/assets/${id}/analytics`)).at('data')
  expect(JSON.stringify(views)).toContain('"views_count":0')
})

test('an end of the subscription while a change is being told is respected', async () => {
  const { ask, mine, quiet } = await office()
  await mine.subscribe(at('crm/contacts'))
  const writing = ask('POST', 'crm/contacts', contact('Ada'))
  mine.unsubscribe(at('crm/contacts'))
  await writing
  await until(() => mine.socket.readyState === mine.socket.OPEN)
  await quiet()
  await ask('POST', 'crm/contacts', contact('Eve'))
  await quiet()
  expect(mine.messages.filter(({ data }) => Object(data['attributes']).first_name === 'Eve')).toEqual([])
})

test('a kind that two blocks have is told with its block', async () => {
  const { ask, mine, quiet } = await office()
  await mine.subscribe(at('salesforce/opportunities'))
  await mine.subscribe(at('crm/opportunities'))
  await ask('POST', 'salesforce/opportunities', { opportunity: { name: 'Roof', stage: 'proposal' } })
  await ask('POST', 'crm/opportunities', { opportunity: { name: 'Oven', stage: 'proposal' } })
  await quiet()
  expect(mine.messages.map(({ object_type, data }) => [object_type, data['type']])).toEqual([
    ['salesforce:opportunity', 'opportunity'],
    ['opportunity', 'opportunity'],
  ])
})
