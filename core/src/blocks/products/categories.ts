import { op, resource } from '../../declare/index.ts'

/** Where a product stands in the catalogue's tree. */
export const ProductCategory = resource(
  'products:category',
  {
    name: 'string',
    description: 'string?',
    parent_id: 'uuid|null?',
    products_count: 'integer!?',
  },
  { root: 'category' },
)

export const listProductCategories = op('GET products/categories', { about: 'List the categories of products', returns: [ProductCategory] })
export const createProductCategory = op('POST products/categories', {
  about: 'Make a category of products, below another where its parent is named',
  body: ProductCategory,
  returns: ProductCategory,
})
