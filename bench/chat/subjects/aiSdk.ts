import { AbstractChat, DefaultChatTransport } from 'ai'
import type { ChatState, UIMessage } from 'ai'
import { saying } from '../answer.ts'
import type { Subject } from '../subject.ts'

/** The state a framework's binding would bring: lists replaced, never changed. */
function stateOf(messages: UIMessage[], tell: () => void): ChatState<UIMessage> {
  const set = (next: UIMessage[]): void => {
    state.messages = next
    tell()
  }
  const state: ChatState<UIMessage> = {
    status: 'ready',
    error: undefined,
    messages,
    pushMessage: (message) => set([...state.messages, message]),
    popMessage: () => set(state.messages.slice(0, -1)),
    replaceMessage: (index, message) => set(state.messages.with(index, { ...message })),
    snapshot: (thing) => structuredClone(thing),
  }
  return state
}

/** Their class is made to be extended by bindings; we use it without one. */
class Chat extends AbstractChat<UIMessage> {}

/** The AI SDK, over its own protocol for the same text. */
export const aiSdk: Subject = {
  name: 'AI SDK',
  most: 100_000,
  protocol: {
    before: [{ type: 'start' }, { type: 'start-step' }, { type: 'text-start', id: '0' }],
    token: (delta) => ({ type: 'text-delta', id: '0', delta }),
    after: [{ type: 'text-end', id: '0' }, { type: 'finish-step' }, { type: 'finish' }],
    failure: { type: 'error', errorText: 'boom' },
    end: '\n\n',
  },
  open: async (answer, history) => {
    const past = Array.from({ length: history }, (_, at): UIMessage => {
      return { id: `h${at}`, role: at % 2 ? 'user' : 'assistant', parts: [{ type: 'text', text: saying(at) }] }
    })
    let told = 0
    const state = stateOf(past, () => void (told += 1))
    // The last message alone is sent, as ours is: how long the request is, is not what is measured.
    const transport = new DefaultChatTransport<UIMessage>({
      api: 'http://bench.test/chat',
      fetch: async () => answer(),
      prepareSendMessagesRequest: ({ messages }) => ({ body: { message: messages.at(-1) } }),
    })
    const chat = new Chat({ state, transport })
    return {
      send: async () => {
        await chat.sendMessage({ text: 'Go on' })
        return state.status === 'ready' ? 'whole' : 'error'
      },
      text: () => {
        const last = state.messages.at(-1)
        const part = last?.role === 'assistant' ? last.parts.findLast(({ type }) => type === 'text') : undefined
        return part?.type === 'text' ? part.text : ''
      },
      told: () => told,
      close: () => {},
    }
  },
}
