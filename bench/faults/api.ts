import type { Edit, Row } from './row.ts'
import type { Server } from './server.ts'

/** The calls an app makes by hand where its library leaves the wire to it. */
export interface Api {
  list(signal?: AbortSignal): Promise<Row[]>
  edit(id: string, fields: Edit): Promise<Row>
  remove(id: string): Promise<void>
}

const HALLS = 'http://faults.test/v1/mill/halls'

/**
 * The server's calls: they resolve with rows and reject where it refuses.
 *
 * @example
 * const halls = await apiOf(server).list()
 */
export function apiOf({ fetch }: Server): Api {
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const response = await fetch(`${HALLS}${path}`, init)
    if (!response.ok) throw new Error(`The server answered ${response.status}.`)
    return response
  }
  return {
    list: async (signal) => {
      const response = await send('', signal ? { signal } : {})
      // The server's own document, here and below.
      const { data } = (await response.json()) as { data: { attributes: Row }[] }
      return data.map(({ attributes }) => attributes)
    },
    edit: async (id, fields) => {
      const response = await send(`/${id}`, { method: 'PUT', body: JSON.stringify(fields) })
      const { data } = (await response.json()) as { data: { attributes: Row } }
      return data.attributes
    },
    remove: async (id) => void (await send(`/${id}`, { method: 'DELETE' })),
  }
}
