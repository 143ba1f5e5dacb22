import { isBlockstateError, query } from '@blockstate/core'
import { entityChat, getEntity } from '@blockstate/core/jarvis'
import { testClient, turn, until } from '@blockstate/core/testing'
import type { TestClient } from '@blockstate/core/testing'
import { flushSync, mount, unmount } from 'svelte'
import { get } from 'svelte/store'
import { expect, test } from 'vitest'
import { box } from '../test/box.svelte.ts'
import IfHost from '../test/IfHost.svelte'
import Provider from '../test/Provider.svelte'
import Setup from '../test/Setup.svelte'
import { watching } from '../test/watching.svelte.ts'
import { createEntityChat, createQuery, getClient } from './index.ts'

/** A world whose entities are named for their ids: `e1` is `Entity e1`. */
function world(): TestClient {
  return testClient({
    fetch: async ({ url }) => {
      const id = url.split('/').at(-1) ?? ''
      return Response.json({ data: { id, type: 'entity', attributes: { unique_id: id, name: `Entity ${id}`, entity_type: 'machine' } } })
    },
  })
}

/** Runs a function where a component's script runs. */
function within<T extends object>({ client }: TestClient, setup: () => T): { result: T; unmount: () => void } {
  const results: T[] = []
  const target = document.createElement('div')
  const component = mount(Provider, { target, props: { client, Inner: Setup, props: { setup: () => void results.push(setup()) } } })
  flushSync()
  const [result] = results
  if (!result) throw new Error('The setup did not run.')
  return { result, unmount: () => void unmount(component) }
}

test('where nobody provided a client the error says what to do', () => {
  const target = document.createElement('div')
  expect(() => mount(Setup, { target, props: { setup: () => void getClient() } })).toThrow(
    expect.toSatisfy((error) => isBlockstateError(error) && /setClient/.test(error.message)),
  )
})

test('a query nobody reads asks nothing; an effect that reads it watches, and stops watching when it ends', async () => {
  const there = world()
  const { result, unmount } = within(there, () => createQuery(getEntity, { id: 'e1' }))
  await there.advance(100)
  expect(there.requests).toEqual([])
  const names: (string | undefined)[] = []
  const stop = watching(() => names.push(result.current.data?.name))
  await until(() => names.includes('Entity e1'))
  expect(query(there.client, getEntity, { id: 'e1' }).lc).toBe(1)
  stop()
  await turn()
  expect(query(there.client, getEntity, { id: 'e1' }).lc).toBe(0)
  unmount()
})

test('a template may read it first in the condition of a block', async () => {
  const there = world()
  const target = document.createElement('div')
  const component = mount(Provider, { target, props: { client: there.client, Inner: IfHost, props: {} } })
  flushSync()
  expect(target.textContent).toContain('Loading')
  await until(() => target.textContent.includes('Entity e1'))
  expect(target.textContent).not.toContain('Loading')
  unmount(component)
  await turn()
  expect(query(there.client, getEntity, { id: 'e1' }).lc).toBe(0)
})

test('many readers of one query are one listener', async () => {
  const there = world()
  const { result, unmount } = within(there, () => createQuery(getEntity, { id: 'e1' }))
  const stops = Array.from({ length: 50 }, () => watching(() => void result.current.status))
  await until(() => result.current.status === 'success')
  expect(query(there.client, getEntity, { id: 'e1' }).lc).toBe(1)
  stops.forEach((stop) => stop())
  await turn()
  expect(query(there.client, getEntity, { id: 'e1' }).lc).toBe(0)
  unmount()
})

test('the state is the new input’s in the very moment the input changes', async () => {
  const there = world()
  const id = box('e1')
  const { result, unmount } = within(there, () => createQuery(getEntity, () => ({ id: id.value })))
  const stop = watching(() => void result.current.status)
  await until(() => result.current.status === 'success')
  id.value = 'e2'
  expect(result.current).toEqual({ status: 'pending', fetching: false })
  flushSync()
  await until(() => result.current.data?.name === 'Entity e2')
  expect(query(there.client, getEntity, { id: 'e1' }).lc).toBe(0)
  stop()
  unmount()
})

test('an input of which one half has changed is never asked for', async () => {
  const there = testClient({ fetch: async () => Response.json({ data: [] }) })
  const [id, talk] = [box('e1'), box('c1')]
  const { result, unmount } = within(there, () => createQuery(entityChat.list, () => ({ id: id.value, conv_id: talk.value })))
  const stop = watching(() => void result.current.status)
  await there.advance(100)
  id.value = 'e2'
  talk.value = 'c2'
  await there.advance(100)
  expect(there.requests).toEqual(['GET jarvis/entities/e1/conversations/c1/messages', 'GET jarvis/entities/e2/conversations/c2/messages'])
  stop()
  unmount()
})

test('outside of effects the value is there to read, and reading it watches nothing', async () => {
  const there = world()
  const { result, unmount } = within(there, () => createQuery(getEntity, { id: 'e1' }))
  expect(result.current).toEqual({ status: 'pending', fetching: false })
  expect(query(there.client, getEntity, { id: 'e1' }).lc).toBe(0)
  await result.refetch()
  expect(result.current.data?.name).toBe('Entity e1')
  unmount()
})

test('it is a store: subscribers hear the value at once and then every change, and none after they left', async () => {
  const there = world()
  const { result, unmount } = within(there, () => createQuery(getEntity, { id: 'e1' }))
  const heard: string[] = []
  const leave = result.subscribe(({ status }) => heard.push(status))
  expect(heard).toEqual(['pending'])
  await until(() => heard.at(-1) === 'success')
  expect(get(result).data?.name).toBe('Entity e1')
  leave()
  await turn()
  expect(query(there.client, getEntity, { id: 'e1' }).lc).toBe(0)
  unmount()
})

test('a chat can be taken apart: its actions reach the conversation of the moment', async () => {
  const there = world()
  const talk = box<{ id: string; conv_id: string } | null>(null)
  const { result, unmount } = within(there, () => createEntityChat(() => talk.value))
  const { send } = result
  await expect(send('Hello')).rejects.toMatchObject({ code: 'invalid_input' })
  talk.value = { id: 'e1', conv_id: 'c1' }
  void send('Hello').catch(() => {})
  await until(() => there.requests.includes('POST jarvis/entities/e1/conversations/c1/messages/stream'))
  unmount()
})
