import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { newcomer } from '../testing/blockWorld.ts'
import { jarvisWorld } from './testing/jarvisWorld.ts'
import { onePiece } from './testing/onePiece.ts'

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const lists = ['entities', 'identities', 'conversations', 'agents', 'prompts', 'workflows', 'clusters', 'tools'] as const

test('what one app id holds, another neither lists nor reaches nor changes', async () => {
  const here = await jarvisWorld()
  const piece = await onePiece(here)
  const options = { appId: 'elsewhere', token: (await newcomer(here.world, 'elsewhere')).token }
  for (const kind of lists) {
    expect((await here.send('GET', kind, undefined, options)).at('data')).toEqual([])
    expect((await here.send('GET', `${kind}/${piece[kind]}`, undefined, options)).status).toBe(404)
  }
  expect((await here.send('DELETE', `entities/${piece.entities}`, undefined, options)).status).toBe(404)
  expect((await here.send('GET', `entities/${piece.entities}`)).status).toBe(200)
})

test('the same id may be registered with two app ids', async () => {
  const { send, world } = await jarvisWorld()
  const options = { appId: 'elsewhere', token: (await newcomer(world, 'elsewhere')).token }
  await send('POST', 'identities/u-1/register', { user: { email: 'here@example.com' } })
  const body = { user: { email: 'there@example.com' } }
  expect((await send('POST', 'identities/u-1/register', body, { ...options, body })).status).toBe(201)
  expect((await send('GET', 'identities/u-1')).at('data.attributes.email')).toBe('here@example.com')
})

test('an answer does not depend on what other app ids hold', async () => {
  const ask = async (crowded: boolean): Promise<unknown> => {
    const { send, made, world } = await jarvisWorld()
    if (crowded) await onePiece(await jarvisWorld({}, 'elsewhere'))
    const id = await made('entities', { entity: { name: 'Pump', entity_type: 'machine' } })
    await made(`entities/${id}/contexts`, { context: { name: 'Plan', content: 'The bearing is greased. The bearing is round.' } })
    const talk = await made(`entities/${id}/conversations`, { conversation: {} })
    await send('POST', `entities/${id}/conversations/${talk}/messages`, { message: { role: 'user', content: 'Tell me about the bearing' } })
    await world.sandbox.settled()
    return (await send('GET', `entities/${id}/conversations/${talk}/messages`)).at('data.1.attributes.content')
  }
  expect(await ask(true)).toBe(await ask(false))
})

test('everything survives a restart, and a run that was left behind is finished by who reads it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jarvis-'))
  folders.push(folder)
  const file = join(folder, 'sandbox.sqlite')
  const before = await jarvisWorld({ file, pause: () => new Promise(() => {}), env: { BLOCKSTATE_TOKEN_MS: '5' } })
  const agent = await before.made('agents', { agent: { name: 'Planner' } })
  const thread = await before.made(`agents/${agent}/threads`, { thread: {} })
  const run = await before.made(`agents/${agent}/threads/${thread}/runs`, { run: { message: 'What is due?' } })
  before.world.sandbox.close()

  const after = await jarvisWorld({ file })
  expect((await after.send('GET', `agents/${agent}`)).at('data.attributes.name')).toBe('Planner')
  const path = `agents/${agent}/threads/${thread}/runs/${run}`
  expect((await after.send('GET', path)).at('data.attributes.status')).toBe('queued')
  await after.world.sandbox.settled()
  expect((await after.send('GET', path)).at('data.attributes.status')).toBe('completed')
  after.world.sandbox.close()
})
