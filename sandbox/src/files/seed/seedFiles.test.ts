import { expect, test } from 'vitest'
import { demoPassword, demoUsers } from '../../seed/seedUsers.ts'
import { blockWorld, newcomer } from '../../testing/blockWorld.ts'
import { filesBlock } from '../filesBlock.ts'

const ada = demoUsers.ada.unique_id

test('the demo holds files in folders, in two states, with versions and links, and every link leads to its bytes', async () => {
  const { world, send } = await blockWorld('files', { blocks: [filesBlock], seed: true }, 'demo')
  const login = await world.call('POST', '/v1/auth/login', { body: { email: demoUsers.ada.email, password: demoPassword } })
  const token = login.told('data.attributes.access_token')
  const answer = await send('GET', `users/${ada}/files?per_page=100`, undefined, { token })
  // The list's own form: a record for each file.
  const { data } = answer.json as {
    data: { id: string; attributes: { url: string; file_size: number; status: string; original_name: string; version_number: number } }[]
  }
  expect(data.length).toBeGreaterThan(15)
  expect(new Set(data.map(({ attributes }) => attributes.status))).toEqual(new Set(['review', 'active']))
  expect(Math.max(...data.map(({ attributes }) => attributes.version_number))).toBe(3)
  for (const { attributes } of data) {
    const bytes = await (await world.sandbox.fetch(attributes.url)).arrayBuffer()
    expect([attributes.original_name, bytes.byteLength]).toEqual([attributes.original_name, attributes.file_size])
  }
  const log = await send('GET', `users/${demoUsers.grace.unique_id}/files`, undefined, { token })
  expect(log.at('data.0.attributes.original_name')).toBe('wind-log.txt')
})

test('another tenant sees none of it', async () => {
  const { world, send } = await blockWorld('files', { blocks: [filesBlock], seed: true })
  const { token } = await newcomer(world, 'elsewhere')
  expect((await send('GET', `users/${ada}/files`, undefined, { appId: 'elsewhere', token })).status).toBe(404)
  expect((await send('GET', 'categories', undefined, { appId: 'elsewhere', token })).at('data')).toEqual([])
})
