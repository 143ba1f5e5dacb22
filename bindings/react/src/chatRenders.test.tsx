import { createClient } from '@blockstate/core'
import { entityChat } from '@blockstate/core/jarvis'
import { until, virtualPlatform } from '@blockstate/core/testing'
import { createRoot } from 'react-dom/client'
import { memo } from 'react'
import type { ReactElement } from 'react'
import { expect, test } from 'vitest'
import { BlockstateProvider } from './BlockstateProvider.ts'
import { useEntityChat } from './useEntityChat.ts'
import { useMessage } from './useMessage.ts'
import { useMessageKeys } from './useMessageKeys.ts'

const INPUT = { id: 'e1', conv_id: 'c1' }
const HISTORY = 200
const TOKENS = 2_000
/** 200 tokens a second. */
const EVERY = 5

interface Rendered {
  list: number
  readonly rows: Map<string, number>
}

/** Counts what renders between the first token and the end of an answer of 2,000, in a list of 200 messages. */
async function renders(App: (props: { rendered: Rendered }) => ReactElement): Promise<Rendered & { frames: number }> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  const write = (event: object): Promise<void> => writer.write(new TextEncoder().encode(`data: ${JSON.stringify(event)}\n\n`))
  const { platform, advance } = virtualPlatform()
  const rows = Array.from({ length: HISTORY }, (_, at) => {
    const attributes = { unique_id: `m${at}`, role: at % 2 ? 'assistant' : 'user', content: `Message ${at}` }
    return { id: `m${at}`, type: 'message', attributes }
  }).toReversed()
  const client = createClient({
    appId: 'demo',
    storage: null,
    platform,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      if (request.method === 'POST') return new Response(readable, { headers: { 'content-type': 'text/event-stream' } })
      const { searchParams } = new URL(request.url)
      const [page, size] = [Number(searchParams.get('page')), Number(searchParams.get('per_page'))]
      const meta = { totalPages: HISTORY / size, totalRecords: HISTORY }
      return Response.json({ data: rows.slice((page - 1) * size, page * size), meta })
    },
  })
  const rendered: Rendered = { list: 0, rows: new Map() }
  let chat: ReturnType<typeof useEntityChat> | undefined
  const Outside = (): null => {
    chat = useEntityChat(INPUT)
    return null
  }
  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  root.render(
    <BlockstateProvider client={client}>
      <Outside />
      <App rendered={rendered} />
    </BlockstateProvider>,
  )
  await until(() => chat?.history === 'success')
  while (chat?.hasOlder) {
    await chat.loadOlder()
    await until(() => chat?.loadingOlder === false)
  }
  await until(() => container.querySelectorAll('li').length === HISTORY)
  const sent = chat?.send('Go on')
  await until(() => container.querySelectorAll('li').length === HISTORY + 1)
  const [list, cold] = [rendered.list, new Map(rendered.rows)]
  const begun = platform.now()
  for (let token = 0; token < TOKENS; token += 1) {
    await write({ type: 'token', content: ` ${token}` })
    await advance(EVERY)
  }
  await advance(16)
  const frames = Math.ceil((platform.now() - begun) / 16)
  await until(() => container.querySelector('li:last-child')?.textContent?.endsWith(` ${TOKENS - 1}`) === true)
  rendered.list -= list
  for (const [key, count] of cold) rendered.rows.set(key, (rendered.rows.get(key) ?? 0) - count)
  client.dispose()
  root.unmount()
  container.remove()
  await sent
  return { ...rendered, frames }
}

const Row = memo(({ messageKey, rendered }: { messageKey: string; rendered: Rendered }): ReactElement => {
  const { message } = useMessage(entityChat, INPUT, messageKey)
  rendered.rows.set(messageKey, (rendered.rows.get(messageKey) ?? 0) + 1)
  return <li>{message?.content}</li>
})

function Rows({ rendered }: { rendered: Rendered }): ReactElement {
  const { keys } = useMessageKeys(entityChat, INPUT)
  rendered.list += 1
  return (
    <ol>
      {keys.map((key) => (
        <Row key={key} messageKey={key} rendered={rendered} />
      ))}
    </ol>
  )
}

test('an answer of 2,000 tokens renders a list of 200 messages once, the other rows never, and its own row at most once a frame', async () => {
  const { list, rows, frames } = await renders(Rows)
  expect(list).toBe(1)
  // The question is said, in the moment its answer begins.
  const others = [...rows].slice(0, HISTORY)
  expect(others.filter(([, count]) => count > 0)).toEqual([])
  const [growing] = [...rows.values()].slice(-1)
  expect(growing).toBeGreaterThan(frames / 3)
  expect(growing).toBeLessThanOrEqual(frames + 2)
}, 60_000)
