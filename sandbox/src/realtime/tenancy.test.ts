import { expect, test } from 'vitest'
import { newcomer } from '../testing/blockWorld.ts'
import { twoUsers } from './testing/twoUsers.ts'

test('what one app id holds, another neither lists nor hears nor joins', async () => {
  const here = await twoUsers()
  const id = await here.made('channels', { channel: { name: 'a' } })
  await here.send('POST', `channels/${id}/messages`, { message: { content: 'one' } })
  const { token } = await newcomer(here.world, 'elsewhere')
  const there = (method: string, path: string, body?: object): ReturnType<typeof here.send> =>
    here.send(method, path, body, { appId: 'elsewhere', token, body })
  expect((await there('GET', 'channels')).at('data')).toEqual([])
  for (const [method, path, body] of [
    ['GET', ''],
    ['GET', '/messages'],
    ['GET', '/presence'],
    ['POST', '/messages', { message: { content: 'x' } }],
    ['POST', '/subscriptions', {}],
    ['DELETE', '/subscriptions'],
    ['PUT', '/read', {}],
  ] as const) {
    expect([path, (await there(method, `channels/${id}${path}`, body)).status]).toEqual([path, 404])
  }
  expect((await there('POST', 'direct_messages', { message: { recipient_unique_id: here.other, content: 'x' } })).status).toBe(404)
  expect((await there('POST', 'channels', { channel: { name: 'a' } })).status).toBe(201)
  expect((await here.send('GET', `channels/${id}`)).at('data.attributes')).toMatchObject({ last_seq: 1, member_count: 1 })
})
