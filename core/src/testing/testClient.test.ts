import { expect, test } from 'vitest'
import { getEntity, listEntities } from '../blocks/jarvis.ts'
import { call } from '../client/call.ts'
import { fetchOf } from './fetchOf.ts'
import { testClient } from './testClient.ts'
import { until } from './until.ts'

const answer = async (): Promise<Response> =>
  Response.json({ data: { id: '1', type: 'entity', attributes: { unique_id: 'e1', name: 'Loom' } } })

test('a client asks something in process, and what it sent is on record', async () => {
  const { client, requests } = testClient({ fetch: answer })
  expect(await call(client, getEntity, { id: 'e1' })).toMatchObject({ name: 'Loom' })
  await call(client, listEntities, { page: 2 }).catch(() => {})
  expect(requests).toEqual(['GET jarvis/entities/e1', 'GET jarvis/entities?page=2'])
})

test('an abort ends the wait at once and reaches who is asked', async () => {
  const signals: AbortSignal[] = []
  const fetch = fetchOf({
    fetch: ({ signal }) => {
      signals.push(signal)
      return new Promise(() => {})
    },
  })
  const over = new AbortController()
  const asked = fetch('http://sandbox.test/', { signal: over.signal })
  over.abort(new Error('enough'))
  await expect(asked).rejects.toThrow('enough')
  expect(signals[0]?.aborted).toBe(true)
  await expect(fetch('http://sandbox.test/', { signal: over.signal })).rejects.toThrow('enough')
  expect(signals).toHaveLength(1)
})

test('a wait ends when something has become so', async () => {
  let turns = 0
  await until(() => (turns += 1) === 5)
  expect(turns).toBe(5)
})
