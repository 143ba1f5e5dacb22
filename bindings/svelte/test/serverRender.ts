import { query } from '@blockstate/core'
import { getAgentRun, getEntity, listEntities } from '@blockstate/core/jarvis'
import { testClient, turn } from '@blockstate/core/testing'
import type { Component } from 'svelte'
import { render } from 'svelte/server'
import { get } from 'svelte/store'
import { createCollection, createEntityChat, createJob, createQuery, createSearch, createSession, setClient } from '../src/index.ts'

// Runs in bare Node, where Svelte is its server half, and prints what a server would have rendered and sent.

const { client, requests, timers } = testClient({ fetch: async () => Response.json({}) })

/** A component as the compiler writes it for servers. */
function Everything(renderer: { push(html: string): void }): void {
  setClient(client)
  const bounds = [
    createSession(),
    createQuery(getEntity, () => ({ id: 'e1' })),
    createCollection(listEntities, {}),
    createEntityChat({ id: 'e1', conv_id: 'c1' }),
    createSearch(listEntities, () => ({}), { whole: true }),
    createJob(getAgentRun, () => ({ id: 'a1', thread_id: 't1', run_id: 'r1' })),
  ]
  renderer.push(bounds.map((bound) => `${bound.current.status} ${get<{ status: string }>(bound).status}`).join(', '))
}

// The compiler's output takes a renderer; `Component` is how a component looks to those who mount it.
const { body } = render(Everything as unknown as Component, {})
await turn()
const watched = query(client, getEntity, { id: 'e1' }).lc
client.dispose()
console.log(JSON.stringify({ html: body.replace(/<!--.*?-->/g, ''), requests, watched, timers: timers() }))
