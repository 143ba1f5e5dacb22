// The products block, a resource a file. Plain re-exports by name: a bundle takes the operations it uses and nothing else.

export {
  Product,
  listProducts,
  getProduct,
  createProduct,
  updateProduct,
  deleteProduct,
  listProductTrash,
  recoverProduct,
  searchProducts,
  bulkImport,
} from './products/products.ts'
export { Variation, listVariants, createVariant, updateVariant, deleteVariant } from './products/variants.ts'
export { Stock, Warehouse, listStock, createStock, updateInventory, listWarehouses, createWarehouse } from './products/stock.ts'
export { Price, listPrices, setPricing, updatePrice } from './products/prices.ts'
export {
  ProductImage,
  listProductImages,
  addProductImage,
  approveProductImage,
  publishProductImage,
  deleteProductImage,
} from './products/images.ts'
export { ProductCategory, listProductCategories, createProductCategory } from './products/categories.ts'
