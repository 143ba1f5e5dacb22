import type { Contract } from '../../testing/contract.ts'
import { salesBlock } from '../salesBlock.ts'
import { onePiece } from './onePiece.ts'
import type { OnePiece } from './onePiece.ts'

/** How each operation of the block is asked rightly. */
export const salesContract: Contract<OnePiece> = {
  block: salesBlock,
  piece: onePiece,
  statuses: { payInvoice: 200, applyCoupon: 200, syncStripe: 200 },
  inputs: {
    createPlan: () => ({
      name: 'Deckhand',
      price: 4.9,
      billing_period: 'weekly',
      trial_days: 7,
      features: ['Daily'],
      usage_limits: { seats: 1 },
    }),
    updatePlan: () => ({ price: 15.9, status: 'inactive' }),
    createSubscription: ({ subscription_models, users }) => ({ model_id: subscription_models, user_unique_id: users, name: 'Boat' }),
    updateSubscription: ({ dearer }) => ({ model_id: dearer }),
    cancelSubscription: () => ({ reason: 'Sold the boat', cancel_at_period_end: true }),
    createInvoice: ({ users, subscriptions }) => ({
      customer_unique_id: users,
      subscription_unique_id: subscriptions,
      currency: 'EUR',
      line_items: [{ description: 'Chart', sku: 'C-1', quantity: 2, unit_price: 64 }],
      notes: 'By hand',
      metadata: { shelf: 3 },
      due_date: '2026-02-01',
    }),
    payInvoice: () => ({ payment_method: 'stripe', token: 'tok_visa', amount: 128 }),
    createCoupon: ({ code }) => ({ code: `${code}-2`, discount_type: 'fixed', discount_value: 5, currency: 'EUR' }),
    applyCoupon: ({ code, users, invoices }) => ({ code, customer_unique_id: users, invoice_unique_id: invoices }),
    getRevenueMetrics: () => ({ start_date: '2026-01-01', end_date: '2026-01-31', group_by: 'week' }),
    syncStripe: () => ({ resources: ['customers'] }),
  },
}
