import { call, op, resource } from '@blockstate/core'
import { testClient, until } from '@blockstate/core/testing'
import { expect, onTestFinished, test, vi } from 'vitest'
import { newcomer } from '../testing/blockWorld.ts'
import { toyBlock } from '../testing/toyBlock.ts'
import { makeSigningKey, readAnswer, virtualSandbox } from '../testing/virtualSandbox.ts'
import type { Answered, CallOptions, VirtualSandbox } from '../testing/virtualSandbox.ts'

const signingKey = await makeSigningKey()
// Real passwords take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 })
const notes = '/v1/toy/notes'
const hour = 3_600_000

function open(): VirtualSandbox & {
  write(title: string, key: string, options?: CallOptions): Promise<Answered>
  titles(): Promise<number>
} {
  const world = virtualSandbox({ blocks: [toyBlock()], signingKey, requestsPerMinute: 1_000_000 })
  onTestFinished(world.sandbox.close)
  return {
    ...world,
    write: (title, key, { headers, ...options } = {}) =>
      world.call('POST', notes, { body: { note: { title } }, headers: { 'idempotency-key': key, ...headers }, ...options }),
    titles: async () => Number((await world.call('GET', notes)).at('data.length')),
  }
}

test('the same key with the same request is answered the first answer again, and done once', async () => {
  const { write, titles } = open()
  const [first, again] = [await write('Tide', 'k1'), await write('Tide', 'k1')]
  expect([again.status, again.body]).toEqual([201, first.body])
  expect([first, again].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true'])
  expect(again.headers.get('content-type')).toBe('application/json')
  expect(await titles()).toBe(1)
  expect((await write('Tide', 'k2')).at('data.id')).not.toBe(first.at('data.id'))
})

test('the same key with another request is refused, and changes nothing', async () => {
  const { write, call: ask, titles } = open()
  await write('Tide', 'k1')
  const other = await write('Ebb', 'k1')
  expect([other.status, other.at('errors.0.code')]).toEqual([422, 'idempotency_key_reused'])
  expect(other.at('errors.0.detail')).toContain("'k1'")
  const elsewhere = await ask('POST', '/v1/toy/wallet', {
    body: { transaction: { kind: 'credit', amount: 1 } },
    headers: { 'idempotency-key': 'k1' },
  })
  expect(elsewhere.status).toBe(422)
  expect(await titles()).toBe(1)
})

test('a day later the key means nothing', async () => {
  const { write, advance, titles } = open()
  await write('Tide', 'k1')
  advance(24 * hour - 1)
  expect((await write('Tide', 'k1')).headers.get('idempotent-replayed')).toBe('true')
  advance(1)
  expect((await write('Ebb', 'k1')).status).toBe(201)
  expect(await titles()).toBe(2)
})

test('a repeat that comes before the first answer waits for it', async () => {
  const { write, titles } = open()
  const answers = await Promise.all([write('Tide', 'k1'), write('Tide', 'k1'), write('Tide', 'k1')])
  expect(new Set(answers.map((answer) => answer.at('data.id'))).size).toBe(1)
  expect(await titles()).toBe(1)
})

test('what was refused, and what broke, is judged anew', async () => {
  const world = open()
  const body = { note: { title: 7 } }
  expect((await world.call('POST', notes, { body, headers: { 'idempotency-key': 'k1' } })).status).toBe(422)
  expect((await world.write('Tide', 'k1')).status).toBe(201)
})

test('a key is its caller’s own, by app and by user, whatever token they bring', async () => {
  const world = open()
  const key = { 'idempotency-key': 'k1' }
  await world.write('Tide', 'k1')
  expect((await world.write('Tide', 'k1', { appId: 'elsewhere' })).headers.get('idempotent-replayed')).toBeNull()
  const make = (token: string): Promise<Answered> =>
    world.call('POST', '/v1/auth/api-keys', { appId: 'works', token, body: { api_key: { name: 'CI' } }, headers: key })
  const [ines, jon] = [await newcomer(world, 'works'), await newcomer(world, 'works')]
  const [hers, his, again] = [await make(ines.token), await make(jon.token), await make(ines.token)]
  expect(his.at('data.id')).not.toBe(hers.at('data.id'))
  expect(again.body).toBe(hers.body)
  expect((await make('no token of ours')).status).toBe(401)
})

test('a form is the same whatever boundary it is sent with, and another where its file is', async () => {
  const { sandbox } = open()
  const upload = async (content: string): Promise<Answered> => {
    const body = new FormData()
    body.set('file', new File([content], 'a.txt'))
    return readAnswer(
      await sandbox.fetch('http://sandbox.test/v1/toy/files', {
        method: 'POST',
        body,
        headers: { 'app-id': 'demo', 'idempotency-key': 'k1' },
      }),
    )
  }
  const [first, again, other] = [await upload('four'), await upload('four'), await upload('five!')]
  expect(again.body).toBe(first.body)
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  expect(other.status).toBe(422)
})

test('a client whose answer is lost asks again, and the record is there once', async () => {
  const { sandbox, titles } = open()
  const Note = resource('note', { title: 'string' })
  const createNote = op('POST toy/notes', { about: 'Write', auth: 'none', body: Note, returns: Note, idempotent: true })
  let lost = 0
  const { client, advance } = testClient({
    fetch: async (request) => {
      const response = await sandbox.fetch(request)
      if (lost++ === 0) throw new TypeError('The network went away.')
      return response
    },
  })
  const written = call(client, createNote, { title: 'Tide' })
  await until(() => lost === 1)
  await advance(5_000)
  const note = await written
  expect([lost, note.title, await titles()]).toEqual([2, 'Tide', 1])
  client.dispose()
})
