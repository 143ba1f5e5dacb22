import type { Hono } from 'hono'
import type { Place } from '../database/place.ts'
import type { Block } from '../server/block.ts'

/**
 * Lays out the links of all blocks.
 *
 * @example
 * mountLinks(app, blocks, (tenant) => ({ database, bytes, tenant, now, mint }))
 */
export function mountLinks(app: Hono, blocks: readonly Block[], open: (tenant: string) => Place): void {
  for (const { path, method = 'GET', follow } of blocks.flatMap(({ links = [] }) => links))
    app.on(method, path, (c) => {
      const tell = (parameter: string): string => c.req.param(parameter) ?? ''
      const { pathname, searchParams } = new URL(c.req.url)
      return follow(open(tell('tenant')), { path: pathname, query: searchParams, tell }, c.req.raw)
    })
}
