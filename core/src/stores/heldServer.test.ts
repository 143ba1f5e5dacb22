import { expect, test } from 'vitest'
import { fetchOf, turn } from '../testing/index.ts'
import type { Answering } from '../testing/index.ts'

/** A request that came in and waits for the test's word. */
export interface HeldRequest {
  /** `PUT items/r1`. */
  readonly name: string
  readonly headers: Headers
  /** What it writes, without its root. */
  readonly fields: Readonly<Record<string, unknown>>
  done: boolean
  /** Answers: a record's fields, a list of them, or nothing for 204. */
  answer(data?: object, status?: number): void
  refuse(status?: number): void
  /** Breaks the connection. */
  lose(): void
}

export interface HeldServer extends Answering {
  /** Those that wait, in the order they came. */
  open(): HeldRequest[]
  /** `PUT items/r1 {"name":"a"}`, all that ever came. */
  readonly log: readonly string[]
}

/**
 * A server that says nothing before the test does.
 *
 * @example
 * const server = heldServer()
 * const { client } = testClient(server)
 */
export function heldServer(): HeldServer {
  const requests: HeldRequest[] = []
  const log: string[] = []
  const recordOf = (fields: object): object => ({ type: 'item', id: Reflect.get(fields, 'unique_id'), attributes: fields })
  return {
    log,
    open: () => requests.filter(({ done }) => !done),
    fetch: async (request) => {
      const text = await request.clone().text()
      const name = `${request.method} ${new URL(request.url).pathname.replace('/v1/shop/', '')}`
      // The client under test wrote it.
      const body = (text ? JSON.parse(text) : {}) as Record<string, Record<string, unknown>>
      const fields = body['item'] ?? body
      log.push(`${name} ${JSON.stringify(fields)}`)
      return new Promise((resolve, reject) => {
        const settle = (go: () => void) => {
          held.done = true
          go()
        }
        const held: HeldRequest = {
          name,
          headers: request.headers,
          fields,
          done: false,
          answer: (data, status = 200) =>
            settle(() =>
              resolve(
                data
                  ? Response.json({ data: Array.isArray(data) ? data.map(recordOf) : recordOf(data) }, { status })
                  : new Response(null, { status: 204 }),
              ),
            ),
          refuse: (status = 422) => settle(() => resolve(Response.json({ errors: [{ title: 'No' }] }, { status }))),
          lose: () => settle(() => reject(new TypeError('fetch failed'))),
        }
        requests.push(held)
        request.signal.addEventListener('abort', () => settle(() => reject(new DOMException('', 'AbortError'))))
      })
    },
  }
}

test('the held server answers when it is told to', async () => {
  const server = heldServer()
  const fetch = fetchOf(server)
  const put = fetch('http://sandbox.test/v1/shop/items/r1', { method: 'PUT', body: '{"item":{"name":"new"}}' })
  const list = fetch('http://sandbox.test/v1/shop/items')
  const lost = fetch('http://sandbox.test/v1/shop/items/r2', { method: 'DELETE' })
  await turn()
  expect([...server.log].sort()).toEqual(['DELETE items/r2 {}', 'GET items {}', 'PUT items/r1 {"name":"new"}'])
  const held = (method: string): HeldRequest | undefined => server.open().find(({ name }) => name.startsWith(method))
  held('PUT')?.refuse()
  held('GET')?.answer([{ unique_id: 'r1', name: 'a' }])
  held('DELETE')?.lose()
  expect((await put).status).toBe(422)
  expect(await (await list).json()).toEqual({ data: [{ type: 'item', id: 'r1', attributes: { unique_id: 'r1', name: 'a' } }] })
  await expect(lost).rejects.toThrow('fetch failed')
  expect(server.open()).toEqual([])
})
