import { errorDocument } from './errorDocument.ts'
import type { RequestContext, SignedIn } from './context.ts'
import { fitsPath } from './fitsPath.ts'
import { Refusal } from './refusal.ts'
import type { RouteEntry } from './routes.ts'
import { serveOperation } from './serveOperation.ts'
import type { ServeOptions } from './serveOperation.ts'

/** What a caller is answered, without a network in between. */
export interface InProcessAnswer {
  readonly status: number
  /** The JSON of the answer; `null` where it has none. */
  readonly document: unknown
}

/** Asks an operation in the name of a user, whose session has been checked: `path` is filled, `crm/deals/d1`. */
export type InProcess = (asked: {
  readonly tenant: string
  readonly user: SignedIn
  /** Where the caller found the sandbox, for links in what is answered: `http://localhost:4023`. */
  readonly origin: string
  readonly method: string
  readonly path: string
  readonly body?: object
  /** The sandbox asks for itself: it is no use of what is read. */
  readonly unseen?: true
}) => Promise<InProcessAnswer>

export interface InProcessParts {
  readonly routes: readonly RouteEntry[]
  readonly openContext: (tenant: string, request: Request, parts: Pick<RequestContext, 'signal' | 'paging' | 'unseen'>) => RequestContext
  readonly checkAnswers: boolean
  readonly watchWrite: ServeOptions['watchWrite']
  readonly report: (error: unknown) => void
}

/**
 * Asks operations from inside the sandbox: the same checks, rules and answers as over HTTP, without faults, rate limit and log.
 *
 * Never rejects: refusals and mistakes come back as the documents they would be over HTTP, and mistakes are reported.
 *
 * @example
 * const { status } = await ask({ tenant: 'demo', user, origin, method: 'GET', path: 'realtime/channels/c1' })
 */
export function createInProcess({ routes, openContext, checkAnswers, watchWrite, report }: InProcessParts): InProcess {
  return async ({ tenant, user, origin, method, path, body, unseen }) => {
    const full = `/v1/${path}`
    const route = routes.find((one) => one.methods.includes(method) && fitsPath(one.path, full))
    if (route === undefined) return { status: 404, document: null }
    const init = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    const request = new Request(`${origin}${full}`, { method, ...init })
    const { signal } = new AbortController()
    const paging = { style: 'gateway', page: 1, size: 1 } as const
    const context = openContext(tenant, request, { signal, paging, ...(unseen === true && { unseen }) })
    const options: ServeOptions = {
      authenticate: async () => user,
      once: async (_context, _user, work) => work(),
      checkAnswers,
      framing: 'blank',
      onGone: () => {},
      watchWrite,
    }
    try {
      const response = await serveOperation(route, full, context, options)
      const text = response.status === 204 ? 'null' : await response.text()
      return { status: response.status, document: JSON.parse(text) as unknown }
    } catch (error) {
      if (!(error instanceof Refusal)) report(error)
      const { status, document } = errorDocument(error)
      return { status, document }
    }
  }
}
