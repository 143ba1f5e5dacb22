import { createFetch } from 'ofetch'
import { BlockstateError, isBlockstateError } from '../wire/error.ts'
import type { AnswerHead } from '../wire/failure.ts'
import type { WireRequest } from '../wire/request.ts'
import type { Platform } from './platform.ts'

/** A running exchange: its answer's head, and the body still to be read. */
export interface Exchange extends AnswerHead {
  readonly body: ReadableStream<Uint8Array> | null
}

export interface Transport {
  /** Sends and reads the whole answer as text. `timeout` milliseconds cover all of it, the body included. */
  exchange(request: WireRequest, options: { bearer: string | null; signal: AbortSignal; timeout: number }): Promise<{ head: AnswerHead; text: string }>
  /** Sends and hands over the body unread. `timeout` milliseconds cover the wait for the answer's head. */
  open(request: WireRequest, options: { bearer: string | null; signal: AbortSignal; timeout: number }): Promise<Exchange>
}

/**
 * Sends requests with ofetch.
 *
 * ofetch 1.5 ignores `timeout` where a signal is given and repeats what a user aborted, reads `Retry-After` nowhere, and hands out
 * malformed JSON as text without a word (research/anchors-chat.md 5): so retries, timeouts and parsing are ours, the signal is one
 * that both can abort, and the body is asked for raw.
 *
 * @example
 * const { head, text } = await createTransport(fetch, platform).exchange(request, { bearer, signal, timeout: 30_000 })
 */
export function createTransport(fetch: typeof globalThis.fetch, platform: Platform): Transport {
  const ofetch = createFetch({ fetch, Headers: globalThis.Headers, AbortController: globalThis.AbortController })

  async function within<T>(
    request: WireRequest,
    { bearer, signal, timeout }: { bearer: string | null; signal: AbortSignal; timeout: number },
    use: (response: Response) => Promise<T>,
  ): Promise<T> {
    const { pathname } = new URL(request.url, 'http://localhost')
    const what = `${request.method} ${pathname}`
    const late = new AbortController()
    const either = AbortSignal.any([signal, late.signal])
    const stop = platform.after(timeout, () =>
      late.abort(new BlockstateError('timeout', `${what} was not answered within ${timeout / 1000} s; try again.`)),
    )
    try {
      const response = await ofetch.raw(request.url, {
        method: request.method,
        headers: { ...request.headers, ...(bearer !== null && { authorization: `Bearer ${bearer}` }) },
        // ofetch types the body as its JSON; ours is text already, which it sends as it is.
        ...(request.body !== undefined && { body: request.body }),
        responseType: 'stream',
        ignoreResponseError: true,
        retry: 0,
        // A redirect could carry the app id and the token to another origin.
        redirect: 'manual',
        signal: either,
      })
      return await use(response)
    } catch (cause) {
      if (isBlockstateError(cause)) throw cause
      if (either.aborted) {
        throw isBlockstateError(either.reason) ? either.reason : new BlockstateError('aborted', `${what} was taken back.`, { cause: either.reason })
      }
      throw new BlockstateError('network', `${what} got no answer: the connection failed. Check the network and the address.`, { cause })
    } finally {
      stop()
    }
  }

  return {
    exchange: (request, options) =>
      within(request, options, async (response) => ({ head: headOf(response), text: new TextDecoder().decode(await wholeBody(response)) })),
    open: (request, options) => within(request, options, async (response) => ({ ...headOf(response), body: response.body })),
  }
}

async function wholeBody(response: Response): Promise<ArrayBuffer> {
  return response.body ? new Response(response.body).arrayBuffer() : new ArrayBuffer(0)
}

function headOf(response: Response): AnswerHead {
  // A browser hides a redirect it was told not to follow behind status 0.
  const status = response.type === 'opaqueredirect' ? 302 : response.status
  return { status, header: (name) => response.headers.get(name) }
}
