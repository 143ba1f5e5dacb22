import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { boatPng } from '../seed/drawings.ts'
import { blockWorld } from '../testing/blockWorld.ts'
import type { Answered } from '../testing/virtualSandbox.ts'
import { assetsBlock } from './assetsBlock.ts'
import { pictureForm } from './testing/onePiece.ts'
import { transform } from './transform.ts'
import type { Step } from './transform.ts'

/** Four squares of 10 by 10: red and green above, blue and white below. */
const squares = await sharp(Buffer.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]), { raw: { width: 2, height: 2, channels: 3 } })
  .resize(20, 20, { kernel: 'nearest' })
  .png()
  .toBuffer()

async function colours(bytes: Uint8Array): Promise<number[][]> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number): number[] => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)]
  return [at(0, 0), at(info.width - 1, 0), at(0, info.height - 1), at(info.width - 1, info.height - 1)]
}

async function made(
  bytes: Uint8Array,
  steps: readonly Step[],
): Promise<Exclude<Awaited<ReturnType<typeof transform>>, { detail: string }>> {
  const result = await transform(bytes, 'png', steps)
  if ('detail' in result) throw new Error(result.detail)
  return result
}

test('a crop is the very pixels that were asked for', async () => {
  const { bytes, width, height } = await made(squares, [{ type: 'crop', x: 10, y: 0, width: 10, height: 20 }])
  expect([width, height]).toEqual([10, 20])
  expect(await colours(bytes)).toEqual([
    [0, 255, 0],
    [0, 255, 0],
    [255, 255, 255],
    [255, 255, 255],
  ])
})

test('steps follow each other: what is cropped is what the resize made', async () => {
  const { bytes, width, height } = await made(squares, [
    { type: 'resize', width: 40 },
    { type: 'crop', x: 0, y: 24 },
    { type: 'convert', format: 'webp', quality: 100 },
  ])
  expect([width, height, (await sharp(bytes).metadata()).format]).toEqual([40, 16, 'webp'])
  const [left = [], right = []] = await colours(bytes)
  expect([left.map((value) => Math.round(value / 64)), right.map((value) => Math.round(value / 64))]).toEqual([
    [0, 0, 4],
    [4, 4, 4],
  ])
})

test.each([
  ['cover', [12, 6]],
  ['contain', [12, 6]],
  ['inside', [6, 6]],
  ['fill', [12, 6]],
] as const)('resizing a square into 12 by 6 as %s gives %j', async (fit, size) => {
  const { width, height } = await made(squares, [{ type: 'resize', width: 12, height: 6, fit }])
  expect([width, height]).toEqual(size)
})

test('a picture that lies on its side is turned upright before anything else, and its camera data stay behind', async () => {
  const lying = await sharp(squares).resize(20, 10, { fit: 'fill' }).withMetadata({ orientation: 6 }).jpeg().toBuffer()
  const { bytes, width, height } = await made(lying, [{ type: 'resize', width: 10 }])
  const { orientation, exif } = await sharp(bytes).metadata()
  expect([width, height, orientation, exif]).toEqual([10, 20, undefined, undefined])
})

test('any chain of steps gives a picture of the size it adds up to, or names the step that cannot be done', async () => {
  const side = fc.integer({ min: -2, max: 40 })
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ type: fc.constant('resize' as const), width: side, height: side, fit: fc.constant('fill' as const) }),
    fc.record({ type: fc.constant('crop' as const), x: side, y: side, width: side, height: side }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
      let size = [20, 20]
      const bad = steps.findIndex(({ type, x = 0, y = 0, width = 0, height = 0 }) => {
        const [wide = 0, high = 0] = size
        size = [width, height]
        return width < 1 || height < 1 || (type === 'crop' && (x < 0 || y < 0 || x + width > wide || y + height > high))
      })
      const result = await transform(squares, 'png', steps)
      if ('detail' in result) expect(result.step).toBe(bad)
      else expect([bad, result.width, result.height]).toEqual([-1, ...size])
    }),
    { numRuns: 40 },
  )
})

test.each<[object[], string]>([
  [[], ''],
  [[{ type: 'resize' }], '/0/width'],
  [[{ type: 'resize', width: 0 }], '/0/width'],
  [[{ type: 'resize', height: 9000 }], '/0/width'],
  [[{ type: 'resize', width: 10, x: 1 }], '/0/x'],
  [[{ type: 'crop', x: 96 }], '/0/x'],
  [[{ type: 'crop', y: -1 }], '/0/y'],
  [[{ type: 'crop', x: 90, width: 10 }], '/0/width'],
  [
    [
      { type: 'resize', width: 48 },
      { type: 'crop', height: 64 },
    ],
    '/1/height',
  ],
  [[{ type: 'convert' }], '/0/format'],
  [[{ type: 'convert', format: 'jpeg', quality: 0 }], '/0/quality'],
  [[{ type: 'convert', format: 'png', quality: 50 }], '/0/quality'],
  [[{ type: 'convert', format: 'bmp' }], '/0/format'],
  [[{ type: 'turn' }], '/0/type'],
])('the steps %j are refused at their field, and nothing is kept', async (operations, at) => {
  const { made: create, send } = await blockWorld('assets', { blocks: [assetsBlock] })
  const id = await create('assets', pictureForm({ name: 'Boat' }))
  const answer = await send('POST', `assets/${id}/transform`, { transformation: { operations } })
  expect([answer.status, answer.at('errors.0.source.pointer')]).toEqual([422, `/transformation/operations${at}`])
  expect((await send('GET', `assets/${id}/renditions`)).at('data')).toEqual([])
})

test('a rendition is told with its size and type, served, and does not touch the asset', async () => {
  const { made: create, send, world } = await blockWorld('assets', { blocks: [assetsBlock] })
  const id = await create('assets', pictureForm({ name: 'Boat' }))
  const operations = [
    { type: 'resize', width: 48 },
    { type: 'convert', format: 'avif', quality: 40 },
  ]
  const { told, at, status } = await send('POST', `assets/${id}/transform`, { transformation: { operations } })
  expect([status, at('data.attributes')]).toMatchObject([
    201,
    { status: 'completed', content_type: 'image/avif', width: 48, height: 32, operations, asset_unique_id: id },
  ])
  const response = await world.sandbox.fetch(told('data.attributes.url'))
  const { format, width } = await sharp(await response.arrayBuffer()).metadata()
  expect([response.headers.get('content-type'), format, width]).toEqual(['image/avif', 'heif', 48])
  const asset = await send('GET', `assets/${id}`)
  expect(asset.at('data.attributes')).toMatchObject({ width: 96, height: 64, renditions_count: 1 })
  const original = await world.sandbox.fetch(asset.told('data.attributes.url'))
  expect(new Uint8Array(await original.arrayBuffer())).toEqual(boatPng())
})

test('without a picture there is nothing to transform', async () => {
  const { made: create, send } = await blockWorld('assets', { blocks: [assetsBlock] })
  const transformation = { operations: [{ type: 'resize', width: 10 }] }
  const refused = async (body: unknown): Promise<Answered> =>
    send('POST', `assets/${await create('assets', body)}/transform`, { transformation })
  for (const body of [{ asset: { name: 'Sextant' } }, pictureForm({ name: 'Liar' }, new TextEncoder().encode('<svg/>'))]) {
    const { status, at } = await refused(body)
    expect([status, at('errors.0.code')]).toEqual([422, 'not_an_image'])
  }
})

test('another file takes the renditions of the one before, and their bytes', async () => {
  const { made: create, send, world } = await blockWorld('assets', { blocks: [assetsBlock] })
  const id = await create('assets', pictureForm({ name: 'Boat' }))
  const operations = [{ type: 'resize', width: 10 }]
  const { told } = await send('POST', `assets/${id}/transform`, { transformation: { operations } })
  const before = (await send('GET', `assets/${id}`)).told('data.attributes.url')
  const { at } = await send('PUT', `assets/${id}/file`, pictureForm({}, squares, 'squares.png'))
  expect(at('data.attributes')).toMatchObject({ file_name: 'squares.png', width: 20, height: 20, renditions_count: 0 })
  for (const url of [before, told('data.attributes.url')]) expect((await world.sandbox.fetch(url)).status).toBe(404)
})

test('a deleted rendition is gone with its bytes', async () => {
  const { made: create, send, world } = await blockWorld('assets', { blocks: [assetsBlock] })
  const id = await create('assets', pictureForm({ name: 'Boat' }))
  const operations = [{ type: 'resize', width: 10 }]
  const { told } = await send('POST', `assets/${id}/transform`, { transformation: { operations } })
  expect((await send('DELETE', `assets/${id}/renditions/${told('data.id')}`)).status).toBe(204)
  expect((await world.sandbox.fetch(told('data.attributes.url'))).status).toBe(404)
})
