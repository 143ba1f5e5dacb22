import { expect, test } from 'vitest'

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
  /** What it writes. */
  readonly fields: Partial<Row>
  readonly signal: AbortSignal
  /** The row it made; empty where it made none. */
  made: string
  /** The server's time of the work; 0 before. */
  at: number
  /** What the server said; 0 before the work, and where the connection broke. */
  status: number
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

export interface OracleServer {
  readonly rows: readonly Row[]
  readonly exchanges: readonly Exchange[]
  readonly fetch: typeof globalThis.fetch
  /** Is there a way to it? Without one, what is sent fails at once. */
  reachable: boolean
  /** Called with each request that comes in. */
  arrived: (exchange: Exchange) => void
  past(id: string, field: Field): readonly Span[]
  insert(place: number, fields: Partial<Row>): Row
  edit(id: string, fields: Partial<Row>): void
  remove(id: string): void
}

/** As much of a response as the transport reads; a real one takes a third of the time of a schedule. */
function responseOf(status: number, body: object | null): Response {
  const text = body ? JSON.stringify(body) : ''
  const like = { status, headers: new Map(), body: null, text: async () => text }
  return like as unknown as Response // by the sentence above
}

/**
 * One list of rows, in memory, that remembers every value each field ever had. Answers wait to be let through.
 *
 * @example
 * const server = oracleServer()
 * const client = createClient({ appId: 'demo', fetch: server.fetch })
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

  const refusal = (status: number): Response => responseOf(status, { errors: [{ status: String(status), title: 'No' }] })
  const one = (row: Partial<Row>): object => ({ id: row.unique_id, type: 'item', attributes: row })
  const list = (page: number): Response => {
    const pagination = { current_page: page, per_page: PER_PAGE, total_pages: Math.ceil(rows.length / PER_PAGE), total_count: rows.length }
    return responseOf(200, { data: rows.slice((page - 1) * PER_PAGE, page * PER_PAGE).map(one), meta: { pagination } })
  }
  /** Does what a request asks, and says what it answers. */
  const answer = (exchange: Exchange, page: number, refuses: boolean, tells: Tells): Response => {
    const { method, id, fields } = exchange
    if (method === 'GET' && !id) return list(page)
    if (refuses && method !== 'GET') return refusal(422)
    if (method === 'POST') {
      const row = insert(0, fields)
      exchange.made = row.unique_id
      return responseOf(201, { data: one(row) })
    }
    if (!rows[placeOf(id)]) return refusal(404)
    if (method === 'DELETE') {
      remove(id)
      return responseOf(204, null)
    }
    if (method === 'PUT') edit(id, fields)
    exchange.told = method === 'GET' || tells === 'all' ? FIELDS : tells === 'written' ? Object.keys(fields) : []
    const told = Object.entries(rows[placeOf(id)] ?? {}).filter(([name]) => name === 'unique_id' || exchange.told.includes(name))
    return responseOf(200, { data: one(Object.fromEntries(told)) })
  }
  // The client under test sends addresses and texts.
  const fetch = (address: unknown, { method = 'GET', body, signal }: RequestInit = {}): Promise<Response> =>
    new Promise((resolve, reject) => {
      if (!server.reachable) return reject(new TypeError('fetch failed'))
      const url = new URL(String(address))
      const over = signal ?? new AbortController().signal
      let response: Response | undefined
      const exchange: Exchange = {
        method,
        id: /items\/(.+)$/.exec(url.pathname)?.[1] ?? '',
        fields: body ? (JSON.parse(String(body)) as { item: Partial<Row> }).item : {},
        signal: over,
        made: '',
        at: 0,
        status: 0,
        told: [],
        done: false,
        work: (refuses = false, tells = 'all') => {
          response = answer(exchange, Number(url.searchParams.get('page') ?? 1), refuses, tells)
          exchange.at = now
        },
        end: (lost = false) => {
          exchange.done = true
          if (response && !lost) {
            exchange.status = response.status
            resolve(response)
          } else reject(new TypeError('fetch failed'))
        },
      }
      over.addEventListener('abort', () => reject(over.reason))
      exchanges.push(exchange)
      server.arrived(exchange)
    })
  const server: OracleServer = {
    rows,
    exchanges,
    fetch,
    reachable: true,
    arrived: () => {},
    past: (id, field) => pasts.get(id)?.[field] ?? [],
    insert,
    edit,
    remove,
  }
  return server
}

test('the server of the oracle works and answers when it is told to, and remembers what was', async () => {
  const server = oracleServer()
  for (let place = 0; place < 3; place += 1) server.insert(place, {})
  const put = server.fetch('http://sandbox.test/v1/shop/items/r1', { method: 'PUT', body: '{"item":{"name":"new"}}' })
  const page = server.fetch('http://sandbox.test/v1/shop/items?page=2')
  const lost = server.fetch('http://sandbox.test/v1/shop/items/r2', { method: 'DELETE' })
  expect(server.exchanges.map(({ method, id, at }) => [method, id, at])).toEqual([
    ['PUT', 'r1', 0],
    ['GET', '', 0],
    ['DELETE', 'r2', 0],
  ])
  for (const exchange of server.exchanges) exchange.work(false, 'written')
  server.exchanges.forEach((exchange, index) => exchange.end(index === 2))
  expect(JSON.parse(await (await put).text())).toEqual({ data: { id: 'r1', type: 'item', attributes: { unique_id: 'r1', name: 'new' } } })
  expect(JSON.parse(await (await page).text())).toMatchObject({ data: [{ id: 'r3' }], meta: { pagination: { total_count: 3 } } })
  await expect(lost).rejects.toThrow('fetch failed')
  expect(server.rows.map(({ unique_id }) => unique_id)).toEqual(['r1', 'r3'])
  expect(server.past('r1', 'name').map(({ value }) => value)).toEqual(['name at 1', 'new'])
  server.reachable = false
  await expect(server.fetch('http://sandbox.test/v1/shop/items')).rejects.toThrow('fetch failed')
})
