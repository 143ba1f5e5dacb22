import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { SandboxOptions } from '../createSandbox.ts'
import { blockWorld } from '../testing/blockWorld.ts'
import type { BlockWorld } from '../testing/blockWorld.ts'
import type { Answered } from '../testing/virtualSandbox.ts'
import { filesBlock } from './filesBlock.ts'
import { myId } from './testing/onePiece.ts'

interface InParts extends BlockWorld {
  readonly upload_id: string
  mine(method: string, path: string, body?: unknown): Promise<Answered>
  /** Puts a part, numbered from 1. Answers its ETag, or the status of its refusal. */
  put(number: number, content: BodyInit): Promise<string | number>
  complete(...etags: readonly string[]): Promise<Answered>
}

async function begun(part_count: number, options: SandboxOptions = {}): Promise<InParts> {
  const world = await blockWorld('files', { blocks: [filesBlock], ...options })
  const me = await myId(world)
  const mine: InParts['mine'] = (method, path, body) => world.send(method, `users/${me}/${path}`, body)
  const told = await mine('POST', 'multipart_presign_upload', { filename: 'film.mov', part_count })
  const upload_id = told.told('data.upload_id')
  return {
    ...world,
    upload_id,
    mine,
    put: async (number, content) => {
      const at = told.told(`data.presigned_urls.${number - 1}`)
      const answer = await world.world.sandbox.fetch(at, { method: 'PUT', body: content })
      return answer.headers.get('etag') ?? answer.status
    },
    complete: (...etags) => {
      const parts = etags.map((ETag, at) => ({ PartNumber: at + 1, ETag }))
      return mine('POST', 'multipart_complete_upload', { filename: 'film.mov', upload_id, parts })
    },
  }
}

/** What names bytes that were never put. */
const OTHER = '"9e9f4dbec37d1a02a9cc99b12a5b9dfd"'

test('parts are put one by one, told of with what names them, put together, and registered as one file', async () => {
  const it = await begun(2)
  const etags = [String(await it.put(1, 'high ')), String(await it.put(2, 'at noon'))]
  const standing = await it.mine('GET', `multipart_uploads/${it.upload_id}`)
  expect(standing.at('data.parts')).toEqual([
    { part_number: 1, etag: etags[0], size: 5 },
    { part_number: 2, etag: etags[1], size: 7 },
  ])
  expect(standing.at('data.public_url')).toBeNull()
  const url = (await it.complete(...etags)).told('data.public_url')
  const file = await it.mine('POST', 'files', { original_name: 'tide.txt', url, file_type: 'text/plain', file_size: 12 })
  expect([file.status, file.at('data.attributes.original_name'), file.at('data.attributes.file_size')]).toEqual([201, 'tide.txt', 12])
  const bytes = await it.world.sandbox.fetch(file.told('data.attributes.url'))
  expect(await bytes.text()).toBe('high at noon')
  expect((await it.mine('POST', 'files', { original_name: 'other.txt', url })).at('errors.0.source.pointer')).toBe('/url')
})

test('a part that is put again takes the place of the first, and its name is the MD5 of its bytes', async () => {
  const it = await begun(1)
  await it.put(1, 'low')
  expect(await it.put(1, 'high at noon')).toMatch(/^"[0-9a-f]{32}"$/)
  expect((await it.mine('GET', `multipart_uploads/${it.upload_id}`)).at('data.parts.0.size')).toBe(12)
})

test('what is incomplete or wrongly named is not put together', async () => {
  const it = await begun(2)
  const first = String(await it.put(1, 'high '))
  expect((await it.complete(first)).at('errors.0.detail')).toContain('1 of 2 parts are here')
  const second = String(await it.put(2, 'at noon'))
  expect((await it.complete(second, first)).at('errors.0.detail')).toContain('name every part in order')
  expect((await it.complete(first, OTHER)).status).toBe(422)
  expect((await it.complete(first, second)).status).toBe(200)
  expect(await it.put(1, 'late')).toBe(409)
})

test('an address is good for an hour, and asking what is there brings fresh ones', async () => {
  const it = await begun(1)
  await it.later(3_600_001)
  expect(await it.put(1, 'late')).toBe(410)
  const fresh = (await it.mine('GET', `multipart_uploads/${it.upload_id}`)).told('data.presigned_urls.0')
  expect((await it.world.sandbox.fetch(fresh, { method: 'PUT', body: 'in time' })).status).toBe(200)
  expect((await it.world.sandbox.fetch(fresh.replace(/.$/, '_'), { method: 'PUT', body: 'forged' })).status).toBe(403)
})

test('a part that is cut off under way is none', async () => {
  const it = await begun(1)
  const cut = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('hi')),
    pull: (controller) => controller.error(new TypeError('cut')),
  })
  const address = (await it.mine('GET', `multipart_uploads/${it.upload_id}`)).told('data.presigned_urls.0')
  const request: RequestInit & { duplex: 'half' } = { method: 'PUT', body: cut, duplex: 'half' }
  await it.world.sandbox.fetch(new Request(address, request)).catch(() => undefined)
  expect((await it.mine('GET', `multipart_uploads/${it.upload_id}`)).at('data.parts')).toEqual([])
})

test('parts are kept on the disk, and let go of when they are registered or a day old', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parts-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const it = await begun(2, { file: join(folder, 'db.sqlite') })
  const kept = (): number => readdirSync(join(folder, 'db.sqlite-files')).length
  const etags = [String(await it.put(1, 'high ')), String(await it.put(2, 'at noon'))]
  expect(kept()).toBe(2)
  const url = (await it.complete(...etags)).told('data.public_url')
  await it.mine('POST', 'files', { original_name: 'tide.txt', url })
  expect(kept()).toBe(1)
  const other = await it.mine('POST', 'multipart_presign_upload', { filename: 'left.mov', part_count: 1 })
  await it.world.sandbox.fetch(other.told('data.presigned_urls.0'), { method: 'PUT', body: 'left' })
  expect(kept()).toBe(2)
  await it.later(24 * 3_600_000)
  await it.mine('POST', 'multipart_presign_upload', { filename: 'next.mov', part_count: 1 })
  expect(kept()).toBe(1)
  expect((await it.mine('GET', `multipart_uploads/${other.told('data.upload_id')}`)).status).toBe(404)
})

test('an upload needs a name and a number of parts, and a file is needed to register one', async () => {
  const it = await begun(1)
  const refused = async (path: string, body: object): Promise<unknown> => (await it.mine('POST', path, body)).at('errors.0.source.pointer')
  expect(await refused('multipart_presign_upload', { filename: '/', part_count: 1 })).toBe('/filename')
  expect(await refused('multipart_presign_upload', { filename: 'a', part_count: 0 })).toBe('/part_count')
  expect(await refused('files', { original_name: 'a.txt' })).toBe('/file')
  expect(await refused('files', { original_name: 'a.txt', url: 'http://elsewhere.test/a' })).toBe('/url')
})
