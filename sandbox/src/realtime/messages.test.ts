import { array, assert, asyncProperty, boolean, constantFrom, record } from 'fast-check'
import { expect, test } from 'vitest'
import { twoUsers } from './testing/twoUsers.ts'

const say = (content: string, more: object = {}): object => ({ message: { content, ...more } })
interface Row {
  readonly content: string
  readonly seq: number
}
const rowsOf = ({ json }: { readonly json: unknown }): Row[] =>
  (json as { data: { attributes: Row }[] }).data.map(({ attributes }) => attributes)

test('messages are numbered in their channel, read by their sender, and move it up', async () => {
  const { made, send, asOther, world, me, other } = await twoUsers()
  const [first, second] = [
    await made('channels', { channel: { name: 'a', members: [other] } }),
    await made('channels', { channel: { name: 'b' } }),
  ]
  world.advance(1000)
  await send('POST', `channels/${second}/messages`, say('elsewhere'))
  world.advance(1000)
  const sent = await send('POST', `channels/${first}/messages`, say('one', { event: 'note', metadata: { a: 1 } }))
  expect(sent.at('data.attributes')).toMatchObject({
    seq: 1,
    sender_id: me,
    event: 'note',
    message_type: 'text',
    metadata: { a: 1 },
    read_by: [],
    edited: false,
  })
  await asOther('POST', `channels/${first}/messages`, say('two'))
  const list = await send('GET', 'channels')
  expect(list.at('data.0.attributes')).toMatchObject({
    name: 'a',
    last_seq: 2,
    unread_count: 1,
    last_message: { content: 'two', sender_id: other },
  })
  expect((await send('GET', 'channels?has_unread=true')).at('data.length')).toBe(1)
  await send('GET', `channels/${first}/messages`)
  expect((await send('GET', `channels/${first}`)).at('data.attributes.unread_count')).toBe(1)
  expect((await send('PUT', `channels/${first}/read`, {})).at('data.attributes.unread_count')).toBe(0)
  expect((await asOther('GET', `channels/${first}/messages`)).at('data.0.attributes.read_by')).toEqual([me])
  expect((await send('PUT', `channels/${first}/read`, { up_to_seq: 3 })).at('errors.0.source.pointer')).toBe('/up_to_seq')
})

test('history pages backwards, and catches up forwards from a number', async () => {
  const { made, send } = await twoUsers()
  const id = await made('channels', { channel: { name: 'a' } })
  for (let at = 1; at <= 7; at += 1) await send('POST', `channels/${id}/messages`, say(`m${at}`))
  const seqs = async (query: string): Promise<number[]> =>
    rowsOf(await send('GET', `channels/${id}/messages?${query}`)).map(({ seq }) => seq)
  expect(await seqs('per_page=3')).toEqual([7, 6, 5])
  expect(await seqs('per_page=3&before=5')).toEqual([4, 3, 2])
  expect(await seqs('after=4')).toEqual([5, 6, 7])
  expect(await seqs('after=2&before=5')).toEqual([3, 4])
  expect((await send('GET', `channels/${id}/messages?per_page=3&after=4`)).at('meta')).toMatchObject({
    first_seq: 5,
    last_seq: 7,
    channel_seq: 7,
    has_more: false,
  })
  expect((await send('GET', `channels/${id}/messages?before=2&after=5`)).at('errors.0.source.parameter')).toBe('before')
})

test('the same key publishes once, for each sender and channel', async () => {
  const { made, send, asOther, other } = await twoUsers()
  const id = await made('channels', { channel: { name: 'a', members: [other] } })
  const first = await send('POST', `channels/${id}/messages`, say('one', { idempotency_key: 'k' }))
  const again = await send('POST', `channels/${id}/messages`, say('changed', { idempotency_key: 'k' }))
  expect([first.status, again.status, again.at('data.id'), again.at('data.attributes.content')]).toEqual([
    201,
    200,
    first.at('data.id'),
    'one',
  ])
  expect((await asOther('POST', `channels/${id}/messages`, say('mine', { idempotency_key: 'k' }))).status).toBe(201)
  expect((await send('GET', `channels/${id}`)).at('data.attributes.last_seq')).toBe(2)
})

test('whoever sends what under which key, numbers have no gaps and keys no twins', async () => {
  const { made, send, asOther, other } = await twoUsers()
  let run = 0
  const sent = record({ mine: boolean(), key: constantFrom('a', 'b', null) })
  const check = async (all: readonly { mine: boolean; key: string | null }[]): Promise<void> => {
    run += 1
    const id = await made('channels', { channel: { name: `run ${run}`, members: [other] } })
    for (const { mine, key } of all) await (mine ? send : asOther)('POST', `channels/${id}/messages`, say('x', { idempotency_key: key }))
    const keyed = new Set(all.filter(({ key }) => key !== null).map(({ mine, key }) => `${mine} ${key ?? ''}`))
    const expected = keyed.size + all.filter(({ key }) => key === null).length
    const seqs = rowsOf(await send('GET', `channels/${id}/messages?sort=seq&per_page=100`)).map(({ seq }) => seq)
    expect(seqs).toEqual(Array.from({ length: expected }, (_, at) => at + 1))
  }
  await assert(asyncProperty(array(sent, { maxLength: 8 }), check), { numRuns: 12 })
})

test('what is blank or too long is refused, and what has expired is told no more', async () => {
  const { made, send, world } = await twoUsers()
  const id = await made('channels', { channel: { name: 'a' } })
  expect((await send('POST', `channels/${id}/messages`, say(' '))).at('errors.0.source.pointer')).toBe('/message/content')
  expect((await send('POST', `channels/${id}/messages`, say('x'.repeat(20_001)))).status).toBe(413)
  await send('POST', `channels/${id}/messages`, say('soon gone', { expires_at: '2026-01-01T00:01:00.000Z' }))
  await send('POST', `channels/${id}/messages`, say('stays'))
  expect(rowsOf(await send('GET', `channels/${id}/messages`))).toHaveLength(2)
  world.advance(61_000)
  expect(rowsOf(await send('GET', `channels/${id}/messages`)).map(({ content }) => content)).toEqual(['stays'])
})

test('two users have one direct channel, whoever writes first', async () => {
  const { send, asOther, me, other, world, appId } = await twoUsers()
  const first = await send('POST', 'direct_messages', { message: { recipient_unique_id: other, content: 'Tea?', idempotency_key: 'k' } })
  expect(
    (await send('POST', 'direct_messages', { message: { recipient_unique_id: other, content: 'Tea?', idempotency_key: 'k' } })).status,
  ).toBe(200)
  const answer = await asOther('POST', 'direct_messages', { message: { recipient_unique_id: me, content: 'Yes.' } })
  expect([first.status, answer.at('data.attributes.channel_unique_id'), answer.at('data.attributes.seq')]).toEqual([
    201,
    first.at('data.attributes.channel_unique_id'),
    2,
  ])
  expect((await send('GET', 'channels?channel_type=direct')).at('data.0.attributes')).toMatchObject({ member_count: 2, unread_count: 1 })
  const direct = first.told('data.attributes.channel_unique_id')
  const third = await world.call('POST', '/v1/auth/register', {
    appId,
    body: { user: { email: 'third@example.com', password: 'long enough' } },
  })
  const token = third.told('meta.auth.access_token')
  expect((await send('GET', `channels/${direct}/messages`, undefined, { token })).at('errors.0.code')).toBe('forbidden')
  expect(
    (await send('POST', 'direct_messages', { message: { recipient_unique_id: me, content: 'x' } })).at('errors.0.source.pointer'),
  ).toBe('/message/recipient_unique_id')
  const nobody = { message: { recipient_unique_id: '00000000-0000-4000-8000-000000000000', content: 'x' } }
  expect((await send('POST', 'direct_messages', nobody)).at('errors.0.title')).toBe('User Not Found')
})

test('each change is announced once, in order, with what it changed; what was refused is not', async () => {
  const { made, send, asOther, world, other } = await twoUsers()
  const id = await made('channels', { channel: { name: 'a', members: [other] } })
  await send('POST', `channels/${id}/messages`, say('one', { idempotency_key: 'k' }))
  await send('POST', `channels/${id}/messages`, say('one', { idempotency_key: 'k' }))
  await send('POST', `channels/${id}/messages`, say(' '))
  await asOther('PUT', `channels/${id}/read`, {})
  await asOther('DELETE', `channels/${id}/subscriptions`)
  const events = world.sandbox.database.all<{ event: string; place: number | null; audience: string; data: string }>(
    'select event, place, audience, data from realtime_events order by seq',
  )
  expect(events.map(({ event, place }) => [event, place])).toEqual([
    ['channel.created', null],
    ['message.created', 1],
    ['read_receipt', null],
    ['subscription.deleted', null],
    ['channel.updated', null],
  ])
  expect(events[0]?.audience).toBe(JSON.stringify([other]))
  expect(JSON.parse(events[1]?.data ?? '')).toMatchObject({ content: 'one', seq: 1, channel_unique_id: id })
})
