import { testClient, until } from '@blockstate/core/testing'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { expect, test } from 'vitest'
import { BlockstateProvider, useJarvisBlock } from './index.ts'

const answer = {
  data: [{ id: 'e1', type: 'entity', attributes: { unique_id: 'e1', name: 'Press 4', entity_type: 'machine' } }],
  meta: { totalPages: 1, totalRecords: 1 },
}

test('a component reaches the AI block by the names of the platform, on the client that was provided', async () => {
  const { client: provided, requests } = testClient({ fetch: async () => Response.json(answer) })
  const seen = new Set<unknown>()
  // As the platform prints it, but that a component cannot wait: what is asked for is asked in an event.
  function MyComponent(): ReactElement {
    const { client } = useJarvisBlock()
    const [names, setNames] = useState('')
    seen.add(client)
    const ask = async (): Promise<void> => {
      const result = await client.jarvis.entities.list()
      setNames(result.data.map(({ name }) => name).join())
    }
    return <button onClick={() => void ask()}>{names}</button>
  }
  const host = document.createElement('div')
  const root = createRoot(host)
  flushSync(() =>
    root.render(
      <BlockstateProvider client={provided}>
        <MyComponent />
      </BlockstateProvider>,
    ),
  )
  host.querySelector('button')?.dispatchEvent(new MouseEvent('click', { bubbles: true }))
  // React listens at the root, wherever that is.
  await until(() => host.textContent === 'Press 4')
  expect(requests).toEqual(['GET jarvis/entities'])
  expect(seen.size).toBe(1)
  root.unmount()
})
