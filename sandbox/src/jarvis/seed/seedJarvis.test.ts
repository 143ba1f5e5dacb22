import { expect, test } from 'vitest'
import { demoUsers } from '../../seed/seedUsers.ts'
import { jarvisWorld } from '../testing/jarvisWorld.ts'

const { send, world } = await jarvisWorld({ seed: true }, 'demo')

test('there are 45 twins, in more than one page, the knowing ones first', async () => {
  const first = await send('GET', 'entities?records=15')
  expect(first.at('meta')).toEqual({ totalPages: 3, totalRecords: 45 })
  expect(first.at('data.0.attributes.name')).toBe('Harbour Pump 3')
})

test('each of the first ten has contexts and one to three files', async () => {
  const list = await send('GET', 'entities?records=10')
  for (let row = 0; row < 10; row += 1) {
    const id = list.told(`data.${row}.id`)
    expect((await send('GET', `entities/${id}`)).at('data.attributes.contexts_count')).toBeGreaterThan(1)
    const files = world.sandbox.database.all('select 1 from jarvis_files where entity_id = ?', id).length
    expect(files).toBeGreaterThan(0)
    expect(files).toBeLessThan(4)
  }
})

test('one conversation is so long that a chat has to load what came before', async () => {
  const pump = (await send('GET', 'entities')).told('data.0.id')
  const talks = await send('GET', `entities/${pump}/conversations`)
  expect(talks.at('data.0.attributes')).toMatchObject({ title: 'Storm season', messages_count: 60 })
})

test.each([
  ['Harbour Pump 3', 'How often is the bearing greased?', '500 running hours'],
  ['Almanac Knowledge Base', 'Explain the premium plan features in detail.', 'hourly forecasts for fourteen days'],
  ['Kestrel House', 'Where may I park my bicycle?', 'Tanner Street'],
  ['Tram 1104', 'Where do wheelchairs board?', 'door 2'],
  ['Greenhouse B', 'How warm is it at night?', '17 °C'],
  ['Wind Turbine W-07', 'When does it stand still for the bats?', 'below 6 m/s'],
  ['Larkspur K2 Kettle', 'What does error E2 mean?', 'the base is wet'],
  ['Night Bakery Crew', 'When does the van leave for the hospital?', '05:15'],
  ['Rooftop Apiary', 'How much does honey cost?', 'seven euros'],
  ['Loom 22', 'Who ties in the next warp?', 'Marta'],
])('%s, asked "%s", says it', async (name, question, answer) => {
  const found = await send('GET', `entities?search=${encodeURIComponent(name)}`)
  const id = found.told('data.0.id')
  const talk = (await send('POST', `entities/${id}/conversations`, { conversation: { title: 'Test' } })).told('data.id')
  await send('POST', `entities/${id}/conversations/${talk}/messages/stream`, { message: { content: question } })
  const reply = (await send('GET', `entities/${id}/conversations/${talk}/messages`)).told('data.1.attributes.content')
  expect(reply).toContain(answer)
  expect(reply).toMatch(/\nSources: \[1\] /)
})

test('the demo account is registered as an identity, with conversations of its own', async () => {
  const { unique_id, email } = demoUsers.ada
  const identity = await send('GET', `identities/${unique_id}`)
  expect(identity.at('data.attributes')).toMatchObject({ email, contexts_count: 2, conversations_count: 1 })
  expect((await send('GET', `identities/${unique_id}/content`)).at('data.length')).toBe(1)
})

test('there are agents with threads, prompts, tools, a cluster and a workflow to try', async () => {
  const kinds = ['agents', 'prompts', 'tools', 'clusters', 'workflows', 'conversations']
  const counts = await Promise.all(kinds.map(async (kind) => (await send('GET', kind)).at('data.length')))
  expect(counts).toEqual([2, 2, 2, 1, 1, 1])
})
