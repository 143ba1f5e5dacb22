import { op, resource } from '../../declare/index.ts'

/** What a product, or one of its variations, costs in one currency and one channel. The base price has neither variation nor channel. */
export const Price = resource('price', {
  amount: 'decimal',
  compare_at_amount: 'decimal|null?',
  currency: 'string',
  channel_unique_id: 'uuid|null?',
  variation_unique_id: 'uuid|null?',
  product_unique_id: 'uuid!',
  status: 'active|inactive!',
})

export const listPrices = op('GET products/products/:product_unique_id/prices', {
  about: 'List the prices of a product and its variations',
  returns: [Price],
})
export const setPricing = op('POST products/products/:product_unique_id/prices', {
  about: 'Set the price for a currency, channel and variation, whether there was one or not',
  body: Price,
  returns: Price,
  optimistic: false,
})
export const updatePrice = op('PUT products/products/:product_unique_id/prices/:price_unique_id', {
  about: 'Change an amount that is there',
  root: 'price',
  body: { amount: 'decimal?', compare_at_amount: 'decimal|null?', status: 'active|inactive?' },
  returns: Price,
  optimistic: false,
})
