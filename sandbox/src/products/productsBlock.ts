import * as operations from '@blockstate/core/products'
import type { Block } from '../server/block.ts'
import { categoryHandlers } from './categoryHandlers.ts'
import { imageHandlers } from './imageHandlers.ts'
import { imageLinks } from './imageLink.ts'
import { importHandlers } from './importHandler.ts'
import { priceHandlers } from './priceHandlers.ts'
import { productHandlers } from './productHandlers.ts'
import { productsSchema } from './schema.ts'
import { seedProducts } from './seed/seedProducts.ts'
import { stockHandlers } from './stockHandlers.ts'
import { variantHandlers } from './variantHandlers.ts'

/** The products block: products with variations, stock, prices, categories and images. */
export const productsBlock: Block = {
  name: 'products',
  operations,
  handlers: [
    ...productHandlers,
    ...importHandlers,
    ...variantHandlers,
    ...stockHandlers,
    ...priceHandlers,
    ...imageHandlers,
    ...categoryHandlers,
  ],
  migrations: productsSchema,
  seed: seedProducts,
  links: imageLinks,
}
