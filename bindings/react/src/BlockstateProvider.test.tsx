import { isBlockstateError, mutation, query, session } from '@blockstate/core'
import { getEntity, listEntities, updateEntity } from '@blockstate/core/jarvis'
import { testClient, turn, until } from '@blockstate/core/testing'
import { useStore as useLibraryStore } from '@nanostores/react'
import type { ReactElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { BlockstateProvider, useClient, useCollection, useEntityChat, useMutation, useQuery, useSession } from './index.ts'

const entity = (name: string): Response =>
  Response.json({ data: { id: '1', type: 'entity', attributes: { unique_id: 'e1', name, entity_type: 'machine' } } })

const Name = (): ReactElement => {
  const { status, data } = useQuery(getEntity, { id: 'e1' })
  return <p>{data?.name ?? status}</p>
}

function Everything(): ReactElement {
  const session = useSession()
  const entity = useQuery(getEntity, { id: 'e1' })
  const list = useCollection(listEntities, {})
  const update = useMutation(updateEntity)
  const chat = useEntityChat({ id: 'e1', conv_id: 'c1' })
  return <p>{[session.status, entity.status, list.status, update.status, chat.status].join(' ')}</p>
}

test('outside of a provider a hook throws an error that names it', () => {
  expect(() => renderToString(<Name />)).toThrow(
    expect.toSatisfy((error) => isBlockstateError(error) && /BlockstateProvider/.test(error.message)),
  )
})

test('the nearest provider gives the client', () => {
  const [outer, inner] = [
    testClient({ fetch: async () => entity('Outer') }),
    testClient({ fetch: async () => entity('Inner') }, { appId: 'inner' }),
  ]
  const App = (): ReactElement => <p>{useClient().appId}</p>
  const html = renderToString(
    <BlockstateProvider client={outer.client}>
      <App />
      <BlockstateProvider client={inner.client}>
        <App />
      </BlockstateProvider>
    </BlockstateProvider>,
  )
  expect(html).toBe('<p>demo</p><p>inner</p>')
})

test('a server renders the first state of everything, sends nothing and watches nothing', async () => {
  const { client, requests, timers } = testClient({ fetch: async () => entity('Never') })
  const html = renderToString(<BlockstateProvider client={client} children={<Everything />} />)
  expect(html).toBe('<p>anonymous pending pending idle idle</p>')
  await turn()
  expect(requests).toEqual([])
  expect(query(client, getEntity, { id: 'e1' }).lc).toBe(0)
  client.dispose()
  expect(timers()).toBe(0)
})

test('a page hydrates what the server rendered without a mismatch, whatever the client already knows', async () => {
  const server = testClient({ fetch: async () => entity('Server') })
  const html = renderToString(<BlockstateProvider client={server.client} children={<Name />} />)
  const { client } = testClient({ fetch: async () => entity('Harbour Pump 3') })
  const store = query(client, getEntity, { id: 'e1' })
  const off = store.listen(() => {})
  await until(() => store.value.status === 'success')
  const container = document.body.appendChild(document.createElement('div'))
  container.innerHTML = html
  const mismatches: unknown[] = []
  const root = hydrateRoot(container, <BlockstateProvider client={client} children={<Name />} />, {
    onRecoverableError: (error) => mismatches.push(error),
  })
  await until(() => container.textContent === 'Harbour Pump 3')
  expect(mismatches).toEqual([])
  root.unmount()
  off()
})

test('a session found in the storage hydrates over the anonymous page of the server', async () => {
  const record = {
    version: 2,
    session: 's',
    generation: 1,
    accessToken: 'a',
    refreshToken: null,
    grantedAt: 0,
    expiresAt: null,
    skew: 0,
    user: { unique_id: 'u1' },
  }
  const storage = { getItem: () => JSON.stringify(record), setItem: () => {}, removeItem: () => {} }
  const { client } = testClient({ fetch: async () => entity('Any') }, { storage })
  expect(session(client).value.status).toBe('authenticated')
  const Status = (): ReactElement => <p>{useSession().status}</p>
  const container = document.body.appendChild(document.createElement('div'))
  container.innerHTML = '<p>anonymous</p>'
  const mismatches: unknown[] = []
  const root = hydrateRoot(container, <BlockstateProvider client={client} children={<Status />} />, {
    onRecoverableError: (error) => mismatches.push(error),
  })
  await until(() => container.textContent === 'authenticated')
  expect(mismatches).toEqual([])
  root.unmount()
})

test('another client shows its own data and never that of the one before', async () => {
  const [one, two] = [testClient({ fetch: async () => entity('One') }), testClient({ fetch: async () => entity('Two') })]
  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  flushSync(() => root.render(<BlockstateProvider client={one.client} children={<Name />} />))
  await until(() => container.textContent === 'One')
  flushSync(() => root.render(<BlockstateProvider client={two.client} children={<Name />} />))
  expect(container.textContent).toBe('pending')
  await until(() => container.textContent === 'Two')
  expect(query(one.client, getEntity, { id: 'e1' }).lc).toBe(0)
  root.unmount()
})

test('actions keep their identity while the state changes, and so does what a hook returns while nothing does', async () => {
  const { client } = testClient({ fetch: async () => entity('Same') })
  const seen: { readonly refetch: () => Promise<void> }[] = []
  const Host = ({ time }: { time: number }): ReactElement => {
    seen.push(useQuery(getEntity, { id: 'e1' }))
    return <p>{time}</p>
  }
  const root = createRoot(document.createElement('div'))
  const render = (time: number): void =>
    flushSync(() => root.render(<BlockstateProvider client={client} children={<Host time={time} />} />))
  render(1)
  await until(() => query(client, getEntity, { id: 'e1' }).value.status === 'success')
  await turn()
  render(2)
  render(3)
  expect(new Set(seen.map(({ refetch }) => refetch)).size).toBe(1)
  expect(seen.at(-1)).toBe(seen.at(-2))
  root.unmount()
})

test('the ecosystem binding reads our stores as well, and reading alone fetches nothing', async () => {
  const { client, requests, advance } = testClient({ fetch: async () => entity('Harbour Pump 3') })
  const store = query(client, getEntity, { id: 'e1' })
  store.get()
  await advance(100)
  expect(requests).toEqual([])
  const Host = (): ReactElement => {
    const { data } = useLibraryStore(store)
    const { status } = useLibraryStore(session(client))
    return <p>{`${status} ${data?.name ?? ''} ${useLibraryStore(mutation(client, updateEntity)).status}`}</p>
  }
  const container = document.createElement('div')
  const root = createRoot(container)
  flushSync(() => root.render(<Host />))
  await until(() => container.textContent === 'anonymous Harbour Pump 3 idle')
  root.unmount()
  await advance(2_000)
  expect(store.lc).toBe(0)
})
