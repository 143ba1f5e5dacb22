import fc from 'fast-check'
import { expect, test } from 'vitest'
import { demoPassword } from '../../../sandbox/src/index.ts'
import { jarvisBlock } from '../../../sandbox/src/jarvis/jarvisBlock.ts'
import { makeSigningKey, virtualSandbox } from '../../../sandbox/src/testing/virtualSandbox.ts'
import { getProfile } from '../blocks/auth.ts'
import { getEntity, listEntities, registerEntity, updateEntity } from '../blocks/jarvis.ts'
import { call, collection, mutation, query, session } from '../index.ts'
import { testClient, turn, until, virtualPlatform } from '../testing/index.ts'
import type { Answering, TestClient, VirtualPlatform } from '../testing/index.ts'

const signingKey = await makeSigningKey()
const IDS = ['hall', '__proto__', 'tower']

interface Party {
  readonly name: string
  readonly it: TestClient
  /** Tokens its requests carried. */
  readonly tokens: Set<string>
  readonly appIds: Set<string>
}

/** Does the work sooner or later, and hands its answer over sooner or later. */
type Late = (work: () => Promise<Response>) => Promise<Response>

/** Somebody signed up with an app of their own, holding records under the same ids as everybody else. */
async function party(name: string, sandbox: Answering, virtual: VirtualPlatform, late: Late): Promise<Party> {
  const tokens = new Set<string>()
  const appIds = new Set<string>()
  const fetch = (request: Request): Promise<Response> => {
    const token = request.headers.get('authorization')
    if (token !== null) tokens.add(token)
    appIds.add(request.headers.get('app-id') ?? '')
    return late(() => sandbox.fetch(request))
  }
  const it = testClient({ fetch }, { virtual, appId: `app of ${name}`, requestsPerMinute: 1_000_000 })
  await session(it.client).signUp({ email: `${name}@example.com`, password: demoPassword, first_name: name })
  for (const id of IDS) await call(it.client, registerEntity, { id, name: `${name} ${id} 0` })
  return { name, it, tokens, appIds }
}

const step = fc.record({
  who: fc.boolean(),
  id: fc.constantFrom(...IDS),
  what: fc.constantFrom('get', 'list', 'profile', 'rename', 'rename and show', 'refetch'),
})

test('two clients in one process, two users, 200 interleaved calls: nothing crosses', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(step, { minLength: 200, maxLength: 200 }), async (scheduler, steps) => {
      const virtual = virtualPlatform()
      const { sandbox } = virtualSandbox({ blocks: [jarvisBlock], signingKey, now: virtual.platform.now, requestsPerMinute: 1_000_000 })
      let scheduled = false
      const late: Late = async (work) => {
        if (!scheduled) return work()
        await scheduler.schedule(Promise.resolve())
        const response = await work()
        await scheduler.schedule(Promise.resolve())
        return response
      }
      const parties = [await party('ada', sandbox, virtual, late), await party('bob', sandbox, virtual, late)] as const
      const stores = parties.map(({ it: { client } }) => [
        ...IDS.map((id) => query(client, getEntity, { id })),
        query(client, getProfile, {}),
        collection(client, listEntities, {}),
      ])
      const shown: [string, string][] = []
      const offs = stores.flatMap((mine, index) =>
        mine.map((store) => store.subscribe((value) => void shown.push([parties[index]?.name ?? '', JSON.stringify(value)]))),
      )
      await turn()
      scheduled = true
      const answers: [string, unknown][] = []
      const calls = steps.map(async ({ who, id, what }, index) => {
        const { name, it } = parties[who ? 0 : 1]
        const change = { id, name: `${name} ${id} ${index}` }
        if (what === 'get') answers.push([name, await call(it.client, getEntity, { id })])
        if (what === 'list') answers.push([name, (await call(it.client, listEntities, {})).items])
        if (what === 'profile') answers.push([name, (await call(it.client, getProfile, {})).first_name])
        if (what === 'rename') answers.push([name, await call(it.client, updateEntity, change)])
        if (what === 'rename and show') answers.push([name, await mutation(it.client, updateEntity).mutate(change)])
        if (what === 'refetch') await Promise.all((stores[who ? 0 : 1] ?? []).map((store) => store.refetch()))
      })
      await scheduler.waitFor(Promise.all(calls))
      scheduled = false
      while (scheduler.count() > 0) await scheduler.waitNext(1)
      await turn()
      for (const [name, value] of [...answers, ...shown]) expect(JSON.stringify(value)).not.toContain(name === 'ada' ? 'bob' : 'ada')
      for (const { name, tokens, appIds, it } of parties) {
        expect([...appIds]).toEqual([`app of ${name}`])
        expect(tokens.size).toBe(1)
        expect(it.client.session.get()).toMatchObject({ status: 'authenticated', user: { first_name: name } })
      }
      const [ada, bob] = parties.map(({ tokens }) => [...tokens][0])
      expect(ada).not.toBe(bob)
      for (const off of offs) off()
      for (const { it } of parties) it.client.dispose()
      sandbox.close()
    }),
    { numRuns: 5 },
  )
}, 60_000)

test('what one client learns, watches, changes and forgets is nothing to the other, also for the same user of the same app', async () => {
  const virtual = virtualPlatform()
  const { sandbox } = virtualSandbox({ blocks: [jarvisBlock], signingKey, now: virtual.platform.now })
  const first = testClient(sandbox, { virtual })
  const second = testClient(sandbox, { virtual })
  await session(first.client).signUp({ email: 'ada2@example.com', password: demoPassword })
  await session(second.client).signIn({ email: 'ada2@example.com', password: demoPassword })
  await call(first.client, registerEntity, { id: 'hall', name: 'Hall' })
  const [mine, theirs] = [first, second].map(({ client }) => query(client, getEntity, { id: 'hall' }))
  expect(mine).not.toBe(theirs)
  const offs = [mine?.subscribe(() => {}), theirs?.subscribe(() => {})]
  await until(() => mine?.value.status === 'success' && theirs?.value.status === 'success')
  await mutation(first.client, updateEntity).mutate({ id: 'hall', name: 'Tower' })
  expect([mine?.value.data?.name, theirs?.value.data?.name]).toEqual(['Tower', 'Hall'])
  await session(first.client).signOut()
  expect([mine?.value.status, theirs?.value.status, second.client.session.get().status]).toEqual(['pending', 'success', 'authenticated'])
  for (const off of offs) off?.()
  first.client.dispose()
  await theirs?.refetch()
  expect(theirs?.value.data?.name).toBe('Tower')
  second.client.dispose()
  sandbox.close()
})
