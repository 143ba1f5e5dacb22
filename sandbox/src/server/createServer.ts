import { Hono } from 'hono'
import type { Context as HonoContext } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import { disturb } from '../faults/disturb.ts'
import { faultAnswer } from '../faults/faultAnswer.ts'
import type { FaultRules } from '../faults/faultRules.ts'
import { readFault } from '../faults/readFault.ts'
import type { Fault } from '../faults/readFault.ts'
import { readAddress } from './address.ts'
import type { RequestContext, SignedIn } from './context.ts'
import { errorDocument } from './errorDocument.ts'
import { missedRoute } from './missedRoute.ts'
import { readPaging } from './paging.ts'
import type { RateLimit } from './rateLimit.ts'
import { Refusal, refuse } from './refusal.ts'
import type { Once } from './repeats.ts'
import type { RouteEntry } from './routes.ts'
import { serveOperation } from './serveOperation.ts'
import type { WatchWrite } from './watchWrite.ts'

/** A request that has been answered (its headers, at least), for the page of live requests. */
export interface ServedRequest {
  readonly at: number
  readonly ms: number
  readonly id: string
  readonly method: string
  readonly path: string
  readonly status: number
  readonly tenant: string | null
}

export interface ServerParts {
  readonly routes: readonly RouteEntry[]
  readonly blocks: readonly string[]
  readonly faults: FaultRules
  readonly rateLimit: RateLimit
  /** In bytes. */
  readonly largestBody: number
  /** Makes what handlers get, for a tenant that it creates where there is none. */
  readonly openContext: (tenant: string, request: Request, parts: Pick<RequestContext, 'signal' | 'paging' | 'unseen'>) => RequestContext
  readonly authenticate: (context: RequestContext) => Promise<SignedIn>
  readonly once: Once
  readonly watchWrite: WatchWrite
  readonly checkAnswers: boolean
  readonly now: () => number
  readonly mint: () => string
  readonly pause: RequestContext['pause']
  readonly background: RequestContext['background']
  readonly served: (request: ServedRequest) => void
  /** Told of every mistake of the sandbox's own. */
  readonly report: (error: unknown) => void
  /** Routes outside the API: pages, control, public keys. */
  readonly beside: (app: Hono) => void
}

/**
 * The HTTP face of the sandbox: addresses, cross-origin rules, request ids, app ids, the rate limit, faults, routes, errors.
 *
 * @example
 * const app = createServer(parts)
 * const response = await app.fetch(new Request('http://sandbox.test/v1/auth/profile'))
 */
export function createServer(parts: ServerParts): Hono {
  const app = new Hono({ getPath: (request) => readAddress(request.url, parts.blocks).path })
  const tenants = new WeakMap<Request, string>()
  app.use(async (c, next) => {
    const started = parts.now()
    const id = c.req.header('x-request-id') ?? parts.mint()
    await next()
    c.res.headers.set('x-request-id', id)
    // Answers are somebody's own and change: no cache may keep them. Streams say `no-cache` themselves.
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
    c.res.headers.set('date', new Date(parts.now()).toUTCString())
    const { method, path } = c.req
    parts.served({ at: started, ms: parts.now() - started, id, method, path, status: c.res.status, tenant: tenants.get(c.req.raw) ?? null })
  })
  app.use(
    cors({
      origin: '*',
      allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      exposeHeaders: ['Retry-After', 'Date', 'X-Request-ID', 'Allow', 'ETag'],
      maxAge: 86_400,
    }),
  )
  app.use(bodyLimit({ maxSize: parts.largestBody, onError: () => refuseBody(parts.largestBody) }))
  parts.beside(app)
  for (const route of parts.routes) app.on([...route.methods], route.path, (c) => serve(parts, c, route, tenants))
  app.notFound((c) =>
    refusalResponse(
      parts,
      attempt(() => missedRoute(parts.routes, c.req.method, c.req.path)),
    ),
  )
  app.onError((error) => refusalResponse(parts, error))
  return app
}

async function serve(parts: ServerParts, c: HonoContext, route: RouteEntry, tenants: WeakMap<Request, string>): Promise<Response> {
  const request = c.req.raw
  const fault = faultOf(parts, request, c.req.path)
  if (fault.delay !== undefined) await parts.pause(fault.delay, request.signal)
  if (fault.status !== undefined) return finish(parts, faultAnswer(fault.status, fault), fault)
  const tenant = tenantOf(request)
  tenants.set(request, tenant)
  const wait = parts.rateLimit.take(tenant, parts.now())
  if (wait > 0)
    refuse(429, 'rate_limited', 'Too many requests', `This app id has used up its requests; wait ${wait} s.`, {
      'retry-after': String(wait),
    })
  const url = new URL(request.url)
  const paging = readPaging(url.searchParams, readAddress(request.url, parts.blocks).style)
  if (!('style' in paging)) throw new Refusal(422, 'validation_error', paging)
  const gone = new AbortController()
  // Behind a cut of ours the request is aborted too, but nobody has left: the work goes on and is stored.
  const cut = fault.drop !== undefined || fault.truncate !== undefined
  const signal = cut ? gone.signal : AbortSignal.any([request.signal, gone.signal])
  const context = parts.openContext(tenant, request, { signal, paging })
  const framing = fault.framing ?? (request.headers.get('x-sandbox-framing') === 'line' ? 'line' : 'blank')
  const { authenticate, once, checkAnswers, watchWrite } = parts
  const options = { authenticate, once, checkAnswers, framing, onGone: () => gone.abort(), watchWrite }
  const response = await serveOperation(route, c.req.path, context, options)
  if (fault.statusAfter !== undefined) return finish(parts, faultAnswer(fault.statusAfter, fault), fault)
  return finish(parts, fault.body === undefined ? response : faultAnswer(response.status, fault), fault)
}

/** Header over rules: what a request asks for itself is meant for it. */
function faultOf(parts: ServerParts, request: Request, path: string): Fault {
  const laid = parts.faults.strike(request.method, path)
  const asked = readFault(request.headers.get('x-sandbox-fault') ?? '')
  if (typeof asked === 'string') refuse(400, 'malformed_fault', 'Malformed fault', asked)
  return { ...laid, ...asked }
}

function finish(parts: ServerParts, response: Response, fault: Fault): Response {
  const disturbs = [fault.drop, fault.stall, fault.truncate, fault.slow].some((value) => value !== undefined)
  if (!disturbs || response.body === null) return response
  const body = disturb(response.body, fault, { pause: parts.pause, background: parts.background })
  return new Response(body, { status: response.status, headers: response.headers })
}

/** A body that says its length is refused before a byte of it is read; one that does not, at the first byte too many. */
function refuseBody(largest: number): never {
  refuse(413, 'body_too_large', 'Body too large', `A request may hold ${largest} bytes at most; send less at once.`)
}

function tenantOf(request: Request): string {
  const tenant = ['app-id', 'appid', 'x-api-key']
    .map((name) => request.headers.get(name)?.trim())
    .find((value) => value !== undefined && value !== '')
  if (tenant !== undefined) return tenant
  // 400, not 401: no token is missing, and a client must not refresh its session because of it.
  refuse(
    400,
    'app_id_missing',
    'App id missing',
    "Send your app id in the header 'app-id' ('AppId' and 'x-api-key' are read too); any text will do here.",
  )
}

function refusalResponse(parts: ServerParts, error: unknown): Response {
  if (!(error instanceof Refusal)) {
    parts.report(error)
    if (parts.checkAnswers) throw error
  }
  const { status, headers, document } = errorDocument(error)
  return new Response(JSON.stringify(document), { status, headers: { 'content-type': 'application/json', ...headers } })
}

function attempt(work: () => never): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}
