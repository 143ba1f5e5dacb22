import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Client } from '@langchain/langgraph-sdk/client'
import { saying } from '../answer.ts'
import type { Subject } from '../subject.ts'

/** A message as LangGraph's state has it. */
interface Said {
  readonly id: string
  readonly type: 'human' | 'ai'
  readonly content: string
}
interface Values {
  readonly messages: readonly Said[]
}

/** The engine below LangGraph's hook, as that hook makes and asks it. */
interface Engine {
  readonly values: Values | null
  readonly error: unknown
  subscribe(listener: () => void): () => void
  setStreamValues(values: Values): void
  enqueue(action: (signal: AbortSignal) => AsyncIterable<unknown>, options: object): Promise<void>
  stop(values: Values, options: object): Promise<void>
}

/** LangGraph's hook without React: the package shows the hook alone, so its engine is loaded from its place in it. */
export const langGraph: Subject = {
  name: 'LangGraph',
  most: 100_000,
  protocol: {
    before: [],
    token: (content) => [{ id: 'a', type: 'AIMessageChunk', content }, {}],
    after: [],
    failure: { error: 'Error', message: 'boom' },
    end: '\n\n',
    head: 'event: messages\n',
  },
  open: async (answer, history) => {
    const { StreamManager, MessageTupleManager } = await engine()
    const client = new Client({ apiUrl: 'http://bench.test', callerOptions: { fetch: async () => answer(), maxRetries: 0 } })
    const past = Array.from({ length: history }, (_, at): Said => ({ id: `h${at}`, type: at % 2 ? 'human' : 'ai', content: saying(at) }))
    const initialValues: Values = { messages: past }
    // By default the hook tells in a later task, once for all that came meanwhile.
    const stream = new StreamManager(new MessageTupleManager(), { throttle: true })
    let told = 0
    const off = stream.subscribe(() => void (told += 1))
    return {
      send: async () => {
        stream.setStreamValues({ messages: [...past, { id: 'q', type: 'human', content: 'Go on' }] })
        await stream.enqueue((signal) => client.runs.stream('t', 'agent', { input: {}, streamMode: ['messages-tuple'], signal }), {
          initialValues,
          getMessages: ({ messages }: Values) => messages,
          setMessages: (values: Values, messages: readonly Said[]): Values => ({ ...values, messages }),
          callbacks: {},
        })
        return stream.error === undefined ? 'whole' : 'error'
      },
      text: () => {
        const last = stream.values?.messages.at(-1)
        return last?.type === 'ai' ? last.content : ''
      },
      told: () => told,
      close: () => {
        off()
        void stream.stop(initialValues, {})
      },
    }
  },
}

interface Parts {
  readonly StreamManager: new (messages: object, options: { throttle: boolean }) => Engine
  readonly MessageTupleManager: new () => object
}

async function engine(): Promise<Parts> {
  const folder = dirname(createRequire(import.meta.url).resolve('@langchain/langgraph-sdk/package.json'))
  const part = async (name: string): Promise<unknown> => import(pathToFileURL(join(folder, 'dist', 'ui', `${name}.js`)).href)
  // As this version of the package has them.
  const [manager, messages] = (await Promise.all([part('manager'), part('messages')])) as [Parts, Parts]
  return { StreamManager: manager.StreamManager, MessageTupleManager: messages.MessageTupleManager }
}
