// @vitest-environment node
import { query } from '@blockstate/core'
import { getEntity, listEntities } from '@blockstate/core/jarvis'
import { testClient, turn } from '@blockstate/core/testing'
import { expect, test } from 'vitest'
import { createSSRApp, defineComponent } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { createBlockstate, useCollection, useEntityChat, useQuery, useSession } from './index.ts'

test('a server renders the first state of everything, sends nothing and watches nothing', async () => {
  expect(typeof window).toBe('undefined')
  const { client, requests, timers } = testClient({ fetch: async () => Response.json({}) })
  const Everything = defineComponent(() => {
    const states = [
      useSession().state,
      useQuery(getEntity, { id: 'e1' }).state,
      useCollection(listEntities, {}).state,
      useEntityChat({ id: 'e1', conv_id: 'c1' }).state,
    ]
    return () => states.map(({ value }) => value.status).join(' ')
  })
  expect(await renderToString(createSSRApp(Everything).use(createBlockstate(client)))).toContain('anonymous pending pending idle')
  await turn()
  expect(requests).toEqual([])
  expect(query(client, getEntity, { id: 'e1' }).lc).toBe(0)
  client.dispose()
  expect(timers()).toBe(0)
})
