import { op, resource } from '../../declare/index.ts'

/** How much of a product, or of one of its variations, a warehouse holds. `available` is what is not reserved. */
export const Stock = resource('stock', {
  warehouse_unique_id: 'uuid',
  variation_unique_id: 'uuid|null?',
  quantity: 'integer',
  min_quantity: 'integer|null?',
  max_quantity: 'integer|null?',
  product_unique_id: 'uuid!',
  reserved: 'integer!',
  available: 'integer!',
  status: 'in_stock|low_stock|out_of_stock!',
})
export const Warehouse = resource('warehouse', { name: 'string', address: 'string?' })

export const listStock = op('GET products/products/:product_unique_id/stock', {
  about: 'List what each warehouse holds of a product',
  returns: [Stock],
})
export const createStock = op('POST products/products/:product_unique_id/stock', {
  about: 'Say for the first time what a warehouse holds of a product',
  body: Stock,
  returns: Stock,
  optimistic: false,
})
export const updateInventory = op('PUT products/products/:product_unique_id/stock/:stock_unique_id', {
  about: 'Set a stock level, or move it up or down by an adjustment; it never falls below what is reserved',
  root: 'stock',
  body: { quantity: 'integer?', adjustment: 'integer?', min_quantity: 'integer|null?', max_quantity: 'integer|null?' },
  returns: Stock,
  optimistic: false,
})

export const listWarehouses = op('GET products/warehouses', { about: 'List the warehouses', returns: [Warehouse] })
export const createWarehouse = op('POST products/warehouses', { about: 'Add a warehouse', body: Warehouse, returns: Warehouse })
