import { op, resource } from '../../declare/index.ts'

/** One form of a product: a size, a colour. The wire calls it a variation. */
export const Variation = resource('variation', {
  name: 'string',
  sku: 'string?',
  barcode: 'string?',
  options: 'string{}?',
  status: 'active|inactive?',
  product_unique_id: 'uuid!?',
})

export const listVariants = op('GET products/products/:unique_id/variations', {
  about: 'List the variations of a product',
  returns: [Variation],
})
export const createVariant = op('POST products/products/:unique_id/variations', {
  about: 'Add a variation to a product',
  body: Variation,
  returns: Variation,
})
export const updateVariant = op('PUT products/products/:unique_id/variations/:variation_unique_id', {
  about: 'Change fields of a variation',
  body: Variation,
  returns: Variation,
})
export const deleteVariant = op('DELETE products/products/:unique_id/variations/:variation_unique_id', {
  about: 'Delete a variation with its stock and prices',
  removes: Variation,
})
