import { expect, test } from 'vitest'
import { blockWorld } from '../testing/blockWorld.ts'
import type { BlockWorld } from '../testing/blockWorld.ts'
import type { Answered } from '../testing/virtualSandbox.ts'
import { productsBlock } from './productsBlock.ts'

interface Importing extends BlockWorld {
  load(csv: string | Uint8Array<ArrayBuffer>, beside?: Readonly<Record<string, string>>): Promise<Answered>
  /** Name, sku, price and currency of each product, by sku. */
  shelf(): Promise<unknown[][]>
}

async function importing(): Promise<Importing> {
  const world = await blockWorld('products', { blocks: [productsBlock] })
  return {
    ...world,
    load: (csv, beside = {}) => {
      const form = new FormData()
      form.set('file', new File([csv], 'products.csv', { type: 'text/csv' }))
      for (const [name, value] of Object.entries(beside)) form.set(name, value)
      return world.send('POST', 'products/bulk_import', form)
    },
    shelf: async () => {
      const answer = await world.send('GET', 'products?sort=sku')
      // The list's own form: a record for each product.
      const { data } = answer.json as { data: { attributes: Record<string, unknown> }[] }
      return data.map(({ attributes: { name, sku, price, currency } }) => [name, sku, price, currency])
    },
  }
}

test('quotes, line ends, a mark at the beginning and empty lines are read as spreadsheets write them', async () => {
  const { load, shelf } = await importing()
  const answer = await load(
    '\ufeffSKU,Name,amount,currency\r\nA-1,"Line, 12 mm",24.90,EUR\r\n\r\nA-2,"The ""good"" one\nin two lines",,\r\n',
  )
  expect(answer.json).toEqual({ data: { loaded: 2, errors: 0, error_details: [] } })
  expect(await shelf()).toEqual([
    ['Line, 12 mm', 'A-1', 24.9, 'EUR'],
    ['The "good" one\nin two lines', 'A-2', undefined, undefined],
  ])
})

test('semicolons part the cells where the first line has no comma', async () => {
  const { load, shelf } = await importing()
  await load('sku;name;description\nA-1;Line;long, and thin\n')
  expect(await shelf()).toEqual([['Line', 'A-1', undefined, undefined]])
})

test('bad rows are told with their line, and the good ones are loaded', async () => {
  const { load, shelf } = await importing()
  const rows = [
    'sku,name,status,amount,currency,category_id',
    'A-1,Line,active,10,EUR,',
    'A-2,,active,,,',
    'A-3,Rope,gone,,,',
    'A-4,Rope,,ten,EUR,',
    'A-5,Rope,,10.005,EUR,',
    'A-6,Rope,,10,XYZ,',
    'A-7,Rope,,10,,',
    'A-8,Rope',
    'A-9,Rope,,,,00000000-0000-4000-8000-000000000000',
    'A-10,Rope,,,,shelf',
    'A-11,Buoy,,0.01,EUR,',
  ]
  const answer = await load(rows.join('\n'))
  expect(answer.at('data.loaded')).toBe(2)
  expect(answer.at('data.errors')).toBe(9)
  const detail = (text: string): unknown => expect.stringContaining(text)
  expect(answer.at('data.error_details')).toEqual([
    { row: 3, sku: 'A-2', title: 'Invalid row', detail: detail('name is required') },
    { row: 4, sku: 'A-3', title: 'Invalid row', detail: detail('status must be one of') },
    { row: 5, sku: 'A-4', title: 'Invalid row', detail: detail('amount must be a number') },
    { row: 6, sku: 'A-5', title: 'Invalid row', detail: detail('two decimals') },
    { row: 7, sku: 'A-6', title: 'Invalid row', detail: detail("'XYZ' is no currency") },
    { row: 8, sku: 'A-7', title: 'Invalid row', detail: detail('go together') },
    { row: 9, sku: 'A-8', title: 'Invalid row', detail: detail('the row has 2 cells, the first line names 6') },
    { row: 10, sku: 'A-9', title: 'Invalid row', detail: detail('there is no category') },
    { row: 11, sku: 'A-10', title: 'Invalid row', detail: detail('category_id must be a UUID') },
  ])
  expect((await shelf()).map(([, sku]) => sku)).toEqual(['A-1', 'A-11'])
})

test('a sku that is there is changed by upsert, field by field, and refused by create', async () => {
  const { load, shelf, made } = await importing()
  await made('products', { product: { name: 'Line', sku: 'A-1', description: 'long' } })
  expect((await load('sku,name\nA-1,Rope\n', { mode: 'create' })).at('data.error_details.0.detail')).toBe(
    'sku A-1 is that of the product Line',
  )
  await load('sku,name,amount,currency\nA-1,,5,EUR\nA-1,Rope,,\n')
  expect(await shelf()).toEqual([['Rope', 'A-1', 5, 'EUR']])
})

test('a dry run tells the same and changes nothing', async () => {
  const { load, shelf } = await importing()
  const csv = 'sku,name\nA-1,Line\nA-1,\nA-2,\n'
  const tried = await load(csv, { dry_run: 'true' })
  expect([tried.at('data.loaded'), await shelf()]).toEqual([2, []])
  expect((await load(csv)).json).toEqual(tried.json)
  expect((await shelf()).length).toBe(1)
})

test.each<[string, string | Uint8Array<ArrayBuffer>, string]>([
  ['nothing', '', 'is empty'],
  ['no name column', 'sku,barcode\nA-1,1\n', "'name' among them"],
  ['a column nobody knows', 'name,colour\nLine,blue\n', "there is no column 'colour'"],
  ['a column twice', 'name,name\na,b\n', 'named twice'],
  ['a quote that never ends', 'name\n"Line\n', 'no CSV'],
  ['no text', Uint8Array.of(0x50, 0x4b, 0xff, 0xfe, 0x2c), 'not UTF-8'],
])('a file of %s is refused as a whole', async (_, csv, detail) => {
  const { load } = await importing()
  const answer = await load(csv)
  expect([answer.status, answer.at('errors.0.source.pointer'), answer.at('errors.0.detail')]).toEqual([
    422,
    '/file',
    expect.stringContaining(detail),
  ])
})
