import { createFetch } from 'ofetch'
import { BlockstateError, abortedBy, isBlockstateError } from '../wire/error.ts'
import type { AnswerHead } from '../wire/failure.ts'
import type { WireRequest } from '../wire/request.ts'
import { orAborted } from './orAborted.ts'
import type { Platform } from './platform.ts'

/** What a request travels with. */
export interface Passage {
  readonly bearer: string | null
  readonly signal: AbortSignal
  /** Milliseconds for everything until `use` is done. */
  readonly timeout: number
}

/** Sends a request and lets `use` read the answer, all of it within the timeout. Rejects with a {@link BlockstateError} only. */
export type Transport = <T>(
  request: WireRequest,
  passage: Passage,
  use: (head: AnswerHead, response: Response) => Promise<T> | T,
) => Promise<T>

/** Told of every answer: the server's `Date` and when its request left, by our clock. */
export type Heard = (date: string | null, sentAt: number) => void

/**
 * Sends requests with ofetch.
 *
 * ofetch knows no `Retry-After`, repeats reads by rules of its own and parses before the status is judged: so retries, timeouts and
 * parsing are ours, the body is asked for unread, and one signal carries whatever may end the exchange.
 *
 * @example
 * const text = await transport(request, { bearer, signal, timeout: 30_000 }, (head, response) => response.text())
 */
export function createTransport(fetch: typeof globalThis.fetch, { after, now }: Platform, heard: Heard): Transport {
  const { raw } = createFetch({ fetch })
  return async ({ method, url, headers, body }, { bearer, signal, timeout }, use) => {
    const what = `${method} ${new URL(url, 'http://localhost').pathname}`
    const sentAt = now()
    const late = new AbortController()
    const either = AbortSignal.any([signal, late.signal])
    const stop = after(timeout, () =>
      late.abort(new BlockstateError('timeout', `${what}: no answer within ${timeout / 1000} s; try again.`)),
    )
    try {
      const response = await raw(url, {
        method,
        headers: bearer === null ? headers : { ...headers, authorization: `Bearer ${bearer}` },
        // Text, bytes or a form already, which ofetch sends as they are.
        ...(body !== undefined && { body }),
        responseType: 'stream',
        ignoreResponseError: true,
        retry: 0,
        // Stores decide what is fresh. A browser going back would hand out its old copy as the server's word.
        cache: 'no-store',
        // A redirect could carry the app id and the token to another origin.
        redirect: 'manual',
        signal: either,
      })
      heard(response.headers.get('date'), sentAt)
      // A browser hides a redirect it was told not to follow behind status 0.
      const head = { status: response.status || 302, header: (name: string) => response.headers.get(name) }
      // Not every `fetch` ends a body it has begun to hand over.
      return await orAborted(either, Promise.resolve(use(head, response)))
    } catch (cause) {
      if (isBlockstateError(cause)) throw cause
      throw either.aborted
        ? abortedBy(either)
        : new BlockstateError('network', `${what}: no answer, the connection failed. Check network and address.`, { cause })
    } finally {
      stop()
    }
  }
}
