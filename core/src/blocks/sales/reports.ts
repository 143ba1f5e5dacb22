import { op, resource } from '../../declare/index.ts'

/** A reconciliation with Stripe: what was new or changed, by kind. */
export const StripeSync = resource('stripe_sync', {
  status: 'running|completed|failed!',
  customers: 'integer!',
  subscriptions: 'integer!',
  payments: 'integer!',
  errors: 'string[]!',
  started_at: 'timestamp!',
  finished_at: 'timestamp|null!',
})

export const getRevenueMetrics = op('POST sales/reports/users/subscriptions/summary', {
  about: 'Read recurring revenue, churn and lifetime value, of the last 30 days unless dates are given',
  root: 'report',
  body: { start_date: 'date?', end_date: 'date?', group_by: 'day|week|month|model?', status: 'string?', currency: 'string?' },
  returns: {
    total_subscriptions: 'integer',
    active_subscriptions: 'integer',
    cancelled_subscriptions: 'integer',
    new_subscriptions: 'integer',
    churned_subscriptions: 'integer',
    mrr: 'decimal',
    currency: 'string',
    churn_rate: 'decimal',
    ltv: 'decimal|null',
    by_model: [{ model_name: 'string', subscribers: 'integer', revenue: 'decimal' }],
    breakdown: [{ period: 'string', new_subscriptions: 'integer', churned_subscriptions: 'integer', revenue: 'decimal' }],
  },
  reads: true,
})
export const syncStripe = op('POST sales/stripe/sync', {
  about: 'Start to reconcile with Stripe; read the sync until it is over',
  root: 'sync',
  body: { resources: '(customers|subscriptions|payments)[]?' },
  returns: StripeSync,
  optimistic: false,
  stale: ['sales/subscriptions', 'sales/invoices', 'sales/users'],
})
export const getStripeSync = op('GET sales/stripe/sync/:unique_id', { about: 'Read how far a sync has come', returns: StripeSync })
