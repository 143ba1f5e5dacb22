import type { RecordOf } from '@blockstate/core/describe'
import type { Product } from '@blockstate/core/products'
import type { Place } from '../database/place.ts'
import { findRow, notFound } from '../database/rows.ts'
import { products } from './tables.ts'

/**
 * Reads a product that is not in the trash; 404 otherwise.
 *
 * @example
 * const product = findProduct(context, input.unique_id)
 */
export function findProduct(place: Place, id: string): RecordOf<typeof Product> {
  const product = findRow(place, products, id)
  return product.status === 'trash' ? notFound('Product', id) : product
}

/**
 * What already bears this sku in the tenant: a product (in the trash or not) or a variation. `except` is the one that may.
 *
 * @example
 * const holder = skuHolder(context, 'P-1', product.unique_id)
 */
export function skuHolder({ database, tenant }: Place, sku: string, except = ''): string | undefined {
  const found = database.get<{ called: string }>(
    `select 'product ' || name as called from products_products where tenant = ? and sku = ? and unique_id <> ?
     union all select 'variation ' || name from products_variations where tenant = ? and sku = ? and unique_id <> ?`,
    tenant,
    sku,
    except,
    tenant,
    sku,
    except,
  )
  return found?.called
}

/**
 * Writes anew what a product is found by: its own words and codes, and those of its variations.
 *
 * @example
 * indexWords(context, product.unique_id)
 */
export function indexWords({ database, tenant }: Place, id: string): void {
  database.run('delete from products_words where tenant = ? and product_unique_id = ?', tenant, id)
  database.run(
    `insert into products_words (tenant, product_unique_id, name, codes, description)
     select p.tenant, p.unique_id,
       p.name || ' ' || coalesce((select group_concat(v.name, ' ') from products_variations v where v.tenant = p.tenant
         and v.product_unique_id = p.unique_id), ''),
       coalesce(p.sku, '') || ' ' || coalesce(p.barcode, '') || ' ' || coalesce((select group_concat(coalesce(v.sku, '') || ' ' ||
         coalesce(v.barcode, ''), ' ') from products_variations v where v.tenant = p.tenant and v.product_unique_id = p.unique_id), ''),
       coalesce(p.description, '')
     from products_products p where p.tenant = ? and p.unique_id = ?`,
    tenant,
    id,
  )
}

/**
 * The ids of products that hold every word of a text, each word from its beginning, best first (BM25, a name counts five times as much
 * as a description, a code ten times); 1,000 at most. `undefined` where the text holds no word.
 *
 * @example
 * foundIn(context, 'blue sail') // ['…', '…']
 */
export function foundIn({ database, tenant }: Place, text: string): string[] | undefined {
  const words = text.normalize('NFKC').match(/[\p{L}\p{N}]+/gu)
  if (words === null) return undefined
  // Quoted, so that no word of the caller's is one of the query language's.
  const query = words.map((word) => `"${word}"*`).join(' ')
  return database
    .all<{ product_unique_id: string }>(
      `select product_unique_id from products_words where products_words match ? and tenant = ?
       order by bm25(products_words, 0, 0, 5, 10, 1), rowid limit 1000`,
      query,
      tenant,
    )
    .map((row) => row.product_unique_id)
}
