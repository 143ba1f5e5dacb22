import { AssistantRuntimeImpl, LocalRuntimeCore } from '@assistant-ui/core/internal'
import { createParser } from 'eventsource-parser'
import { look, saying } from '../answer.ts'
import type { Subject } from '../subject.ts'
import { bare } from './bare.ts'

/** assistant-ui's local runtime. It reads no stream itself: an adapter hands it the whole text so far, here read as the bare loop reads. */
export const assistantUi: Subject = {
  name: 'assistant-ui',
  most: 100_000,
  protocol: bare.protocol,
  open: async (answer, history) => {
    const chatModel = {
      async *run() {
        let text = ''
        const decoder = new TextDecoder()
        const parser = createParser({
          onEvent: ({ data }) => {
            // What `answer` printed.
            const { content } = JSON.parse(data) as { content?: string }
            text += content ?? ''
          },
        })
        const reader = answer().body?.getReader()
        for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) {
          parser.feed(decoder.decode(chunk.value, { stream: true }))
          yield { content: [{ type: 'text' as const, text }] }
        }
        look(text)
      },
    }
    const past = Array.from({ length: history }, (_, at) => {
      return { id: `h${at}`, role: at % 2 ? ('user' as const) : ('assistant' as const), content: saying(at) }
    })
    const { thread } = new AssistantRuntimeImpl(new LocalRuntimeCore({ adapters: { chatModel } }, past))
    let told = 0
    const off = thread.subscribe(() => void (told += 1))
    return {
      send: () =>
        new Promise((resolve) => {
          const ended = thread.subscribe(() => {
            const { messages } = thread.getState()
            const last = messages.at(-1)
            // By their number: it draws ids at random, and some look like those of the history.
            if (messages.length < history + 2 || last?.role !== 'assistant' || last.status.type !== 'complete') return
            ended()
            resolve('whole')
          })
          thread.append('Go on')
        }),
      text: () => {
        const part = thread.getState().messages.at(-1)?.content.at(-1)
        return part?.type === 'text' ? part.text : ''
      },
      told: () => told,
      close: off,
    }
  },
}
