import type { Client } from '../client/createClient.ts'
import type { SendOptions } from '../client/send.ts'
import { stream } from '../client/stream.ts'
import type { Input, Operation } from '../declare/index.ts'
import type { Fields } from '../wire/request.ts'

/**
 * A streamed answer as the texts it is made of, each as it arrives.
 *
 * Resolves with the first of them, and rejects where the server refuses before it; what goes wrong later is the stream's error. A
 * stream that is cancelled ends its request.
 *
 * @example
 * for await (const text of await streamOf(client, streamEntityMessage, { id, conv_id, content })) write(text)
 */
export function streamOf(client: Client, operation: Operation, input: Fields, options: SendOptions): Promise<ReadableStream<string>> {
  const cancelled = new AbortController()
  const signal = AbortSignal.any([cancelled.signal, ...(options.signal ? [options.signal] : [])])
  return new Promise((resolve, reject) => {
    const texts = new ReadableStream<string>({
      start: (out) => {
        const hear = ({ content }: Fields): void => {
          resolve(texts)
          if (typeof content === 'string' && !cancelled.signal.aborted) out.enqueue(content)
        }
        // What the input is, the method's types have said.
        stream(client, operation, input as Input<Operation>, hear, { ...options, signal }).then(
          () => {
            resolve(texts)
            out.close()
          },
          (error: unknown) => {
            reject(error) // says nothing where the stream is given out already
            if (!cancelled.signal.aborted) out.error(error)
          },
        )
      },
      cancel: (reason) => cancelled.abort(reason),
    })
  })
}
