import { randomUUID } from 'node:crypto'
import type { JWK } from 'jose'
import { createAuth } from './auth/createAuth.ts'
import { blocks as servedBlocks } from './blocks.ts'
import { migrate } from './database/migrate.ts'
import { openDatabase } from './database/openDatabase.ts'
import type { Database } from './database/openDatabase.ts'
import { createFaultRules } from './faults/faultRules.ts'
import { openOutbox, outboxMigrations } from './outbox.ts'
import { createPages } from './pages/createPages.ts'
import { realPause } from './realPause.ts'
import { createCable } from './realtime/cable.ts'
import type { Cable } from './realtime/cable.ts'
import { CABLE } from './realtime/socketTokenHandlers.ts'
import { memoryWebSocket } from './realtime/memoryWebSocket.ts'
import { abortable } from './server/abortable.ts'
import { realAfter } from './server/after.ts'
import type { After } from './server/after.ts'
import type { Block } from './server/block.ts'
import { createServer } from './server/createServer.ts'
import type { ServerParts } from './server/createServer.ts'
import { createInProcess } from './server/inProcess.ts'
import type { Place } from './database/place.ts'
import { createRateLimit } from './server/rateLimit.ts'
import { createRepeats, repeatMigrations } from './server/repeats.ts'
import { refuse } from './server/refusal.ts'
import { routesOf } from './server/routes.ts'
import { createTenants } from './server/tenants.ts'
import type { WatchWrite } from './server/watchWrite.ts'
import { clearRows, plantSeeds } from './seed/plantSeeds.ts'
import { mountLinks } from './storage/mountLinks.ts'
import { openByteStore } from './storage/openByteStore.ts'
import { signedLinkMigrations } from './storage/signedLink.ts'

/** Everything that a sandbox takes from outside; each has the real thing as its default. */
export interface SandboxOptions {
  /** The database file, with the bytes of files in a folder beside it; `:memory:` forgets everything with the object. */
  readonly file?: string
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** By so many seconds the sandbox's clock is ahead of `now`; behind where negative. Answers tell it in `Date`, as servers do. */
  readonly clockSkewSeconds?: number
  /** From 0 to below 1: chance in fault rules. */
  readonly random?: () => number
  /** New UUIDs v4. */
  readonly mint?: () => string
  /** Waits so many milliseconds, for fault delays and streams; ends early when the signal aborts. */
  readonly pause?: (ms: number, signal?: AbortSignal) => Promise<void>
  /** Timers, for the beats of sockets and for who is taken to have left: runs `run` in so many milliseconds and returns the undo. */
  readonly after?: After
  /** Where the sandbox is reached, for the links in its mails; absent: where each request says it found it. */
  readonly origin?: string
  /** Whether a fresh database gets the demo data, in the tenant `demo`. Other tenants never do. */
  readonly seed?: boolean
  /** Configuration by name; the CLI gives `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly requestsPerMinute?: number
  /** The largest body of a request in bytes; the documented 100 MB unless said. */
  readonly largestBody?: number
  /** For so long after its first use a refresh token may be used again; 0: a second use ends the session. */
  readonly refreshGraceSeconds?: number
  /** The private RS256 key (JWK) tokens are signed with; absent: one is made once and kept in the database. */
  readonly signingKey?: JWK
  /** Throws where a handler answers what its operation does not declare. For tests. */
  readonly checkAnswers?: boolean
  /** The blocks besides auth. */
  readonly blocks?: readonly Block[]
  /** Told of the sandbox's own mistakes (what callers see as 500) and of streams and background work that failed. */
  readonly report?: (error: unknown) => void
}

/** The API on this machine. */
export interface Sandbox {
  /** Answers as the network would; takes what the platform's `fetch` takes. */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>
  /** The browser's `WebSocket` with this sandbox at the other end, in process. */
  readonly WebSocket: typeof WebSocket
  /** All open sockets, and the way in for whoever carries some over a network. */
  readonly cable: Cable
  readonly database: Database
  /** All data gone, the demo data planted anew. */
  readonly reset: () => void
  /** Waits for what is still under way: requests, also aborted ones, and work that outlives its answer. */
  readonly settled: () => Promise<void>
  readonly close: () => void
}

/**
 * Opens the API on this machine: a `fetch` in process, over a SQLite file. Two sandboxes share nothing but the file they are given.
 *
 * Throws where the file cannot be opened or was written by a newer sandbox.
 *
 * @example
 * const sandbox = createSandbox()
 * const response = await sandbox.fetch('http://sandbox.test/v1/auth/login', { method: 'POST', headers: { 'app-id': 'demo', … }, body })
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { random = Math.random, mint = randomUUID, pause = realPause, env = {}, checkAnswers = false } = options
  const { after = realAfter, report = console.error, seed = true, now: clock = Date.now, clockSkewSeconds = 0 } = options
  const now = (): number => clock() + clockSkewSeconds * 1000
  const file = options.file ?? ':memory:'
  const database = openDatabase(file)
  const bytes = openByteStore(file === ':memory:' ? undefined : `${file}-files`)
  const auth = createAuth({ database, refreshGraceSeconds: options.refreshGraceSeconds ?? 0, signingKey: options.signingKey })
  const blocks = [auth.block, ...(options.blocks ?? servedBlocks)]
  migrate(database, 'outbox', outboxMigrations)
  migrate(database, 'repeats', repeatMigrations)
  migrate(database, 'links', signedLinkMigrations)
  for (const { name, migrations } of blocks) migrate(database, name, migrations)
  const tenants = createTenants(database, now)
  const plant = (): void => {
    if (seed && tenants.isEmpty()) plantSeeds(blocks, { database, bytes, now, mint, tenant: tenants.enter('demo') })
  }
  const reset = (): void => {
    clearRows(database)
    bytes.clear()
    tenants.forget()
    plant()
    cable.settle()
  }
  plant()
  let closed = false
  const running = new Set<Promise<unknown>>()
  const background = (work: Promise<unknown>): void => {
    // Whatever it wrote is committed by then, and told to whoever listens.
    const told = work.finally(() => !closed && cable.settle())
    const watched = told.catch(report).finally(() => running.delete(watched))
    running.add(watched)
  }
  const settled = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running)
  }
  const faults = createFaultRules(random, now)
  const routes = routesOf(blocks)
  const openContext: ServerParts['openContext'] = (tenant, request, parts) => {
    const outbox = openOutbox(database, tenants.enter(tenant), now, mint)
    const origin = options.origin ?? new URL(request.url).origin
    const changed = (path: string): void => cable.changed(tenant, path)
    return { database, bytes, tenant, now, mint, request, pause, outbox, origin, env, background, changed, ...parts }
  }
  const watchWrite: WatchWrite = (write) => cable.watchWrite(write)
  const names = blocks.map(({ name }) => name)
  const ask = createInProcess({ routes, openContext, checkAnswers, watchWrite, report })
  const place = (tenant: string): Place => ({ database, bytes, tenant, now, mint })
  const cable = createCable({ blocks: names, routes, place, mint, after, faults, ask, background })
  const pages = createPages({ database, blocks, faults, reset, cable })
  const app = createServer({
    routes,
    blocks: names,
    faults,
    largestBody: options.largestBody ?? 100 * 1024 * 1024,
    rateLimit: createRateLimit(options.requestsPerMinute ?? 1000),
    openContext,
    authenticate: auth.authenticate,
    once: createRepeats(database),
    watchWrite,
    checkAnswers,
    now,
    mint,
    pause,
    background,
    report,
    served: pages.served,
    beside: (hono) => {
      pages.mount(hono)
      auth.mount(hono)
      hono.get(CABLE, () =>
        refuse(426, 'upgrade_required', 'A socket lives here', 'Open a WebSocket at this address.', { upgrade: 'websocket' }),
      )
      mountLinks(hono, blocks, place)
    },
  })
  return {
    fetch: (input, init) =>
      abortable(new Request(input, init), async (request) => {
        // An aborted request rejects at once, but is still being answered in here.
        const answer = Promise.resolve(app.fetch(request))
        background(answer)
        return answer
      }),
    WebSocket: memoryWebSocket(cable.admit),
    cable,
    database,
    reset,
    settled,
    close: () => {
      cable.close()
      closed = true
      pages.close()
      database.close()
    },
  }
}
