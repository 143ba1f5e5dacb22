import { expect, test } from 'vitest'
import { fetchOf, turn } from '../../testing/index.ts'
import type { Answering } from '../../testing/index.ts'

export type Field = 'name' | 'note'
export const FIELDS: readonly Field[] = ['name', 'note']
export const PER_PAGE = 2

export interface Row {
  readonly unique_id: string
  readonly name: string
  readonly note: string
}

/** How much of the row the answer to an update tells. */
export type Tells = 'nothing' | 'written' | 'all'

/** A request that came in. The work is done when the test says so, the answer handed over when it says so, if ever. */
export interface Exchange {
  readonly method: string
  /** The row its path names; empty for the list. */
  readonly id: string
  /** The row it made; empty where it made none. */
  made: string
  readonly signal: AbortSignal
  /** The server's time of the work; 0 before. */
  at: number
  /** What it writes. */
  readonly fields: Partial<Row>
  /** The fields the answer tells. */
  told: readonly string[]
  done: boolean
  work(refuses?: boolean, tells?: Tells): void
  /** Hands over the answer, or breaks the connection. */
  end(lost?: boolean): void
}

/** A value a field had: from one moment of the server's time until another. */
interface Span {
  readonly value: string
  readonly from: number
  until: number
}

export interface OracleServer extends Answering {
  readonly rows: readonly Row[]
  readonly exchanges: readonly Exchange[]
  /** Every id there ever was, oldest first. */
  ids(): string[]
  past(id: string, field: Field): readonly Span[]
  insert(place: number, fields: Partial<Row>): Row
  edit(id: string, fields: Partial<Row>): void
  remove(id: string): void
}

/**
 * One list of rows, in memory, that remembers every value each field ever had. Answers wait to be let through.
 *
 * @example
 * const server = oracleServer()
 * const { client } = testClient(server)
 */
export function oracleServer(): OracleServer {
  const rows: Row[] = []
  const exchanges: Exchange[] = []
  const pasts = new Map<string, Record<Field, Span[]>>()
  let now = 0

  const note = ({ unique_id, ...fields }: Row): void => {
    const past = pasts.get(unique_id) ?? { name: [], note: [] }
    for (const field of FIELDS) {
      const last = past[field].at(-1)
      if (last?.value === fields[field]) continue
      if (last) last.until = now
      past[field].push({ value: fields[field], from: now, until: Infinity })
    }
    pasts.set(unique_id, past)
  }
  const placeOf = (id: string): number => rows.findIndex(({ unique_id }) => unique_id === id)
  const insert = (place: number, fields: Partial<Row>): Row => {
    now += 1
    const row = { name: `name at ${now}`, note: `note at ${now}`, ...fields, unique_id: `r${pasts.size + 1}` }
    rows.splice(place, 0, row)
    note(row)
    return row
  }
  const edit = (id: string, fields: Partial<Row>): void => {
    const row = rows[placeOf(id)]
    if (!row) return
    now += 1
    const next = { ...row, ...fields }
    rows[placeOf(id)] = next
    note(next)
  }
  const remove = (id: string): void => {
    now += 1
    rows.splice(placeOf(id), 1)
  }

  const refusal = (status: number): Response => Response.json({ errors: [{ status: String(status), title: 'No' }] }, { status })
  const one = (row: Partial<Row>): object => ({ id: row.unique_id, type: 'item', attributes: row })
  const list = (page: number): Response => {
    const pagination = { current_page: page, per_page: PER_PAGE, total_pages: Math.ceil(rows.length / PER_PAGE), total_count: rows.length }
    return Response.json({ data: rows.slice((page - 1) * PER_PAGE, page * PER_PAGE).map(one), meta: { pagination } })
  }
  // The client under test wrote it.
  const fieldsOf = (body: string): Partial<Row> => (body ? (JSON.parse(body) as { item: Partial<Row> }).item : {})
  /** Does what a request asks, and says what it answers. */
  const answer = (exchange: Exchange, page: number, body: string, refuses: boolean, tells: Tells): Response => {
    const { method, id } = exchange
    if (method === 'GET' && !id) return list(page)
    if (refuses && method !== 'GET') return refusal(422)
    const fields = fieldsOf(body)
    if (method === 'POST') {
      const row = insert(0, fields)
      exchange.made = row.unique_id
      return Response.json({ data: one(row) }, { status: 201 })
    }
    if (!rows[placeOf(id)]) return refusal(404)
    if (method === 'DELETE') {
      remove(id)
      return new Response(null, { status: 204 })
    }
    if (method === 'PUT') edit(id, fields)
    exchange.told = method === 'GET' || tells === 'all' ? FIELDS : tells === 'written' ? Object.keys(fields) : []
    const told = Object.entries(rows[placeOf(id)] ?? {}).filter(([name]) => name === 'unique_id' || exchange.told.includes(name))
    return Response.json({ data: one(Object.fromEntries(told)) })
  }

  return {
    rows,
    exchanges,
    ids: () => [...pasts.keys()],
    past: (id, field) => pasts.get(id)?.[field] ?? [],
    insert,
    edit,
    remove,
    fetch: (request) => {
      const { method, signal } = request
      const url = new URL(request.url)
      let body = ''
      // Here before anything is asked of the exchange: that takes a turn.
      void request.text().then((text) => (body = text))
      return new Promise((resolve, reject) => {
        let response: Response | undefined
        const exchange: Exchange = {
          method,
          id: /items\/(.+)$/.exec(url.pathname)?.[1] ?? '',
          made: '',
          signal,
          at: 0,
          get fields() {
            return fieldsOf(body)
          },
          told: [],
          done: false,
          work: (refuses = false, tells = 'all') => {
            response = answer(exchange, Number(url.searchParams.get('page') ?? 1), body, refuses, tells)
            exchange.at = now
          },
          end: (lost = false) => {
            exchange.done = true
            if (response && !lost) resolve(response)
            else reject(new TypeError('fetch failed'))
          },
        }
        exchanges.push(exchange)
      })
    },
  }
}

test('the server of the oracle works and answers when it is told to, and remembers what was', async () => {
  const server = oracleServer()
  for (let place = 0; place < 3; place += 1) server.insert(place, {})
  const fetch = fetchOf(server)
  const put = fetch('http://sandbox.test/v1/shop/items/r1', { method: 'PUT', body: '{"item":{"name":"new"}}' })
  const page = fetch('http://sandbox.test/v1/shop/items?page=2')
  const lost = fetch('http://sandbox.test/v1/shop/items/r2', { method: 'DELETE' })
  await turn()
  expect(server.exchanges.map(({ method, id, at }) => [method, id, at])).toEqual([
    ['PUT', 'r1', 0],
    ['GET', '', 0],
    ['DELETE', 'r2', 0],
  ])
  for (const exchange of server.exchanges) exchange.work(false, 'written')
  server.exchanges.forEach((exchange, index) => exchange.end(index === 2))
  expect(await (await put).json()).toEqual({ data: { id: 'r1', type: 'item', attributes: { unique_id: 'r1', name: 'new' } } })
  expect(await (await page).json()).toMatchObject({ data: [{ id: 'r3' }], meta: { pagination: { total_count: 3 } } })
  await expect(lost).rejects.toThrow('fetch failed')
  expect(server.rows.map(({ unique_id }) => unique_id)).toEqual(['r1', 'r3'])
  expect(server.past('r1', 'name').map(({ value }) => value)).toEqual(['name at 1', 'new'])
})
