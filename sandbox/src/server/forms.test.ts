import { request } from 'node:http'
import { call } from '@blockstate/core'
import { op } from '@blockstate/core/describe'
import { expect, onTestFinished, test } from 'vitest'
import { listen } from '../testing/listen.ts'
import { realClient } from '../testing/realClient.ts'
import type { RealClient } from '../testing/realClient.ts'
import { toyBlock } from '../testing/toyBlock.ts'
import { virtualSandbox } from '../testing/virtualSandbox.ts'

const upload = op('POST toy/files', {
  about: 'Keep a file',
  auth: 'none',
  body: { file: 'file', name: 'string?' },
  returns: { name: 'string', size: 'integer' },
})

async function served(largestBody?: number): Promise<RealClient & { readonly origin: string }> {
  const { sandbox, now } = virtualSandbox({ blocks: [toyBlock()], seed: false, ...(largestBody !== undefined && { largestBody }) })
  const { origin, close } = await listen(sandbox)
  onTestFinished(close)
  return { ...(await realClient({ origin, now, appId: 'works' })), origin }
}

/** Says how much it will send, sends one byte of it, and hears the status. */
async function announce(origin: string, headers: Record<string, string>, sent: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asking = request(`${origin}/v1/toy/files`, { method: 'POST', headers: { 'app-id': 'works', ...headers } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
      asking.destroy()
    })
    asking.on('error', reject)
    asking.write(sent)
  })
}

test('the real client sends a file over a socket, byte for byte', async () => {
  const { client, statuses } = await served()
  const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256)
  expect(await call(client, upload, { file: new File([bytes], '../a"b.bin'), name: 'Ärger, "x"' })).toEqual({
    name: 'Ärger, "x"',
    size: 70_000,
  })
  expect(statuses).toEqual([200])
})

test('a body that says it is larger than 100 MB is refused before it is sent', async () => {
  const { origin } = await served()
  const type = 'multipart/form-data; boundary=x'
  expect(await announce(origin, { 'content-type': type, 'content-length': String(100 * 1024 * 1024 + 1) }, '-')).toBe(413)
})

test('a body that does not say its length is refused at the first byte too many', async () => {
  const { origin } = await served(1000)
  expect(await announce(origin, { 'content-type': 'application/json' }, 'x'.repeat(1001))).toBe(413)
})

test('a refused upload is an error that says how much may be sent', async () => {
  const { client } = await served(1000)
  const error = await call(client, upload, { file: new File(['x'.repeat(1001)], 'a') }).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ status: 413, errors: [{ code: 'body_too_large', detail: expect.stringContaining('1000 bytes') }] })
  expect(await call(client, upload, { file: new File(['x'.repeat(500)], 'a') })).toEqual({ name: '', size: 500 })
})
