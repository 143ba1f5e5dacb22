import { op, patch, resource } from '../../declare/index.ts'

/** A picture of a product: pending at first, then approved, then published. */
export const ProductImage = resource(
  'product_image',
  { file_url: 'url', alt_text: 'string?', position: 'integer', status: 'pending|approved|published!' },
  { root: 'image' },
)

export const listProductImages = op('GET products/products/:unique_id/images', {
  about: 'List the images of a product in their order',
  returns: [ProductImage],
})
export const addProductImage = op('POST products/products/:unique_id/images', {
  about: 'Attach an image to a product, by its address or as a file',
  root: 'image',
  body: { file_url: 'url?', file: 'file?', alt_text: 'string?', position: 'integer?' },
  returns: ProductImage,
  creates: ProductImage,
})
export const approveProductImage = op('PUT products/products/:unique_id/images/:unique_file_id/approve', {
  about: 'Approve an image',
  returns: ProductImage,
  patches: patch(ProductImage, () => ({ status: 'approved' })),
})
export const publishProductImage = op('PUT products/products/:unique_id/images/:unique_file_id/publish', {
  about: 'Show an approved image in the catalogue',
  returns: ProductImage,
  patches: patch(ProductImage, () => ({ status: 'published' })),
})
export const deleteProductImage = op('DELETE products/products/:unique_id/images/:unique_file_id', {
  about: 'Take an image from a product',
  removes: ProductImage,
})
