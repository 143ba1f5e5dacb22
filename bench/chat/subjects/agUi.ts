import { HttpAgent } from '@ag-ui/client'
import { saying } from '../answer.ts'
import type { Protocol } from '../answer.ts'
import type { Subject } from '../subject.ts'

/** Of the protocol that AG-UI and TanStack AI both read. */
export const agUiProtocol: Protocol = {
  before: [
    { type: 'RUN_STARTED', threadId: 't', runId: 'r' },
    { type: 'TEXT_MESSAGE_START', messageId: 'a', role: 'assistant' },
  ],
  token: (delta) => ({ type: 'TEXT_MESSAGE_CONTENT', messageId: 'a', delta }),
  after: [
    { type: 'TEXT_MESSAGE_END', messageId: 'a' },
    { type: 'RUN_FINISHED', threadId: 't', runId: 'r' },
  ],
  failure: { type: 'RUN_ERROR', message: 'boom' },
  end: '\n\n',
}

/** AG-UI's client, the engine of CopilotKit. It copies the whole history at every token. */
export const agUi: Subject = {
  name: 'AG-UI',
  most: 10_000,
  protocol: agUiProtocol,
  open: async (answer, history) => {
    const past = Array.from({ length: history }, (_, at) => {
      const [id, content] = [`h${at}`, saying(at)]
      return at % 2 ? { id, role: 'user' as const, content } : { id, role: 'assistant' as const, content }
    })
    const agent = new HttpAgent({
      url: 'http://bench.test/agent',
      threadId: 't',
      initialMessages: past,
      fetch: async () => answer(),
    })
    let calls = 0
    const heard = (): void => void (calls += 1)
    return {
      send: async () => {
        agent.addMessage({ id: 'q', role: 'user', content: 'Go on' })
        let failed = false
        const told = { onMessagesChanged: heard, onRunErrorEvent: () => void (failed = true) }
        return agent.runAgent({ runId: 'r' }, told).then(
          () => (failed ? 'error' : 'whole'),
          () => 'error',
        )
      },
      text: () => {
        const last = agent.messages.at(-1)
        return last?.role === 'assistant' && typeof last.content === 'string' ? last.content : ''
      },
      told: () => calls,
      close: () => {},
    }
  },
}
