import { afterEach, expect, test, vi } from 'vitest'
import { demoPassword, demoUsers } from '../../../sandbox/src/index.ts'
import { jarvisBlock } from '../../../sandbox/src/jarvis/jarvisBlock.ts'
import { makeSigningKey, virtualSandbox } from '../../../sandbox/src/testing/virtualSandbox.ts'
import { deleteEntity, getEntity, listEntities, listEntityContexts, registerEntity, updateEntity } from '../blocks/jarvis.ts'
import { call, collection, mutation, query, session } from '../index.ts'
import { testClient, until, virtualPlatform } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'

const signingKey = await makeSigningKey()
// Real keys, passwords and sockets take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const disposals: (() => void)[] = []

afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

/** A client signed in as Ada, on an app without twins. */
async function world(): Promise<TestClient> {
  const virtual = virtualPlatform()
  const { sandbox } = virtualSandbox({ blocks: [jarvisBlock], signingKey, now: virtual.platform.now })
  const it = testClient(sandbox, { virtual, appId: 'odd' })
  disposals.push(it.client.dispose, sandbox.close)
  await session(it.client).signUp({ email: demoUsers.ada.email, password: demoPassword })
  return it
}

test.each([
  '../x',
  '../../auth/profile',
  './.',
  '...',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  'a/b?c#d',
  'a b+c&d=e;f',
  '%2e%2e',
  '%',
  '%00',
  '\u0000',
  'line\nfeed\r\tTab',
  '"quoted" \'too\' \\',
  ':id',
  'null',
  'undefined',
  '0',
  ' ',
  'Grüße, 東京 🚀',
  'e\u0301 is not \u00e9',
  '\u202eright to left',
  'x'.repeat(500),
])('the id %j travels safely: made, read, watched, changed and removed', async (id) => {
  const { client } = await world()
  await call(client, registerEntity, { id: 'bystander', name: 'Bystander' })
  const made = await call(client, registerEntity, { id, name: 'Hall 1' })
  expect(made.unique_id).toBe(id)
  expect(await call(client, getEntity, { id })).toMatchObject({ unique_id: id, name: 'Hall 1', contexts_count: 0 })
  expect(await call(client, listEntityContexts, { id })).toEqual([])

  const $one = query(client, getEntity, { id })
  const $all = collection(client, listEntities, { sort: 'created_at' })
  disposals.push(
    $one.subscribe(() => {}),
    $all.subscribe(() => {}),
  )
  await until(() => $one.value.status === 'success' && $all.value.status === 'success')
  expect($all.value.items.map(({ unique_id }) => unique_id)).toEqual(['bystander', id])

  const renamed = mutation(client, updateEntity).mutate({ id, name: 'Hall 2' })
  expect($one.value.data).toMatchObject({ unique_id: id, name: 'Hall 2' })
  expect($all.value.items.map(({ name }) => name)).toEqual(['Bystander', 'Hall 2'])
  await renamed
  expect((await call(client, getEntity, { id })).name).toBe('Hall 2')
  expect((await call(client, getEntity, { id: 'bystander' })).name).toBe('Bystander')

  const removed = mutation(client, deleteEntity).mutate({ id })
  expect($one.value.status).toBe('pending')
  expect($all.value).toMatchObject({ items: [{ unique_id: 'bystander' }], totalCount: 1 })
  await removed
  await until(() => $one.value.status === 'error')
  expect($one.value.error?.code).toBe('not_found')
  await until(() => !$all.value.fetching)
  expect($all.value.items.map(({ unique_id }) => unique_id)).toEqual(['bystander'])
})

test.each(['', '.', '..', '\ud800'])('the id %j, which no address can carry, is refused before anything is sent', async (id) => {
  const { client, requests } = await world()
  const sent = requests.length
  await expect(call(client, getEntity, { id })).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(mutation(client, updateEntity).mutate({ id, name: 'Hall' })).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(mutation(client, deleteEntity).mutate({ id })).rejects.toMatchObject({ code: 'invalid_input' })
  expect(requests).toHaveLength(sent)
})

test('two ids that look alike once they are joined or decoded are two records', async () => {
  const { client } = await world()
  const ids = ['a/b', 'a%2Fb', 'a%252Fb', 'A/B', 'a/b/', '/a/b', ' a/b', 'entity/a']
  for (const id of ids) await call(client, registerEntity, { id, name: `I am ${id}` })
  const stores = ids.map((id) => query(client, getEntity, { id }))
  for (const store of stores) disposals.push(store.subscribe(() => {}))
  await until(() => stores.every(({ value }) => value.status === 'success'))
  await mutation(client, updateEntity).mutate({ id: 'a%2Fb', name: 'changed' })
  expect(stores.map(({ value }) => value.data?.name)).toEqual(ids.map((id) => (id === 'a%2Fb' ? 'changed' : `I am ${id}`)))
})

test('odd values of fields come back as they were sent, and none becomes part of an object’s prototype', async () => {
  const { client } = await world()
  const description = '{"__proto__":{"admin":true}} \u0000 \u2028 </script> 🚀'
  await call(client, registerEntity, { id: '__proto__', name: 'constructor', description })
  expect(await call(client, getEntity, { id: '__proto__' })).toMatchObject({ name: 'constructor', description })
  expect(Object.hasOwn(Object.prototype, 'admin') || 'unique_id' in {}).toBe(false)
})
