import type { Edit, Row } from './row.ts'

/** A name the server never takes. */
export const REFUSED = 'refused'

/** A request that has come in and is not answered. */
export interface Held {
  readonly method: string
  readonly id: string
  readonly fields: Edit
  /** Does what was asked, once. A read is worked as it comes in: it tells what was true then. */
  work(): void
  /** Works if that has not been done, and lets the answer through. Nothing where the caller no longer waits. */
  answer(): void
}

/** A server that answers when it is told to. */
export interface Server {
  readonly fetch: typeof globalThis.fetch
  /** The requests that wait, in the order they came. */
  held(): readonly Held[]
  rows(): readonly Row[]
  /** Somebody else writes a row, or makes one at the head of the list. */
  put(id: string, fields: Edit): void
}

/**
 * A list of halls in memory, over the API's own wire.
 *
 * @example
 * const server = createServer([{ unique_id: 'h1', name: 'one', description: '' }])
 */
export function createServer(initial: readonly Row[]): Server {
  let rows = [...initial]
  let waiting: readonly Held[] = []

  const edited = (id: string, fields: Edit): Response => {
    if (fields.name === REFUSED) return Response.json({ errors: [{ status: '422', title: 'Not this name' }] }, { status: 422 })
    rows = rows.map((row) => (row.unique_id === id ? { ...row, ...fields } : row))
    const row = rows.find(({ unique_id }) => unique_id === id)
    return row ? Response.json({ data: documentOf(row) }) : Response.json({ errors: [{ status: '404', title: 'Gone' }] }, { status: 404 })
  }
  const removed = (id: string): Response => {
    rows = rows.filter(({ unique_id }) => unique_id !== id)
    return new Response(null, { status: 204 })
  }
  const listed = (): Response =>
    Response.json({ data: rows.map(documentOf), meta: { currentPage: 1, totalPages: 1, totalRecords: rows.length } })

  const fetch: Server['fetch'] = async (input, init) => {
    const request = new Request(input, init)
    const { method, signal } = request
    const id = /\/halls\/([^/?]+)/.exec(request.url)?.[1] ?? ''
    const fields = method === 'PUT' ? fieldsOf(await request.text()) : {}
    signal.throwIfAborted()
    return new Promise((resolve, reject) => {
      let worked: Response | undefined
      const work = (): Response => (worked ??= method === 'PUT' ? edited(id, fields) : method === 'DELETE' ? removed(id) : listed())
      const leave = (): void => {
        waiting = waiting.filter((one) => one !== held)
      }
      const held: Held = {
        method,
        id,
        fields,
        work,
        answer: () => {
          if (!waiting.includes(held)) return
          leave()
          resolve(work())
        },
      }
      waiting = [...waiting, held]
      if (method === 'GET') work()
      signal.addEventListener('abort', () => {
        leave()
        reject(signal.reason)
      })
    })
  }
  return {
    fetch,
    held: () => waiting,
    rows: () => rows,
    put: (id, fields) => {
      const known = rows.some(({ unique_id }) => unique_id === id)
      rows = known
        ? rows.map((row) => (row.unique_id === id ? { ...row, ...fields } : row))
        : [{ unique_id: id, name: '', description: '', ...fields }, ...rows]
    },
  }
}

function documentOf(row: Row): object {
  return { id: row.unique_id, type: 'hall', attributes: row }
}

function fieldsOf(text: string): Edit {
  // Bodies are what the subjects send: the fields, wrapped or bare.
  const body = JSON.parse(text) as Edit & { hall?: Edit }
  return body.hall ?? body
}
