import { op, paged, patch, resource } from '../../declare/index.ts'

/** What can be subscribed to. Its wire name is subscription_model. */
export const Plan = resource('subscription_model', {
  name: 'string',
  description: 'string?',
  price: 'decimal',
  currency: 'string?',
  billing_period: 'monthly|yearly|weekly',
  trial_days: 'integer?',
  features: 'string[]?',
  usage_limits: 'number{}?',
  status: 'active|inactive?',
  subscribers_count: 'integer!?',
})

/** Somebody's plan, with the price they took it at. `cancelling` runs to the end of what was paid for. */
export const Subscription = resource('subscription', {
  model_id: 'uuid',
  model_name: 'string!?',
  name: 'string|null?',
  user_unique_id: 'uuid?',
  status: 'active|cancelling|cancelled|expired!',
  price: 'decimal!?',
  currency: 'string!?',
  billing_period: 'monthly|yearly|weekly!?',
  current_period_start: 'timestamp!?',
  current_period_end: 'timestamp!?',
  trial_end: 'timestamp|null!?',
  cancel_at_period_end: 'boolean!?',
  cancelled_at: 'timestamp|null!?',
  cancel_reason: 'string|null!?',
  credit: 'decimal!?',
})

export const listPlans = op('GET sales/subscription_models', {
  about: 'Page through the plans that can be had',
  query: paged({ status: 'string?', search: 'string?' }),
  returns: [Plan],
})
export const getPlan = op('GET sales/subscription_models/:unique_id', { about: 'Read one plan and how many have it', returns: Plan })
export const createPlan = op('POST sales/subscription_models', { about: 'Define a plan', body: Plan, returns: Plan })
export const updatePlan = op('PUT sales/subscription_models/:unique_id', {
  about: 'Change a plan, or retire it; who has it keeps their price',
  body: Plan,
  returns: Plan,
})
export const listSubscriptions = op('GET sales/subscriptions', {
  about: 'Page through subscriptions',
  query: paged({ status: 'string?', user_unique_id: 'uuid?', model_id: 'uuid?' }),
  returns: [Subscription],
})
export const getSubscription = op('GET sales/subscriptions/:unique_id', { about: 'Read one subscription', returns: Subscription })
export const createSubscription = op('POST sales/subscriptions', {
  about: 'Subscribe somebody to a plan; without a trial the first invoice is issued at once',
  body: Subscription,
  returns: Subscription,
  optimistic: false,
  stale: ['sales/invoices', 'sales/subscription_models', 'sales/reports/users/subscriptions/summary'],
})
export const updateSubscription = op('PUT sales/subscriptions/:unique_id', {
  about: 'Move to another plan, the difference reckoned to the moment; or stay after all',
  root: 'subscription',
  body: { model_id: 'uuid?', name: 'string|null?', cancel_at_period_end: 'boolean?' },
  returns: Subscription,
  optimistic: false,
  stale: ['sales/invoices', 'sales/subscription_models', 'sales/reports/users/subscriptions/summary'],
})
export const cancelSubscription = op('PUT sales/subscriptions/:unique_id/cancel', {
  about: 'End a subscription when its period is over, or at once',
  root: 'cancellation',
  body: { reason: 'string?', cancel_at_period_end: 'boolean?' },
  returns: Subscription,
  patches: patch(Subscription, (_, { cancel_at_period_end }) =>
    // The other way of ending depends on what is still to be paid: only the server knows.
    cancel_at_period_end === false ? {} : { status: 'cancelling', cancel_at_period_end: true },
  ),
  stale: ['sales/invoices', 'sales/subscription_models', 'sales/reports/users/subscriptions/summary'],
})
