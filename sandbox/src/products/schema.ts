import { createTable } from '../database/createTable.ts'
import { createView } from '../database/createView.ts'

const ofProduct = (what: string, table: string, rest: string): string =>
  `(select ${what} from ${table} x where x.tenant = r.tenant and x.product_unique_id = r.unique_id ${rest})`
const basePrice = "and x.channel_unique_id is null and x.variation_unique_id is null and x.status = 'active' order by x.seq limit 1"

/** The tables of the products block. Money is kept in hundredths, what is available is reckoned and never stored. */
export const productsSchema: readonly string[] = [
  `${createTable('products_categories', 'name text not null, description text, parent_id text')}
   ${createTable(
     'products_products',
     'name text not null, description text, sku text, barcode text, brand_id text, category_id text, status text not null',
   )}
   create index products_products_by_category on products_products (tenant, category_id);
   create index products_products_by_sku on products_products (tenant, sku);
   ${createTable(
     'products_variations',
     'product_unique_id text not null, name text not null, sku text, barcode text, options text, status text not null',
   )}
   create index products_variations_by_product on products_variations (tenant, product_unique_id);
   create index products_variations_by_sku on products_variations (tenant, sku);
   ${createTable('products_warehouses', 'name text not null, address text')}
   ${createTable(
     'products_stock',
     `product_unique_id text not null, variation_unique_id text, warehouse_unique_id text not null, quantity integer not null,
      reserved integer not null check (reserved >= 0 and quantity >= reserved), min_quantity integer, max_quantity integer`,
   )}
   create unique index products_stock_by_place
     on products_stock (tenant, product_unique_id, warehouse_unique_id, coalesce(variation_unique_id, ''));
   ${createTable(
     'products_prices',
     `product_unique_id text not null, variation_unique_id text, channel_unique_id text, currency text not null, 
      amount_minor integer not null check (amount_minor > 0), compare_at_minor integer, status text not null`,
   )}
   create unique index products_prices_by_place
     on products_prices (tenant, product_unique_id, currency, coalesce(variation_unique_id, ''), coalesce(channel_unique_id, ''));
   ${createTable(
     'products_images',
     'product_unique_id text not null, file_url text not null, file_type text, alt_text text, position integer not null, status text not null',
   )}
   create index products_images_by_product on products_images (tenant, product_unique_id, position);
   create virtual table products_words using fts5 (
     tenant unindexed, product_unique_id unindexed, name, codes, description, tokenize = 'unicode61 remove_diacritics 2'
   );
   ${createView(
     'products_categories',
     `(select count(*) from products_products p where p.tenant = r.tenant and p.category_id = r.unique_id and p.status <> 'trash')
        as products_count`,
   )}
   ${createView(
     'products_products',
     `${ofProduct('x.amount_minor / 100.0', 'products_prices', basePrice)} as price,
      ${ofProduct('x.currency', 'products_prices', basePrice)} as currency,
      ${ofProduct('coalesce(sum(x.quantity - x.reserved), 0)', 'products_stock', '')} as stock,
      ${ofProduct('count(*)', 'products_variations', '')} as variations_count,
      ${ofProduct('x.file_url', 'products_images', "and x.status = 'published' order by x.position, x.seq limit 1")} as primary_image_url,
      case when r.category_id is not null then json_object('type', 'category', 'id', r.category_id) end as category, null as images`,
   )}
   ${createView(
     'products_stock',
     `r.quantity - r.reserved as available,
      case when r.quantity = r.reserved then 'out_of_stock' when r.quantity - r.reserved <= r.min_quantity then 'low_stock'
        else 'in_stock' end as status`,
   )}
   ${createView('products_prices', 'r.amount_minor / 100.0 as amount, r.compare_at_minor / 100.0 as compare_at_amount')}`,
]
