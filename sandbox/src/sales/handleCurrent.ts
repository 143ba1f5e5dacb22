import type { Operation } from '@blockstate/core/describe'
import { handle } from '../server/handle.ts'
import type { Handled, Handler } from '../server/handle.ts'
import { renewDue } from './renewDue.ts'

/**
 * Pairs an operation with what serves it, as `handle` does, and brings subscriptions up to the present before.
 *
 * @example
 * handleCurrent(getSubscription, (context, { unique_id }) => record(Subscription, findRow(context, subscriptions, unique_id)))
 */
export function handleCurrent<O extends Operation>(operation: O, handler: Handler<O>): Handled {
  const current: Handler<O> = (context, input) => {
    renewDue(context)
    return handler(context, input)
  }
  return handle(operation, current)
}
