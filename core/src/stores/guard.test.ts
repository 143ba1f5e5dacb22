import { afterEach, expect, test } from 'vitest'
import { demoPassword, demoUsers } from '../../../sandbox/src/index.ts'
import { makeSigningKey, virtualSandbox } from '../../../sandbox/src/testing/virtualSandbox.ts'
import { createContact } from '../blocks/crm.ts'
import { getProfile } from '../blocks/auth.ts'
import { call, guard, mutation, session } from '../index.ts'
import type { BlockstateError } from '../index.ts'
import { testClient, virtualPlatform } from '../testing/index.ts'
import type { TestClient, TestClientOptions } from '../testing/index.ts'

const signingKey = await makeSigningKey()
const ada = { email: demoUsers.ada.email, password: demoPassword }
const disposals: (() => void)[] = []
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

function world(): TestClient & { another(options?: TestClientOptions): TestClient } {
  const virtual = virtualPlatform()
  const { sandbox } = virtualSandbox({ signingKey, now: virtual.platform.now })
  const another = (options: TestClientOptions = {}): TestClient => {
    const it = testClient(sandbox, { virtual, ...options })
    disposals.push(it.client.dispose)
    return it
  }
  const it = another()
  disposals.push(sandbox.close)
  return { ...it, another }
}
const codeOf = ({ code }: BlockstateError): string => code

test('a guard stays shut while somebody signs in, opens when they are, and shuts when they leave', async () => {
  const { client } = world()
  const $guard = guard(client)
  const shown: string[] = []
  $guard.subscribe((state) => shown.push(state.access))
  expect($guard.init).toEqual({ access: 'pending' })
  await session(client).signIn(ada)
  await session(client).signOut()
  expect([...new Set(shown)]).toEqual(['denied', 'granted'])
  expect(shown.at(-1)).toBe('denied')
  expect(guard(client)).toBe($guard)
})

test('a reload is let in at once', async () => {
  const it = world()
  await session(it.client).signIn(ada)
  expect(guard(it.another({ storage: it.storage }).client).value).toMatchObject({ access: 'granted', user: { email: ada.email } })
})

test('signing out everywhere ends the sessions on other machines, also with a token whose life is over', async () => {
  const it = world()
  const phone = it.another()
  await session(it.client).signIn(ada)
  await session(phone.client).signIn(ada)
  await it.advance(25 * 3_600_000)
  expect(await session(it.client).signOut({ everywhere: true })).toBe(true)
  expect(await call(phone.client, getProfile, {}).catch(codeOf)).toBe('session_expired')
})

test('whoever has unsent writes is asked first, and may stay', async () => {
  const { client } = world()
  await session(client).signIn(ada)
  const asked: number[] = []
  const confirm = (answer: boolean) => (unsent: number) => {
    asked.push(unsent)
    return answer
  }
  expect(await session(client).signOut({ confirm: confirm(false) })).toBe(true)
  await session(client).signIn(ada)
  const person = { first_name: 'Unsent', last_name: 'X', email: 'x@example.com' }
  const write = mutation(client, createContact, { hold: 60_000 }).mutate(person).catch(codeOf)
  expect(await session(client).signOut({ confirm: confirm(false) })).toBe(false)
  expect([asked, client.session.get().status]).toEqual([[1], 'authenticated'])
  expect(await session(client).signOut({ confirm: confirm(true) })).toBe(true)
  expect([asked, client.session.get().status, await write]).toEqual([[1, 1], 'anonymous', 'aborted'])
})
