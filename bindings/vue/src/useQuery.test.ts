import { isBlockstateError, query, session } from '@blockstate/core'
import { entityChat, getEntity } from '@blockstate/core/jarvis'
import { testClient, until } from '@blockstate/core/testing'
import type { TestClient } from '@blockstate/core/testing'
import { useStore as useLibraryStore } from '@nanostores/vue'
import { expect, test } from 'vitest'
import { createApp, defineComponent, effectScope, h, isProxy, isReadonly, nextTick, reactive, ref, shallowRef } from 'vue'
import { createBlockstate, provideClient, useClient, useQuery, useSession } from './index.ts'

/** A world whose entities are named for their ids: `e1` is `Entity e1`. */
function world(): TestClient {
  return testClient({
    fetch: async ({ url }) => {
      const id = url.split('/').at(-1) ?? ''
      return Response.json({ data: { id, type: 'entity', attributes: { unique_id: id, name: `Entity ${id}`, entity_type: 'machine' } } })
    },
  })
}

/** Runs a setup in an app of its own. */
function within<T>({ client }: TestClient, setup: () => T): { result: T; unmount: () => void } {
  const box = shallowRef<T>()
  const app = createApp(
    defineComponent(() => {
      box.value = setup()
      return () => null
    }),
  ).use(createBlockstate(client))
  app.mount(document.createElement('div'))
  // The setup ran while mounting.
  return { result: box.value as T, unmount: () => app.unmount() }
}

test('outside of a setup, and where nobody provided a client, the error says what to do', () => {
  const refused = expect.toSatisfy((error) => isBlockstateError(error) && /createBlockstate|provideClient/.test(error.message))
  expect(() => useClient()).toThrow(refused)
  const app = createApp(defineComponent(() => (useClient(), () => null)))
  app.config.warnHandler = () => {}
  expect(() => app.mount(document.createElement('div'))).toThrow(refused)
})

test('the nearest component that provides a client gives it', () => {
  const [outer, inner] = [world(), testClient({ fetch: async () => Response.json({}) }, { appId: 'inner' })]
  const Name = defineComponent(() => {
    const { appId } = useClient()
    return () => appId
  })
  const Inner = defineComponent(() => {
    provideClient(inner.client)
    return () => h(Name)
  })
  const container = document.createElement('div')
  createApp(defineComponent(() => () => [h(Name), ' ', h(Inner)]))
    .use(createBlockstate(outer.client))
    .mount(container)
  expect(container.textContent).toBe('demo inner')
})

test('a ref, a getter and a plain value are all followed or kept', async () => {
  const there = world()
  const id = ref('e1')
  const input = ref({ id: 'e1' })
  const { result, unmount } = within(there, () => ({
    plain: useQuery(getEntity, { id: 'e1' }),
    fromRef: useQuery(getEntity, input),
    fromGetter: useQuery(getEntity, () => ({ id: id.value })),
  }))
  const name = (one: keyof typeof result): string | undefined => result[one].state.value.data?.name
  await until(() => name('plain') === 'Entity e1' && name('fromRef') === 'Entity e1' && name('fromGetter') === 'Entity e1')
  id.value = 'e2'
  input.value = { id: 'e3' }
  await until(() => name('fromRef') === 'Entity e3' && name('fromGetter') === 'Entity e2')
  expect(name('plain')).toBe('Entity e1')
  unmount()
})

test('the state is the new input’s in the very tick the input changes', async () => {
  const there = world()
  const id = ref('e1')
  const { result, unmount } = within(there, () => useQuery(getEntity, () => ({ id: id.value })))
  await until(() => result.state.value.status === 'success')
  id.value = 'e2'
  expect(result.state.value).toEqual({ status: 'pending', fetching: false })
  id.value = 'e1'
  expect(result.state.value.data?.name).toBe('Entity e1')
  unmount()
})

test('an input of which one half has changed is never asked for', async () => {
  const there = testClient({ fetch: async () => Response.json({ data: [] }) })
  const input = reactive({ id: 'e1', conv_id: 'c1' })
  const { unmount } = within(there, () => useQuery(entityChat.list, () => ({ ...input })))
  await there.advance(100)
  input.id = 'e2'
  input.conv_id = 'c2'
  await there.advance(100)
  expect(there.requests).toEqual(['GET jarvis/entities/e1/conversations/c1/messages', 'GET jarvis/entities/e2/conversations/c2/messages'])
  unmount()
})

test('an object that changes under a read does not change what the read asks', async () => {
  const there = world()
  const input = reactive({ id: 'e1' })
  const store = query(there.client, getEntity, input)
  const off = store.listen(() => {})
  await until(() => store.value.status === 'success')
  input.id = 'e2'
  await store.refetch()
  expect(there.requests).toEqual(['GET jarvis/entities/e1', 'GET jarvis/entities/e1'])
  off()
})

test('the state is a readonly ref of plain objects, the very ones the store holds', async () => {
  const there = world()
  const { result, unmount } = within(there, () => useQuery(getEntity, { id: 'e1' }))
  await until(() => result.state.value.status === 'success')
  expect(isReadonly(result.state)).toBe(true)
  expect(isProxy(result.state.value.data)).toBe(false)
  expect(result.state.value).toBe(query(there.client, getEntity, { id: 'e1' }).value)
  unmount()
})

test('an effect scope outside of components watches, and stops watching when it is stopped', async () => {
  const there = world()
  const app = createApp({ render: () => null }).use(createBlockstate(there.client))
  const scope = effectScope()
  const id = ref('e1')
  const { state } = app.runWithContext(() => scope.run(() => useQuery(getEntity, () => ({ id: id.value })))) ?? {}
  await until(() => state?.value.status === 'success')
  scope.stop()
  expect(query(there.client, getEntity, { id: 'e1' }).lc).toBe(0)
  id.value = 'e2'
  await nextTick()
  expect(state?.value).toBeDefined()
  await there.advance(100)
  expect(query(there.client, getEntity, { id: 'e2' }).lc).toBe(0)
  expect(there.requests).toEqual(['GET jarvis/entities/e1'])
})

test('whoever takes the actions alone watches too', async () => {
  const there = world()
  const { unmount } = within(there, () => useQuery(getEntity, { id: 'e1' }).refetch)
  await there.advance(10)
  expect(there.requests).toEqual(['GET jarvis/entities/e1'])
  unmount()
  expect(query(there.client, getEntity, { id: 'e1' }).lc).toBe(0)
})

test('the session narrows by its status', async () => {
  const { result, unmount } = within(world(), () => useSession())
  const who = result.state.value.status === 'authenticated' ? result.state.value.user?.unique_id : 'nobody'
  expect(who).toBe('nobody')
  unmount()
})

test('the ecosystem binding reads our stores as well', async () => {
  const there = world()
  const store = query(there.client, getEntity, { id: 'e1' })
  const scope = effectScope()
  const states = scope.run(() => ({ entity: useLibraryStore(store), session: useLibraryStore(session(there.client)) }))
  await until(() => states?.entity.value.data?.name === 'Entity e1')
  expect(states?.session.value.status).toBe('anonymous')
  scope.stop()
  expect(store.lc).toBe(0)
})
