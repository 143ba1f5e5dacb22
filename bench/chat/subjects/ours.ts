import { conversation, createClient } from '@blockstate/core'
import { entityChat } from '@blockstate/core/jarvis'
import { answerOf, look, saying, streaming } from '../answer.ts'
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

async function open(answer: readonly Uint8Array[], history: number): Promise<OpenChat> {
  const client = createClient({
    appId: 'bench',
    baseUrl: 'http://bench.test',
    storage: null,
    requestsPerMinute: 1e9,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      return request.method === 'POST' ? streaming(answer) : listed(Number(new URL(request.url).searchParams.get('page') ?? 1), history)
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
      const status = await chat.send('Go on')
      if (status !== 'settled') throw new Error(`The stream ended as ${status}.`)
    },
    text: () => chat.value.messages.at(-1)?.content ?? '',
    told: () => told - before,
    close: client.dispose,
  }
}

const framed = (name: string, end: string): Subject => ({
  name,
  most: 100_000,
  answer: (tokens) => answerOf(tokens, (content) => ({ type: 'token', content }), { after: [{ type: 'done', message_id: 'm1' }], end }),
  open,
})

/** Ours, reading the standard's blank lines, and the lines without any that the API's docs print. */
export const ours = framed('ours', '\n\n')
export const oursByLines = framed('ours, lines', '\n')
