import type { BlockstateError } from './error.ts'

/**
 * May a failure pass by itself? Anything else is the server's answer, and asking again brings the same.
 *
 * @example
 * if (mayPass(error)) tryLater()
 */
export function mayPass({ code }: Pick<BlockstateError, 'code'>): boolean {
  return /^(network|timeout|server|rate_limited)$/.test(code)
}
