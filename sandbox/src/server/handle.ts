import type { Input, Operation } from '@blockstate/core/describe'
import type { Answer } from './answer.ts'
import type { Context, SignedIn } from './context.ts'

/** Operations declared `auth: 'none'` may come without a user; all others have one. */
type UserOf<O> = O extends Operation<string, infer D> ? (D extends { readonly auth: 'none' } ? SignedIn | null : SignedIn) : never

/** What serves one operation. `input` has been checked against the declaration: path, query and body in one flat object. */
export type Handler<O extends Operation> = (context: Context<UserOf<O>>, input: Input<O>) => Answer | Promise<Answer>

/** An operation and what serves it. */
export interface Handled {
  readonly operation: Operation
  readonly handler: (context: Context<SignedIn | null>, input: Readonly<Record<string, unknown>>) => Answer | Promise<Answer>
}

/**
 * Pairs a declared operation with what serves it. Registers nothing: a block exports an array of these.
 *
 * @example
 * export const jarvisHandlers = [
 *   handle(getEntity, (context, input) => record(Entity, readEntity(context, input.id))),
 * ]
 */
export function handle<O extends Operation>(operation: O, handler: Handler<O>): Handled {
  // The server calls a handler only with input it has validated against this very declaration, and with a user unless it says 'none'.
  return { operation, handler: handler as unknown as Handled['handler'] }
}
