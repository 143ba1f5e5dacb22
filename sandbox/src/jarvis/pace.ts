import type { RequestContext } from '../server/context.ts'

/**
 * Milliseconds between two tokens: `BLOCKSTATE_TOKEN_MS`, or 35, about the speed at which hosted models write.
 *
 * @example
 * pace({ BLOCKSTATE_TOKEN_MS: '0' }) // 0
 */
function pace(env: RequestContext['env']): number {
  const told = Number(env['BLOCKSTATE_TOKEN_MS'] ?? '')
  return env['BLOCKSTATE_TOKEN_MS'] !== undefined && Number.isFinite(told) && told >= 0 ? told : 35
}

/**
 * Lets time pass as it would while a model writes; not at all where the pace is 0.
 *
 * @example
 * await takeTime(context, 1, context.signal)
 */
export async function takeTime({ env, pause }: RequestContext, tokens: number, signal: AbortSignal): Promise<void> {
  const ms = pace(env) * tokens
  if (ms > 0) await pause(ms, signal)
}
