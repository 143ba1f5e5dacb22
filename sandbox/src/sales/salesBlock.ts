import * as operations from '@blockstate/core/sales'
import type { Block } from '../server/block.ts'
import { couponHandlers } from './couponHandlers.ts'
import { invoiceHandlers } from './invoiceHandlers.ts'
import { planHandlers } from './planHandlers.ts'
import { reportHandlers } from './reportHandlers.ts'
import { salesSchema } from './schema.ts'
import { seedSales } from './seed/seedSales.ts'
import { subscriptionHandlers } from './subscriptionHandlers.ts'

/** Plans, subscriptions, invoices, coupons, revenue, and a stand-in for Stripe. */
export const salesBlock: Block = {
  name: 'sales',
  operations,
  handlers: [...planHandlers, ...subscriptionHandlers, ...invoiceHandlers, ...couponHandlers, ...reportHandlers],
  migrations: salesSchema,
  seed: seedSales,
}
