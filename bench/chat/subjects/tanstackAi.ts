import { ChatClient, fetchServerSentEvents } from '@tanstack/ai-client'
import type { UIMessage } from '@tanstack/ai-client'
import { saying } from '../answer.ts'
import type { Subject } from '../subject.ts'
import { agUiProtocol } from './agUi.ts'

/** TanStack AI's client. It waits for a timer after every chunk, so its time on the clock is far above its CPU time. */
export const tanstackAi: Subject = {
  name: 'TanStack AI',
  most: 10_000,
  protocol: agUiProtocol,
  open: async (answer, history) => {
    let told = 0
    let shown: readonly UIMessage[] = []
    const chat = new ChatClient({
      connection: fetchServerSentEvents('http://bench.test/chat', { fetchClient: async () => answer() }),
      initialMessages: Array.from({ length: history }, (_, at): UIMessage => {
        return { id: `h${at}`, role: at % 2 ? 'user' : 'assistant', parts: [{ type: 'text', content: saying(at) }] }
      }),
      onMessagesChange: (messages) => {
        told += 1
        shown = messages
      },
    })
    return {
      send: async () => {
        await chat.sendMessage('Go on').catch(() => {})
        return chat.getStatus() === 'ready' ? 'whole' : 'error'
      },
      text: () => {
        const last = shown.at(-1)
        const part = last?.role === 'assistant' ? last.parts.at(-1) : undefined
        return part?.type === 'text' ? part.content : ''
      },
      told: () => told,
      close: () => chat.stop(),
    }
  },
}
