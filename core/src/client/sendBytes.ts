/**
 * Sends one request and tells, as they leave, how many bytes of its body have. Rejects with the signal's reason as soon as that aborts:
 * no byte leaves after that.
 */
export type SendBytes = (url: string, init: RequestInit, told: (sent: number) => void) => Promise<Response>

/** Bytes that are handed over at once: a file in memory would else leave in one. */
const PIECE = 65_536

/**
 * What the platform sends bytes with. A browser tells of those that leave through `XMLHttpRequest` only; elsewhere `fetch` takes the body as
 * a stream, which is counted. A `fetch` that was given is used as it is: in a browser its body is told of when it is answered.
 *
 * @param fetch the one the client was made with, if it was
 *
 * @example
 * upload(client, uploadFile, { unique_id }, { send: hostBytes() }) // as if the client had been made without a `fetch`
 */
export function hostBytes(fetch?: typeof globalThis.fetch): SendBytes {
  const page = 'XMLHttpRequest' in globalThis
  if (page && !fetch) return xhrBytes
  // A service worker has no XMLHttpRequest, and streams what it sends over HTTP/2 only.
  const streams = !page && !('importScripts' in globalThis)
  return fetchBytes(fetch ?? ((input, init) => globalThis.fetch(input, init)), streams)
}

/**
 * Sends with `fetch`.
 *
 * @param streams the body goes as a stream of unknown length, and is told of chunk by chunk; else when it is answered
 *
 * @example
 * const send = fetchBytes(fetchOf(createSandbox()), true)
 */
export function fetchBytes(fetch: typeof globalThis.fetch, streams: boolean): SendBytes {
  return async (url, init, told) => {
    const { body, headers, signal } = init
    const whole = streams ? new Response(body) : undefined
    if (!whole?.body) {
      const response = await fetch(url, init)
      told(Infinity)
      return response
    }
    const counted = inPieces(whole.body, signal, told)
    const all = new Headers(headers)
    // The form's boundary stands in it.
    const type = whole.headers.get('content-type')
    if (type !== null && !all.has('content-type')) all.set('content-type', type)
    // lib.dom does not know the member yet that streams ask for.
    const streamed: RequestInit & { duplex: 'half' } = { ...init, headers: all, body: counted, duplex: 'half' }
    return fetch(url, streamed)
  }
}

/** A stream that hands out a little at a time, tells what it has handed out, and is read no further when the signal aborts. */
function inPieces(whole: ReadableStream<Uint8Array>, signal: AbortSignal | null | undefined, told: (sent: number) => void): ReadableStream {
  const reader = whole.getReader()
  let sent = 0
  let left: Uint8Array = new Uint8Array()
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => signal?.addEventListener('abort', () => controller.error(signal.reason)),
      pull: async (controller) => {
        while (left.length === 0) {
          const { done, value } = await reader.read()
          if (signal?.aborted) return
          if (done) return controller.close()
          left = value
        }
        const piece = left.subarray(0, PIECE)
        left = left.subarray(PIECE)
        controller.enqueue(piece)
        told((sent += piece.length))
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}

/** Sends with `XMLHttpRequest`, which follows redirects by itself: an answer from elsewhere is handed over as the redirect it was. */
const xhrBytes: SendBytes = (url, { method = 'GET', headers, body, signal }, told) =>
  new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    const stop = (): void => {
      xhr.abort()
      reject(signal?.reason as Error)
    }
    if (signal?.aborted) return stop()
    xhr.open(method, url)
    new Headers(headers).forEach((value, name) => xhr.setRequestHeader(name, value))
    xhr.responseType = 'arraybuffer'
    xhr.upload.onprogress = ({ loaded }) => told(loaded)
    xhr.onerror = () => reject(new TypeError('The connection failed.'))
    xhr.onload = () => resolve(answerOf(xhr, url))
    xhr.onloadend = () => signal?.removeEventListener('abort', stop)
    signal?.addEventListener('abort', stop)
    // Text or a form: what the client sends.
    xhr.send(body as FormData | string | null | undefined)
  })

function answerOf(xhr: XMLHttpRequest, url: string): Response {
  const headers = new Headers()
  for (const line of xhr.getAllResponseHeaders().trim().split(/\r\n/)) {
    const [, name, value] = /^([^:]+):\s*(.*)$/.exec(line) ?? []
    if (name !== undefined && value !== undefined) headers.append(name, value)
  }
  const moved = xhr.responseURL !== '' && new URL(xhr.responseURL).href !== new URL(url, document.baseURI).href
  const status = moved ? 302 : xhr.status
  const empty = status === 204 || status === 205 || status === 304
  return new Response(empty ? null : (xhr.response as ArrayBuffer), { status, headers })
}
