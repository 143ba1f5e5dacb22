import type { BlockWorld } from '../../testing/blockWorld.ts'
import { bystander } from '../../testing/bystander.ts'

/** One of each kind: a customer on a plan, with an open invoice, a coupon, and a sync that is over. */
export interface OnePiece {
  readonly users: string
  readonly subscription_models: string
  readonly dearer: string
  readonly subscriptions: string
  readonly invoices: string
  readonly coupons: string
  readonly code: string
  readonly sync: string
}

/**
 * Makes one record of each kind through the API.
 *
 * @example
 * const { subscriptions } = await onePiece(world)
 */
export async function onePiece({ world, appId, made }: BlockWorld): Promise<OnePiece> {
  const users = bystander(world, appId)
  const plan = { name: 'Skipper', description: 'Hourly', price: 14.9, currency: 'EUR', billing_period: 'monthly' }
  const subscription_models = await made('subscription_models', { subscription_model: plan })
  const dearer = await made('subscription_models', { subscription_model: { ...plan, name: 'Master', price: 39.9 } })
  const subscriptions = await made('subscriptions', { subscription: { model_id: subscription_models, user_unique_id: users } })
  const line_items = [{ description: 'Chart', quantity: 2, unit_price: 64 }]
  const invoice = { customer_unique_id: users, currency: 'EUR', line_items }
  const paid = await made('invoices', { invoice })
  await made(`invoices/${paid}/pay`, { payment: { payment_method: 'cash' } })
  const code = `W-${users.slice(0, 8)}`
  const coupons = await made('coupons', { coupon: { code, discount_type: 'percentage', discount_value: 12.5, max_uses: 3 } })
  const sync = await made('stripe/sync', { sync: {} })
  await world.sandbox.settled()
  return { users, subscription_models, dearer, subscriptions, invoices: await made('invoices', { invoice }), coupons, code, sync }
}
