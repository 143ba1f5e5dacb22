import type { Context, SignedIn } from './context.ts'
import { refuseField } from './refusal.ts'

/**
 * Refuses a number in the body that is below `least`, with 422 and a pointer. What is not there is not refused.
 *
 * @example
 * atLeast(context, 'points', input.points, 1)
 */
export function atLeast(context: Context<SignedIn | null>, field: string, value: number | null | undefined, least: number): void {
  if (typeof value === 'number' && value < least) refuseField(context.pointer(field), `${field} must be ${least} or more`)
}
