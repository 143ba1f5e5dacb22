import { expect, test } from 'vitest'
import { demoPassword, demoUsers } from '../../seed/seedUsers.ts'
import { twoUsers } from '../testing/twoUsers.ts'

const { send, world } = await twoUsers({ seed: true }, 'demo')
const login = await world.call('POST', '/v1/auth/login', { body: { email: demoUsers.ada.email, password: demoPassword } })
const token = login.told('data.attributes.access_token')
const asAda = (path: string): ReturnType<typeof send> => send('GET', path, undefined, { token })

test('Ada finds four channels, one of them with two pages of history, and something unread', async () => {
  const list = await asAda('channels')
  const { data } = list.json as { data: { id: string; attributes: { name: string; unread_count: number; last_seq: number } }[] }
  expect(data.map(({ attributes }) => attributes.name).toSorted()).toEqual(['Direct messages', 'crew', 'general', 'harbour'])
  const general = data.find(({ attributes }) => attributes.name === 'general')
  expect(general?.attributes).toMatchObject({ last_seq: 50, unread_count: 1 })
  const history = await asAda(`channels/${general?.id ?? ''}/messages`)
  expect(history.at('meta')).toMatchObject({ first_seq: 26, last_seq: 50, has_more: true })
})

test('a stranger of the same app id sees the public ones only, and another app id none', async () => {
  expect((await send('GET', 'channels')).at('data.length')).toBe(2)
  const elsewhere = await twoUsers({ seed: true }, 'elsewhere')
  expect((await elsewhere.send('GET', 'channels')).at('data')).toEqual([])
})
