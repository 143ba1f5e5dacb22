import { afterEach, expect, test } from 'vitest'
import { op, paged, resource } from '../declare/index.ts'
import type { RecordOf } from '../declare/index.ts'
import { fetchOf, testClient, until } from '../testing/index.ts'
import type { Answering, TestClient } from '../testing/index.ts'

export const Deal = resource('deal', { name: 'string', stage: 'string?', amount: 'integer?' })
export const listDeals = op('GET crm/deals', { about: 'List deals', query: paged({ search: 'string?' }), returns: [Deal], auth: 'none' })
export const getDeal = op('GET crm/deals/:id', { about: 'Read a deal', returns: Deal, auth: 'none' })
export const createDeal = op('POST crm/deals', { about: 'Open a deal', body: Deal, returns: Deal, auth: 'none' })
export const updateDeal = op('PUT crm/deals/:id', { about: 'Change a deal', body: Deal, returns: Deal, auth: 'none' })
export const deleteDeal = op('DELETE crm/deals/:id', { about: 'Remove a deal', removes: Deal, auth: 'none' })

export type DealRow = RecordOf<typeof Deal>

export interface DealServer extends Answering {
  rows: DealRow[]
  /** What the answers tell of the whole. */
  totals: boolean
  /** Writes wait here before the work, or after it and before the answer; what throws is a broken connection, a number a refusal. */
  arriving: () => Promise<unknown> | number | null
  leaving: () => Promise<unknown> | null
  /** Runs before each page is read. */
  reading: () => void
}

export const dealOf = (number: number, fields: Partial<DealRow> = {}): DealRow => ({
  unique_id: `d${number}`,
  name: `deal ${number}`,
  created_at: new Date(Date.UTC(2025, 0, 1, 0, number)).toISOString(),
  ...fields,
})

/**
 * A list of deals in memory: pages, an order, filters by equality.
 *
 * @example
 * const server = dealServer(12)
 * server.rows.shift() // somebody else deletes one
 */
export function dealServer(deals: number): DealServer {
  let made = 0
  const refusal = (status: number): Response => Response.json({ errors: [{ status: `${status}`, title: 'No' }] }, { status })
  const one = (row: DealRow): object => ({ id: row.unique_id, type: 'deal', attributes: row })
  const list = (query: URLSearchParams): Response => {
    const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('per_page') ?? 5)]
    const sort = query.get('sort') ?? ''
    const name = sort.replace('-', '') as keyof DealRow // of this test's own
    const stage = query.get('filter[stage]')
    const found = server.rows.filter((row) => stage === null || row.stage === stage)
    if (sort) found.sort((a, b) => ((a[name] ?? '') < (b[name] ?? '') ? -1 : 1) * (sort.startsWith('-') ? -1 : 1))
    const pagination = {
      current_page: page,
      per_page: size,
      total_pages: Math.max(1, Math.ceil(found.length / size)),
      total_count: found.length,
    }
    return Response.json({ data: found.slice((page - 1) * size, page * size).map(one), ...(server.totals && { meta: { pagination } }) })
  }
  const server: DealServer = {
    rows: Array.from({ length: deals }, (_, at) => dealOf(at + 1)),
    totals: true,
    arriving: () => null,
    leaving: () => null,
    reading: () => {},
    fetch: async (request) => {
      const { pathname, searchParams } = new URL(request.url)
      const id = pathname.split('/').at(4)
      if (request.method === 'GET') {
        server.reading()
        const row = server.rows.find(({ unique_id }) => unique_id === id)
        return id === undefined ? list(searchParams) : row ? Response.json({ data: one(row) }) : refusal(404)
      }
      const told = await request.text()
      const verdict = await server.arriving()
      if (typeof verdict === 'number') return refusal(verdict)
      const { deal = {} } = (told ? JSON.parse(told) : {}) as { deal?: Partial<DealRow> } // the client under test wrote it
      const at = server.rows.findIndex(({ unique_id }) => unique_id === id)
      if (request.method === 'DELETE') server.rows.splice(at, 1)
      else if (request.method === 'POST') server.rows.unshift(dealOf(1_000 + (made += 1), deal))
      else server.rows[at] = { ...dealOf(0), ...server.rows[at], ...deal }
      const row = request.method === 'POST' ? server.rows[0] : server.rows[at]
      const answer = request.method === 'DELETE' || !row ? new Response(null, { status: 204 }) : Response.json({ data: one(row) })
      await server.leaving()
      return answer
    },
  }
  return server
}

const disposals: (() => void)[] = []

/** A server of so many deals, and a client on it. */
export function dealWorld(deals: number): TestClient & { readonly server: DealServer; readonly reads: () => number } {
  const server = dealServer(deals)
  const it = testClient(server, { attempts: 1, requestsPerMinute: 1_000_000 })
  disposals.push(it.client.dispose)
  return { ...it, server, reads: () => it.requests.filter((request) => request.startsWith('GET crm/deals?')).length }
}

/** Something to be let go, and what lets it. */
export function held(): { readonly until: Promise<void>; release(): void } {
  let release = (): void => {}
  const until = new Promise<void>((resolve) => (release = resolve))
  return { until, release: () => release() }
}

export const atRest = ($list: { readonly value: { readonly status: string; readonly fetching: boolean } }): Promise<void> =>
  until(() => $list.value.status !== 'pending' && !$list.value.fetching)

afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

test('the server of deals pages, filters, sorts and writes', async () => {
  const fetch = fetchOf(dealServer(3))
  const names = async (query: string): Promise<string[]> => {
    const response = await fetch(`http://deals.test/v1/crm/deals?${query}`)
    const { data } = (await response.json()) as { data: { attributes: DealRow }[] }
    return data.map(({ attributes }) => attributes.name)
  }
  await fetch('http://deals.test/v1/crm/deals', { method: 'POST', body: JSON.stringify({ deal: { name: 'a', stage: 'won' } }) })
  await fetch('http://deals.test/v1/crm/deals/d2', { method: 'PUT', body: JSON.stringify({ deal: { stage: 'won' } }) })
  await fetch('http://deals.test/v1/crm/deals/d1', { method: 'DELETE' })
  expect(await names('per_page=2&page=2')).toEqual(['deal 3'])
  expect(await names('sort=-name')).toEqual(['deal 3', 'deal 2', 'a'])
  expect(await names('filter[stage]=won&sort=name')).toEqual(['a', 'deal 2'])
})
