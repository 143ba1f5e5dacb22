import { conversation, createClient } from '@blockstate/core'
import { entityChat } from '@blockstate/core/jarvis'
import { look, saying } from '../answer.ts'
import type { Protocol } from '../answer.ts'
import type { OpenChat, Subject } from '../subject.ts'

const PER_PAGE = 50

/** A history page as the API lists it, newest first. */
function listed(page: number, history: number): Response {
  const ids = Array.from({ length: history }, (_, at) => history - at).slice((page - 1) * PER_PAGE, page * PER_PAGE)
  const data = ids.map((id) => ({
    id: `h${id}`,
    type: 'message',
    attributes: {
      unique_id: `h${id}`,
      role: id % 2 ? 'user' : 'assistant',
      content: saying(id),
      created_at: new Date(id * 1000).toISOString(),
    },
  }))
  return Response.json({ data, meta: { totalPages: Math.max(1, Math.ceil(history / PER_PAGE)), totalRecords: history } })
}

async function open(answer: () => Response, history: number): Promise<OpenChat> {
  const client = createClient({
    appId: 'bench',
    baseUrl: 'http://bench.test',
    storage: null,
    requestsPerMinute: 1e9,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      return request.method === 'POST' ? answer() : listed(Number(new URL(request.url).searchParams.get('page') ?? 1), history)
    },
  })
  const chat = conversation(client, entityChat, { id: 'e1', conv_id: 'c1' })
  let told = 0
  chat.listen(({ messages }) => {
    told += 1
    look(messages.at(-1)?.content ?? '')
  })
  await chat.refetch()
  while (chat.value.hasOlder) await chat.loadOlder()
  if (chat.value.messages.length !== history) throw new Error(`${chat.value.messages.length} messages are loaded.`)
  const before = told
  return {
    send: async () => {
      const sent = chat.send('Go on')
      // A lost answer is looked for in the list from then on, longer than anybody wants to wait here.
      const lost = new Promise<'interrupted'>((resolve) => chat.listen(({ recovering }) => recovering && resolve('interrupted')))
      const status = await Promise.race([sent, lost])
      return status === 'settled' ? 'whole' : status === 'error' ? 'error' : 'looking'
    },
    text: () => chat.value.messages.find(({ role, key }) => role === 'assistant' && !key.startsWith('h'))?.content ?? '',
    told: () => told - before,
    close: client.dispose,
  }
}

/** The API's own events. */
export function ourProtocol(end: string): Protocol {
  return {
    before: [],
    token: (content) => ({ type: 'token', content }),
    after: [{ type: 'done', message_id: 'm1' }],
    failure: { type: 'error', message: 'boom' },
    end,
  }
}

const framed = (name: string, end: string): Subject => ({
  name,
  most: 100_000,
  protocol: ourProtocol(end),
  open,
})

/** Ours, reading the standard's blank lines, and the lines without any that the API's docs print. */
export const ours = framed('ours', '\n\n')
export const oursByLines = framed('ours, lines', '\n')
