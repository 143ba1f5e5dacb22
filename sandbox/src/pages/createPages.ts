import { randomUUID } from 'node:crypto'
import { operationsOf } from '@blockstate/core/describe'
import type { Context as HonoContext, Hono } from 'hono'
import type { Database } from '../database/openDatabase.ts'
import { readFaultRules } from '../faults/faultRules.ts'
import type { FaultRules } from '../faults/faultRules.ts'
import { readMails } from '../outbox.ts'
import type { Cable } from '../realtime/cable.ts'
import type { Block } from '../server/block.ts'
import type { ServedRequest } from '../server/createServer.ts'
import { refuse } from '../server/refusal.ts'
import { homePage } from './homePage.ts'
import { layout, pageHeaders } from './layout.ts'
import type { Html } from './layout.ts'
import { linkPage, outboxPage } from './outboxPage.ts'
import { createRequestLog } from './requestLog.ts'
import { tryPage } from './tryPage.ts'

export interface PagesParts {
  readonly database: Database
  readonly blocks: readonly Block[]
  readonly faults: FaultRules
  readonly reset: () => void
  readonly cable: Pick<Cable, 'list' | 'cut'>
}

/** The pages and the control routes of one sandbox. */
export interface Pages {
  readonly mount: (app: Hono) => void
  readonly served: (request: ServedRequest) => void
  readonly close: () => void
}

/**
 * Lays out what people look at and tests steer by: `/`, `/_sandbox`, its outbox, faults, live requests, sockets, health and reset.
 * They need no app id: they are about the sandbox, not about a tenant.
 *
 * @example
 * createPages({ database, blocks, faults, reset, cable }).mount(app)
 */
export function createPages({ database, blocks, faults, reset, cable }: PagesParts): Pages {
  const log = createRequestLog()
  return {
    mount: (app) => {
      app.on('GET', ['/', '/_sandbox'], (c) => {
        const { origin } = new URL(c.req.url)
        return show(c, 'Home', (nonce) => homePage({ database, blocks, faults: faults.read(), sockets: cable.list(), origin, nonce }))
      })
      app.get('/_sandbox/outbox', (c) => {
        const mails = readMails(database)
        const wantsPage = (c.req.header('accept') ?? '').includes('text/html')
        return wantsPage ? show(c, 'Outbox', () => outboxPage(mails)) : c.json({ mails })
      })
      app.get('/_sandbox/link', (c) => show(c, 'Link', () => linkPage(c.req.query('kind') ?? '', c.req.query('token') ?? '')))
      app.get('/_sandbox/try/:block/:skill', (c) => {
        const { block: name, skill } = c.req.param()
        const block = blocks.find((one) => one.name === name)
        const operation = operationsOf(block?.operations ?? {}).find(([one]) => one === skill)?.[1]
        if (!block || !operation) refuse(404, 'operation_not_found', 'No such operation', `The sandbox knows no ${skill} of ${name}.`)
        return show(c, skill, (nonce) => tryPage({ block, skill, operation, nonce }))
      })
      app.get('/_sandbox/health', (c) => c.json({ status: 'ok', blocks: blocks.map(({ name }) => name) }))
      app.get(
        '/_sandbox/requests',
        () => new Response(log.watch(), { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' } }),
      )
      app.get('/_sandbox/faults', (c) => c.json({ rules: faults.read() }))
      app.put('/_sandbox/faults', async (c) => {
        const rules = readFaultRules(await c.req.json<unknown>().catch(() => 'no JSON'))
        if (typeof rules === 'string') refuse(400, 'malformed_fault', 'Malformed fault', rules)
        faults.replace(rules)
        return c.json({ rules: faults.read() })
      })
      app.delete('/_sandbox/faults', (c) => {
        faults.replace([])
        return c.json({ rules: [] })
      })
      app.get('/_sandbox/sockets', (c) => c.json({ sockets: cable.list() }))
      app.delete('/_sandbox/sockets', (c) => c.json({ cut: cable.cut() }))
      app.post('/_sandbox/reset', (c) => {
        reset()
        return c.json({ message: 'All data is fresh' })
      })
    },
    // The pages' own requests would drown those they are there to show.
    served: (request) => {
      if (request.path !== '/' && !request.path.startsWith('/_sandbox')) log.add(request)
    },
    close: () => log.close(),
  }
}

function show(c: HonoContext, title: string, content: (nonce: string) => Html): Response | Promise<Response> {
  const nonce = randomUUID()
  return c.html(layout(title, content(nonce), nonce), 200, pageHeaders(nonce))
}
