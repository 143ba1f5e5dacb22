import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appInChromium, ask } from '../../../scripts/appInChromium.ts'
import type { AppInChromium } from '../../../scripts/appInChromium.ts'

const PAGE = 'http://localhost:4997'
const SIZE = 24_000_000

/** Bytes the server takes in a second, as long as it is told to be slow. */
const PACE = 8_000_000

let app: AppInChromium
let api: Server
let page: Page
/** Bytes of bodies that have arrived, and requests that were opened at once, at most. */
const received = { bytes: 0, cut: 0, most: 0 }
let open = 0
let slow = true

beforeAll(async () => {
  api = createServer((request, response) => {
    const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*', 'access-control-allow-methods': '*' }
    if (request.method === 'OPTIONS') return void response.writeHead(204, headers).end()
    open += 1
    received.most = Math.max(received.most, open)
    response.on('close', () => {
      open -= 1
      if (!response.writableFinished) received.cut += 1
    })
    request.on('data', (chunk: Buffer) => {
      received.bytes += chunk.length
      if (!slow) return
      request.pause()
      setTimeout(() => request.resume(), (chunk.length / PACE) * 1_000)
    })
    request.on('end', () => {
      const data = { id: 'f1', type: 'thing', attributes: { unique_id: 'f1', name: 'film' } }
      response.writeHead(201, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify({ data }))
    })
  })
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve))
  const { port } = api.address() as AddressInfo
  app = await appInChromium(
    `
    import { createClient, op, resource, upload } from '@blockstate/core'

    const Thing = resource('thing', { name: 'string' })
    const send = op('POST things', { about: 'Send', auth: 'none', body: { file: 'file' }, returns: Thing })
    const client = createClient({ appId: 'demo', baseUrl: 'http://127.0.0.1:${port}/v1' })
    const $files = upload(client, send, {})
    const seen = []
    $files.subscribe(({ items }) => items[0] && seen.push([items[0].status, items[0].sent]))
    globalThis.add = (size, count = 1) => {
      seen.length = 0
      $files.add(Array.from({ length: count }, (_, at) => new File([new Uint8Array(size)], at + '.bin')))
    }
    globalThis.abort = () => $files.abort()
    globalThis.clear = () => $files.clear()
    globalThis.seen = () => seen
    globalThis.state = () => ({ ...$files.value.progress, statuses: $files.value.items.map(({ status }) => status), previews: $files.value.items.filter(({ preview }) => preview).length })
    `,
    PAGE,
  )
  page = await (await app.profile()).newPage()
  await page.goto(PAGE)
  await page.waitForFunction('globalThis.state !== undefined')
})
afterAll(async () => {
  await app.close()
  api.closeAllConnections()
  api.close()
})

interface Shown {
  readonly part: number
  readonly open: number
  readonly statuses: readonly string[]
  readonly previews: number
}
const state = (): Promise<Shown> => ask<Shown>(page, 'state')

test('a browser tells of bytes as they leave, never backwards, and has an address of them until they are through', async () => {
  await ask(page, 'add', SIZE)
  expect((await state()).previews).toBe(1)
  await expect.poll(async () => (await state()).open, { timeout: 30_000, interval: 50 }).toBe(0)
  const seen = await ask<readonly (readonly [string, number])[]>(page, 'seen')
  const sent = seen.map(([, bytes]) => bytes)
  expect(sent.filter((bytes) => bytes > 0 && bytes < SIZE).length).toBeGreaterThan(5)
  expect(sent).toEqual(sent.toSorted((a, b) => a - b))
  expect([...new Set(seen.map(([status]) => status))]).toEqual(['queued', 'sending', 'processing', 'done'])
  expect(received.bytes).toBeGreaterThanOrEqual(SIZE)
  expect((await state()).previews).toBe(0)
})

test('what is taken back stops arriving, and its connection is cut', async () => {
  await ask(page, 'clear')
  const before = received.bytes
  await ask(page, 'add', SIZE)
  await expect.poll(() => received.bytes - before, { timeout: 10_000, interval: 20 }).toBeGreaterThan(SIZE / 8)
  await ask(page, 'abort')
  await expect.poll(() => received.cut, { timeout: 10_000 }).toBe(1)
  const then = received.bytes - before
  expect(then).toBeLessThan(SIZE / 2)
  slow = false
  await ask(page, 'add', 10)
  await expect.poll(async () => (await state()).statuses, { timeout: 10_000 }).toEqual(['aborted', 'done'])
  expect(received.bytes - before).toBeLessThan(then + 10_000)
})

test('four hundred small files open four connections at a time', async () => {
  slow = false
  received.most = 0
  await ask(page, 'clear')
  await ask(page, 'add', 200, 400)
  await expect.poll(async () => (await state()).open, { timeout: 60_000, interval: 200 }).toBe(0)
  expect((await state()).statuses.every((status) => status === 'done')).toBe(true)
  expect(received.most).toBeLessThanOrEqual(4)
})
