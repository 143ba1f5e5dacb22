import type { Contract } from '../../testing/contract.ts'
import { productsBlock } from '../productsBlock.ts'
import { onePiece } from './onePiece.ts'
import type { OnePiece } from './onePiece.ts'

/** How each operation of the block is asked rightly. */
export const productsContract: Contract<OnePiece> = {
  block: productsBlock,
  piece: async (world, operation) => {
    const piece = await onePiece(world)
    if (operation === 'recoverProduct') await world.send('DELETE', `products/${piece.products}`)
    return piece
  },
  statuses: { searchProducts: 200 },
  inputs: {
    createProduct: (piece) => ({ name: 'Anchor', category_id: piece.categories }),
    updateProduct: () => ({ description: 'Holds' }),
    searchProducts: () => ({ query: 'line' }),
    bulkImport: () => ({ file: new File(['name,amount,currency\nPump,45,EUR\n'], 'a.csv'), mode: 'create' }),
    createVariant: () => ({ name: 'Red', options: { colour: 'red' } }),
    updateVariant: () => ({ name: 'Dark blue' }),
    createStock: (piece) => ({ warehouse_unique_id: piece.warehouses, variation_unique_id: piece.variations, quantity: 3 }),
    updateInventory: () => ({ adjustment: -4 }),
    createWarehouse: () => ({ name: 'Customs house' }),
    setPricing: (piece) => ({ amount: 30, currency: 'USD', variation_unique_id: piece.variations }),
    updatePrice: () => ({ amount: 19.9, compare_at_amount: 24.9 }),
    addProductImage: () => ({ file_url: 'https://example.com/front.png', alt_text: 'From the front' }),
    createProductCategory: (piece) => ({ name: 'Halyards', parent_id: piece.categories }),
  },
}
