import { expect, test } from 'vitest'
import { getEntity } from '../blocks/jarvis.ts'
import { query } from '../stores/query.ts'
import { testClient } from '../testing/testClient.ts'

test('a client that was disposed of leaves no timer and starts none', async () => {
  const { client, timers, advance, requests } = testClient({ fetch: async () => Response.json({}) })
  const watched = query(client, getEntity, { id: 'e1' }, { interval: 1_000 })
  query(client, getEntity, { id: 'e2' })
  const off = watched.listen(() => {})
  await advance(500)
  expect(timers()).toBeGreaterThan(0)
  client.dispose()
  off()
  expect(timers()).toBe(0)
  const sent = requests.length
  await advance(600_000)
  expect(requests).toHaveLength(sent)
})
