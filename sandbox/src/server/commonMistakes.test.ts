import { call, collection, createClient, session } from '@blockstate/core'
import { listContacts } from '@blockstate/core/crm'
import { uploadFile } from '@blockstate/core/files'
import { create23BlocksClient } from '@blockstate/core/sdk'
import { testClient, until, virtualPlatform } from '@blockstate/core/testing'
import type { TestClient } from '@blockstate/core/testing'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { crmBlock } from '../crm/crmBlock.ts'
import { filesBlock } from '../files/filesBlock.ts'
import { demoPassword, demoUsers } from '../seed/seedUsers.ts'
import { mailedSession } from '../testing/mailedSession.ts'
import { makeSigningKey, virtualSandbox } from '../testing/virtualSandbox.ts'
import type { VirtualSandbox } from '../testing/virtualSandbox.ts'

// The five mistakes that the platform's page warns of. Each is told plainly, by the sandbox to whoever asks it, and by the client.

const signingKey = await makeSigningKey()
// Real passwords take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 })
const day = 24 * 3_600_000
const contacts = '/v1/crm/contacts'

interface World extends VirtualSandbox, Omit<TestClient, 'advance'> {
  readonly token: string
  /** Moves the one clock that the sandbox and the client share. */
  later(ms: number): Promise<void>
}

async function open(requestsPerMinute = 1_000_000): Promise<World> {
  const virtual = virtualPlatform()
  const world = virtualSandbox({ signingKey, now: virtual.platform.now, requestsPerMinute, blocks: [crmBlock, filesBlock] })
  onTestFinished(world.sandbox.close)
  const it = testClient(world.sandbox, { virtual })
  onTestFinished(it.client.dispose)
  await session(it.client).signIn({ email: demoUsers.ada.email, password: demoPassword })
  const token = await mailedSession(world, 'demo', demoUsers.ada.email)
  return { ...it, ...world, token, later: async (ms) => void (await virtual.advance(ms)) }
}

describe('an app id that is missing', () => {
  test('the sandbox names the header, and answers 400, not 401: no token is missing', async () => {
    const { call: ask, token } = await open()
    const answer = await ask('GET', contacts, { appId: null, token })
    expect([answer.status, answer.at('errors.0.code')]).toEqual([400, 'app_id_missing'])
    expect(answer.at('errors.0.detail')).toContain("in the header 'app-id'")
  })

  test('a client is not made without one', () => {
    const refusal = expect.objectContaining({ code: 'invalid_input', message: expect.stringContaining('needs an appId') })
    expect(() => createClient({ appId: '' })).toThrow(refusal)
    expect(() => create23BlocksClient({ apiKey: '', apiUrl: 'https://api.23blocks.com/v1' })).toThrow(refusal)
  })
})

describe('a token that is a day old', () => {
  test('the sandbox says that it expired, and what to do', async () => {
    const { call: ask, token, later } = await open()
    await later(day + 1_000)
    const answer = await ask('GET', contacts, { token })
    expect([answer.status, answer.at('errors.0.code')]).toEqual([401, 'token_expired'])
    expect(answer.told('errors.0.detail')).toMatch(/expired.*refresh/)
  })

  test('the client renews it, and nobody notices', async () => {
    const { client, requests, later } = await open()
    await later(day + 1_000)
    expect((await call(client, listContacts, {})).items).toHaveLength(25)
    expect(requests.slice(-2)).toEqual(['POST auth/refresh', 'GET crm/contacts'])
  })

  test('without a refresh token the call and the session say that it is over', async () => {
    const { sandbox, token, later } = await open()
    const client = create23BlocksClient({ authToken: token, apiKey: 'demo', apiUrl: 'http://sandbox.test/v1', fetch: sandbox.fetch })
    await later(day + 1_000)
    const refusal = { code: 'session_expired', status: 401, message: expect.stringContaining('sign in again') }
    await expect(client.crm.contacts.list()).rejects.toMatchObject(refusal)
    expect(client.blockstate.session.get()).toMatchObject({ status: 'expired', error: refusal })
    client.blockstate.dispose()
  })
})

describe('a wrong content type', () => {
  const files = `/v1/files/users/${demoUsers.ada.unique_id}/files`

  test('the sandbox says which it wants', async () => {
    const { call: ask, token } = await open()
    const text = await ask('POST', contacts, { token, body: 'first_name=Ines', headers: { 'content-type': 'text/plain' } })
    expect([text.status, text.at('errors.0.code')]).toEqual([415, 'unsupported_media_type'])
    expect(text.at('errors.0.detail')).toBe("Send the body as application/json, not 'text/plain'.")
    const json = await ask('POST', files, { token, body: { file: 'not a file' } })
    expect(json.status).toBe(422)
    expect(json.at('errors.0')).toMatchObject({ source: { pointer: '/file' }, detail: expect.stringContaining('multipart/form-data') })
  })

  test('the client picks it by what is written, and tells a refusal in its words', async () => {
    const { client, sandbox } = await open()
    const types: (string | null)[] = []
    const answering = {
      fetch: (request: Request) => {
        types.push(request.headers.get('content-type'))
        return sandbox.fetch(request)
      },
    }
    // A chance of its own: two clients of one user are not to mint one key.
    const virtual = virtualPlatform()
    const watching = testClient(answering, { virtual: { ...virtual, platform: { ...virtual.platform, random: () => 0.25 } } })
    await session(watching.client).signIn({ email: demoUsers.ada.email, password: demoPassword })
    await call(watching.client, uploadFile, { unique_id: demoUsers.ada.unique_id, file: new File(['hello'], 'hello.txt') })
    expect(types).toEqual(['application/json', expect.stringMatching(/^multipart\/form-data; boundary=/)])
    watching.client.dispose()
    // From JavaScript, past the compiler.
    const input = { unique_id: demoUsers.ada.unique_id, file: 'not a file' } as never
    await expect(call(client, uploadFile, input)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('multipart/form-data'),
    })
  })
})

describe('pages that are not turned', () => {
  test('the sandbox says how many there are, and which sizes it takes', async () => {
    const { call: ask, token } = await open()
    const answer = await ask('GET', contacts, { token })
    const pagination = { current_page: 1, per_page: 25, total_count: answer.at('meta.pagination.total_count') }
    expect([answer.at('data.length'), answer.at('meta.pagination')]).toMatchObject([25, pagination])
    expect(Number(pagination.total_count)).toBeGreaterThan(25)
    const all = await ask('GET', `${contacts}?per_page=1000`, { token })
    expect([all.status, all.at('errors.0.detail')]).toEqual([422, 'per_page must be a whole number from 1 to 100'])
  })

  test('the client says that there is more, and a list goes on to it', async () => {
    const { client } = await open()
    const page = await call(client, listContacts, {})
    expect(page).toMatchObject({ page: 1, perPage: 25, hasMore: true })
    expect(page.totalCount).toBeGreaterThan(page.items.length)
    await expect(call(client, listContacts, { per_page: 1000 })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('from 1 to 100'),
    })
    const $contacts = collection(client, listContacts, { per_page: 100 }, { mode: 'more' })
    onTestFinished($contacts.subscribe(() => {}))
    await until(() => $contacts.get().status === 'success')
    while ($contacts.get().hasMore) await $contacts.loadMore()
    expect($contacts.get().items).toHaveLength(page.totalCount ?? 0)
  })
})

describe('more than a thousand requests a minute', () => {
  const tooMany = 3 // signing in, the mailed link and its token use up the rest

  test('the sandbox says how long to wait', async () => {
    const { call: ask, token } = await open(tooMany)
    const answer = await ask('GET', contacts, { token })
    expect([answer.status, answer.at('errors.0.code')]).toEqual([429, 'rate_limited'])
    expect(answer.at('errors.0.detail')).toContain(`wait ${answer.headers.get('retry-after')} s`)
  })

  test('the client waits as long as it is told, then asks again', async () => {
    const { client, requests, later } = await open(tooMany)
    const asked = call(client, listContacts, {})
    await until(() => requests.at(-1) === 'GET crm/contacts')
    await later(61_000)
    expect((await asked).items).toHaveLength(25)
    expect(requests.filter((request) => request === 'GET crm/contacts')).toHaveLength(2)
  })

  test('a client that may not ask again tells how long to wait', async () => {
    const { sandbox, token } = await open(tooMany)
    const parts = { authToken: token, apiKey: 'demo', apiUrl: 'http://sandbox.test/v1', fetch: sandbox.fetch, attempts: 1 }
    const client = create23BlocksClient(parts)
    await expect(client.crm.contacts.list()).rejects.toMatchObject({
      code: 'rate_limited',
      status: 429,
      retryAfter: expect.any(Number),
      message: expect.stringMatching(/wait \d+ s/),
    })
    client.blockstate.dispose()
  })
})
