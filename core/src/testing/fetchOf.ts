/** Whatever answers requests in process: a sandbox, a Hono app, a function of your own. */
export interface Answering {
  fetch(request: Request): Promise<Response>
}

/**
 * A `fetch` that asks something in process. An abort ends the wait at once, as it would on a network, and reaches the request's signal.
 *
 * @example
 * const client = createClient({ appId: 'demo', fetch: fetchOf(createSandbox()) })
 */
export function fetchOf(answering: Answering): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const { signal } = request
    signal.throwIfAborted()
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      answering.fetch(request).then(resolve, reject)
    })
  }
}
