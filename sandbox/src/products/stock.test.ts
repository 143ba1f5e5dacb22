import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blockWorld } from '../testing/blockWorld.ts'
import type { BlockWorld } from '../testing/blockWorld.ts'
import type { Answered } from '../testing/virtualSandbox.ts'
import { productsBlock } from './productsBlock.ts'
import { onePiece } from './testing/onePiece.ts'
import type { OnePiece } from './testing/onePiece.ts'

interface Shelf extends BlockWorld {
  readonly piece: OnePiece
  change(stock: object): Promise<Answered>
  held(): Promise<unknown>
}

async function shelf(): Promise<Shelf> {
  const world = await blockWorld('products', { blocks: [productsBlock] })
  const piece = await onePiece(world)
  const path = `products/${piece.products}/stock`
  return {
    ...world,
    piece,
    change: (stock) => world.send('PUT', `${path}/${piece.stock}`, { stock }),
    held: async () => (await world.send('GET', path)).at('data.0.attributes.quantity'),
  }
}

test('of thirty who take one each at the same time from ten, ten get it, and none is left', async () => {
  const { change, held } = await shelf()
  const answers = await Promise.all(Array.from({ length: 30 }, () => change({ adjustment: -1 })))
  const statuses = answers.map(({ status }) => status)
  expect([statuses.filter((status) => status === 200).length, statuses.filter((status) => status === 409).length]).toEqual([10, 20])
  expect(answers.find(({ status }) => status === 409)?.at('errors.0.code')).toBe('insufficient_stock')
  expect(await held()).toBe(0)
})

test('whatever is set, added and taken, stock is what was accepted, and never below what is reserved', async () => {
  const { change, held, world, piece } = await shelf()
  world.sandbox.database.run('update products_stock set reserved = 2 where unique_id = ?', piece.stock)
  let expected = 10
  const amount = fc.integer({ min: -20, max: 20 })
  const step = fc.oneof(
    amount.map((quantity) => ({ quantity })),
    amount.map((adjustment) => ({ adjustment })),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      for (const one of steps) {
        const next = 'quantity' in one ? one.quantity : expected + one.adjustment
        const { status, at } = await change(one)
        expect(status === 200).toBe(next >= 2)
        if (status === 200) {
          expected = next
          expect(at('data.attributes')).toMatchObject({ quantity: next, reserved: 2, available: next - 2 })
        }
      }
      expect(await held()).toBe(expected)
    }),
    { numRuns: 10 },
  )
})

test.each([
  [{ quantity: 10 }, 'in_stock'],
  [{ quantity: 4, min_quantity: 4 }, 'low_stock'],
  [{ quantity: 0 }, 'out_of_stock'],
])('a level of %j is told as %s', async (level, status) => {
  const { change } = await shelf()
  expect((await change(level)).at('data.attributes.status')).toBe(status)
})

test.each<[object, string]>([
  [{ quantity: -1 }, '/stock/quantity'],
  [{ quantity: 5, max_quantity: 4 }, '/stock/quantity'],
  [{ min_quantity: 3, max_quantity: 2 }, '/stock/max_quantity'],
  [{ min_quantity: -1 }, '/stock/min_quantity'],
  [{ quantity: 1, adjustment: 1 }, '/stock/adjustment'],
  [{ quantity: 1.5 }, '/stock/quantity'],
])('%j is refused at its field and changes nothing', async (level, pointer) => {
  const { change, held } = await shelf()
  const { status, at } = await change(level)
  expect([status, at('errors.0.source.pointer')]).toEqual([422, pointer])
  expect(await held()).toBe(10)
})

test('each warehouse and each variation has one entry, and a product tells what all of them have to give', async () => {
  const { send, made, piece } = await shelf()
  const path = `products/${piece.products}/stock`
  const stock = { warehouse_unique_id: piece.warehouses, quantity: 5 }
  expect((await send('POST', path, { stock })).status).toBe(409)
  await made(path, { stock: { ...stock, variation_unique_id: piece.variations } })
  expect((await send('POST', path, { stock: { ...stock, variation_unique_id: piece.variations } })).status).toBe(409)
  expect((await send('GET', `products/${piece.products}`)).at('data.attributes.stock')).toBe(15)
  await send('DELETE', `products/${piece.products}/variations/${piece.variations}`)
  expect((await send('GET', `products/${piece.products}`)).at('data.attributes.stock')).toBe(10)
})

test.each(['warehouse_unique_id', 'variation_unique_id'])('a %s that is not there is refused at its field', async (field) => {
  const { send, piece } = await shelf()
  const stock = { warehouse_unique_id: piece.warehouses, quantity: 5, [field]: '00000000-0000-4000-8000-000000000000' }
  const { status, at } = await send('POST', `products/${piece.products}/stock`, { stock })
  expect([status, at('errors.0.source.pointer')]).toEqual([422, `/stock/${field}`])
})
