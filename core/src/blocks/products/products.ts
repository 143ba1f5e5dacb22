import { op, paged, patch, resource } from '../../declare/index.ts'

/** What is sold. Price and currency are those of its base price, `stock` what is available of it in all warehouses. */
export const Product = resource('product', {
  name: 'string',
  description: 'string?',
  sku: 'string?',
  barcode: 'string?',
  brand_id: 'uuid?',
  category_id: 'uuid|null?',
  status: 'active|inactive|trash?',
  price: 'decimal!?',
  currency: 'string!?',
  stock: 'integer!?',
  variations_count: 'integer!?',
  primary_image_url: 'url!?',
  category: 'ref|null!?',
  images: 'ref[]!?',
})

export const listProducts = op('GET products/products', {
  about: 'Page through products that are not in the trash',
  query: paged({ search: 'string?', status: 'string?', category_id: 'uuid?', brand_id: 'uuid?' }),
  returns: [Product],
})
export const getProduct = op('GET products/products/:unique_id', {
  about: 'Read one product with its category and images',
  returns: Product,
})
export const createProduct = op('POST products/products', {
  about: 'Put a product into the catalogue',
  body: Product,
  returns: Product,
  stale: ['products/products/search'],
})
export const updateProduct = op('PUT products/products/:unique_id', {
  about: 'Change fields of a product',
  body: Product,
  returns: Product,
  stale: ['products/categories'],
})
export const deleteProduct = op('DELETE products/products/:unique_id', {
  about: 'Put a product into the trash',
  removes: Product,
  stale: ['products/categories', 'products/products/trash/show'],
})
export const listProductTrash = op('GET products/products/trash/show', {
  about: 'Page through the products in the trash',
  query: paged({ search: 'string?' }),
  returns: [Product],
})
export const recoverProduct = op('PUT products/products/:unique_id/recover', {
  about: 'Take a product out of the trash',
  returns: Product,
  patches: patch(Product, () => ({ status: 'active' })),
  stale: ['products/products/trash/show', 'products/categories'],
})
/** A read, asked with a body. */
export const searchProducts = op('POST products/products/search', {
  about: 'Find products by the words of their names, descriptions, codes and variations, best first',
  root: 'search',
  query: paged(),
  body: { query: 'string', category_id: 'uuid?', brand_id: 'uuid?', status: 'active|inactive|trash?' },
  returns: [Product],
  reads: true,
})
export const bulkImport = op('POST products/products/bulk_import', {
  about: 'Load products from a CSV file, and tell which rows were not loaded and why',
  body: { file: 'file', mode: 'create|upsert?', dry_run: 'boolean?' },
  returns: {
    loaded: 'integer',
    errors: 'integer',
    error_details: [{ row: 'integer', sku: 'string?', title: 'string', detail: 'string' }],
  },
  optimistic: false,
  stale: ['products/products', 'products/categories'],
})
