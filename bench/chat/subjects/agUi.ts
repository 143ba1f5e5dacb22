import { HttpAgent } from '@ag-ui/client'
import { answerOf, saying, streaming } from '../answer.ts'
import type { Subject } from '../subject.ts'

/** Of the protocol that AG-UI and TanStack AI both read. */
export const agUiAnswer: Subject['answer'] = (tokens) =>
  answerOf(tokens, (delta) => ({ type: 'TEXT_MESSAGE_CONTENT', messageId: 'a', delta }), {
    before: [
      { type: 'RUN_STARTED', threadId: 't', runId: 'r' },
      { type: 'TEXT_MESSAGE_START', messageId: 'a', role: 'assistant' },
    ],
    after: [
      { type: 'TEXT_MESSAGE_END', messageId: 'a' },
      { type: 'RUN_FINISHED', threadId: 't', runId: 'r' },
    ],
  })

/** AG-UI's client, the engine of CopilotKit. It copies the whole history at every token. */
export const agUi: Subject = {
  name: 'AG-UI',
  most: 1_000,
  answer: agUiAnswer,
  open: async (answer, history) => {
    const past = Array.from({ length: history }, (_, at) => {
      const [id, content] = [`h${at}`, saying(at)]
      return at % 2 ? { id, role: 'user' as const, content } : { id, role: 'assistant' as const, content }
    })
    const agent = new HttpAgent({
      url: 'http://bench.test/agent',
      threadId: 't',
      initialMessages: past,
      fetch: async () => streaming(answer),
    })
    let told = 0
    return {
      send: () => {
        agent.addMessage({ id: 'q', role: 'user', content: 'Go on' })
        return agent.runAgent({ runId: 'r' }, { onMessagesChanged: () => void (told += 1) })
      },
      text: () => {
        const content = agent.messages.at(-1)?.content
        return typeof content === 'string' ? content : ''
      },
      told: () => told,
      close: () => {},
    }
  },
}
