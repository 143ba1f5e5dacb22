import { Product, bulkImport } from '@blockstate/core/products'
import { validate } from '@blockstate/core/describe'
import { isTaken } from '../database/isTaken.ts'
import { changeRow, createRow } from '../database/rows.ts'
import { plain } from '../server/answer.ts'
import type { Context } from '../server/context.ts'
import { fromText } from '../server/fromText.ts'
import { handle } from '../server/handle.ts'
import { refuseField } from '../server/refusal.ts'
import { indexWords, skuHolder } from './catalogue.ts'
import { setBasePrice } from './setBasePrice.ts'
import { readCsv } from './readCsv.ts'
import type { CsvRow } from './readCsv.ts'
import { categories, products } from './tables.ts'

/** The columns of a file, and what a cell of each must be. Empty cells say nothing. */
const columns = {
  sku: 'string',
  name: 'string',
  description: 'string',
  barcode: 'string',
  brand_id: 'uuid',
  category_id: 'uuid',
  status: 'active|inactive',
  amount: 'decimal',
  currency: 'string',
} as const

interface BadRow {
  readonly row: number
  readonly sku?: string
  readonly title: string
  readonly detail: string
}

/** Many products from one file. Each row is loaded or told, and none stands in the way of another. */
export const importHandlers = [
  handle(bulkImport, async (context, { file, mode = 'upsert', dry_run = false }) => {
    const table = readCsv(new Uint8Array(await file.arrayBuffer()))
    if (typeof table === 'string') refuseField(context.pointer('file'), table)
    checkColumns(context, table.columns)
    const bad: BadRow[] = []
    const dryRun = new Error('A dry run is taken back')
    const load = (): void =>
      context.database.transaction(() => {
        for (const row of table.rows) {
          const mistake = loadRow(context, table.columns, row, mode)
          if (mistake !== undefined) bad.push(mistake)
        }
        // What was tried is told, and taken back.
        if (dry_run) throw dryRun
      })
    try {
      load()
    } catch (error) {
      if (error !== dryRun) throw error
    }
    return plain({ loaded: table.rows.length - bad.length, errors: bad.length, error_details: bad })
  }),
]

function checkColumns(context: Context, names: readonly string[]): void {
  const unknown = names.filter((name) => !Object.hasOwn(columns, name))
  const known = Object.keys(columns).join(', ')
  if (unknown.length > 0) refuseField(context.pointer('file'), `there is no column '${unknown.join("', '")}'; the columns are ${known}`)
  if (new Set(names).size < names.length) refuseField(context.pointer('file'), 'a column is named twice')
  if (!names.includes('name')) refuseField(context.pointer('file'), `the first line must name the columns, 'name' among them: ${known}`)
}

function loadRow(context: Context, names: readonly string[], { line, cells }: CsvRow, mode: 'create' | 'upsert'): BadRow | undefined {
  const told = Object.fromEntries(names.flatMap((name, at) => ((cells[at] ?? '') === '' ? [] : [[name, cells[at]]])))
  const sku = told['sku']
  const bad = (detail: string): BadRow => ({ row: line, ...(sku !== undefined && { sku }), title: 'Invalid row', detail })
  if (cells.length !== names.length) return bad(`the row has ${cells.length} cells, the first line names ${names.length}`)
  const { amount, currency, ...given } = Object.fromEntries(
    Object.entries(columns).flatMap(([name, word]) => (told[name] === undefined ? [] : [[name, fromText(word, [told[name]])]])),
  )
  const known = sku === undefined ? undefined : productOf(context, sku)
  const issues = [
    ...validate(Product, given, { mode: 'body', partial: known !== undefined }),
    ...(amount === undefined ? [] : validate({ amount: 'decimal' }, { amount }, { mode: 'body' })),
  ]
  if (issues.length > 0) return bad(issues.map(({ path, message }) => `${path.slice(1)} ${message}`).join('; '))
  if (given['status'] === 'trash') return bad('status must be one of: active, inactive')
  const category = given['category_id']
  if (typeof category === 'string' && !isTaken(context, categories, category)) return bad(`there is no category ${category}`)
  const holder = sku === undefined ? undefined : skuHolder(context, sku, mode === 'upsert' ? known : '')
  if (sku !== undefined && holder !== undefined) return bad(`sku ${sku} is that of the ${holder}`)
  const price = priceOf(amount, currency)
  if (typeof price === 'string') return bad(price)
  const id = known ?? createRow(context, products, given, { status: String(given['status'] ?? 'active') }).unique_id
  if (known !== undefined) changeRow(context, products, known, given)
  if (price !== undefined) setBasePrice(context, id, price.minor, price.currency)
  indexWords(context, id)
  return undefined
}

/** What a row says a product costs; a sentence where it says half of it or nonsense. */
function priceOf(amount: unknown, currency: unknown): { readonly minor: number; readonly currency: string } | string | undefined {
  if (amount === undefined && currency === undefined) return undefined
  if (typeof amount !== 'number' || typeof currency !== 'string') return 'amount and currency go together'
  const minor = Math.round(amount * 100)
  if (minor < 1 || minor / 100 !== amount || minor > 99_999_999_999_999) return 'amount must be 0.01 or more, with two decimals at most'
  if (!Intl.supportedValuesOf('currency').includes(currency)) return `'${currency}' is no currency; give an ISO 4217 code such as EUR`
  return { minor, currency }
}

/** The product that bears a sku; one in the trash is none to be changed. */
function productOf({ database, tenant }: Context, sku: string): string | undefined {
  const sql = "select unique_id from products_products where tenant = ? and sku = ? and status <> 'trash'"
  return database.get<{ unique_id: string }>(sql, tenant, sku)?.unique_id
}
