import { call, job, session } from '@blockstate/core'
import { getSyncStatus, syncContacts } from '@blockstate/core/salesforce'
import { testClient, until, virtualPlatform } from '@blockstate/core/testing'
import type { TestClient } from '@blockstate/core/testing'
import { afterEach, expect, test } from 'vitest'
import { createSandbox } from '../createSandbox.ts'
import { crmBlock } from '../crm/crmBlock.ts'
import { demoPassword, demoUsers } from '../index.ts'
import { makeSigningKey } from '../testing/virtualSandbox.ts'
import { salesforceBlock } from './salesforceBlock.ts'

const signingKey = await makeSigningKey()
const closings: (() => void)[] = []
afterEach(() => {
  for (const close of closings.splice(0)) close()
})

/** The demo's contacts, and somebody who may bring them in step; one clock for both sides. */
async function office(): Promise<TestClient> {
  const virtual = virtualPlatform()
  const { now, after } = virtual.platform
  const sandbox = createSandbox({
    blocks: [crmBlock, salesforceBlock],
    now,
    pause: (ms) => new Promise((resolve) => void after(ms, resolve)),
    signingKey,
  })
  const it = testClient(sandbox, { virtual })
  closings.push(it.client.dispose, sandbox.close)
  await session(it.client).signIn({ email: demoUsers.ada.email, password: demoPassword })
  return it
}

test('a synchronisation is watched from its start to its end, and its progress never goes back', async () => {
  const { client, advance, requests } = await office()
  const { unique_id, total_count } = await call(client, syncContacts, {})
  expect(total_count).toBeGreaterThan(0)
  const $sync = job(client, getSyncStatus, { sync_id: unique_id })
  const shown: { status: string; progress: number | null }[] = []
  closings.push($sync.subscribe(({ status, progress }) => void shown.push({ status, progress })))
  await until(() => $sync.value.status === 'queued')
  for (let second = 0; second < 120 && $sync.value.status !== 'succeeded'; second += 1) {
    await advance(1_000)
    await until(() => !$sync.value.fetching)
  }
  expect([...new Set(shown.map(({ status }) => status))]).toEqual(['pending', 'queued', 'running', 'succeeded'])
  const progress = shown.flatMap((one) => one.progress ?? [])
  expect(progress).toEqual(progress.toSorted((a, b) => a - b))
  expect(progress.some((part) => part > 0 && part < 1)).toBe(true)
  expect($sync.value).toMatchObject({ progress: 1, data: { unique_id, processed_count: total_count } })
  const asked = requests.length
  await advance(600_000)
  expect(requests.length).toBe(asked)
})

test('a synchronisation that does not exist is an error, and is not asked for again', async () => {
  const { client, advance, requests } = await office()
  const $sync = job(client, getSyncStatus, { sync_id: '00000000-0000-4000-8000-000000000000' })
  closings.push($sync.listen(() => {}))
  await until(() => $sync.value.status === 'error')
  const asked = requests.length
  await advance(60_000)
  expect(requests.length).toBe(asked)
})
