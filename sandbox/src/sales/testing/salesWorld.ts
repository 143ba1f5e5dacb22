import type { SandboxOptions } from '../../createSandbox.ts'
import { blockWorld } from '../../testing/blockWorld.ts'
import type { BlockWorld } from '../../testing/blockWorld.ts'
import { bystander } from '../../testing/bystander.ts'
import type { Answered } from '../../testing/virtualSandbox.ts'
import { salesBlock } from '../salesBlock.ts'

/** A world with a shop. */
export interface SalesWorld extends BlockWorld {
  /** A new user of the app. */
  customer(): string
  /** A plan in euros, by the month unless said; answers its id. */
  plan(price: number, more?: object): Promise<string>
  /** Subscribes somebody; answers the subscription's id. */
  subscribe(model_id: string, user_unique_id?: string): Promise<string>
  /** An open invoice over so much; answers its id. */
  invoice(customer: string, amount: number): Promise<string>
  pay(invoice: string, more?: object): Promise<Answered>
  /** The totals and statuses of a subscription's invoices, oldest first. */
  billed(subscription: string): Promise<readonly (readonly [total: unknown, status: unknown])[]>
  /** One record's attributes. */
  told(path: string): Promise<unknown>
}

/**
 * Opens a sandbox with sales, as {@link blockWorld} does.
 *
 * @example
 * const { plan, subscribe, billed } = await salesWorld()
 * await billed(await subscribe(await plan(30))) // [[30, 'open']]
 */
export async function salesWorld(options: SandboxOptions = {}, appId = 'works'): Promise<SalesWorld> {
  const world = await blockWorld('sales', { blocks: [salesBlock], ...options }, appId)
  const { send, made } = world
  const customer = (): string => bystander(world.world, appId)
  return {
    ...world,
    customer,
    plan: (price, more = {}) =>
      made('subscription_models', {
        subscription_model: { name: `For ${price}`, price, currency: 'EUR', billing_period: 'monthly', ...more },
      }),
    subscribe: (model_id, user_unique_id = customer()) => made('subscriptions', { subscription: { model_id, user_unique_id } }),
    invoice: (customer_unique_id, amount) =>
      made('invoices', {
        invoice: { customer_unique_id, currency: 'EUR', line_items: [{ description: 'Chart', quantity: 1, unit_price: amount }] },
      }),
    pay: (invoice, more = {}) =>
      send('POST', `invoices/${invoice}/pay`, { payment: { payment_method: 'stripe', token: 'tok_visa', ...more } }),
    billed: async (subscription) => {
      const answer = await send('GET', `invoices?subscription_unique_id=${subscription}&sort=number&per_page=100`)
      return Array.from(
        { length: Number(answer.at('data.length')) },
        (_, row) => [answer.at(`data.${row}.attributes.total`), answer.at(`data.${row}.attributes.status`)] as const,
      )
    },
    told: async (path) => (await send('GET', path)).at('data.attributes'),
  }
}
