/** What went wrong, from a closed list. `switch` over it and the compiler tells which case is missing. */
export type ErrorCode =
  /** The call itself cannot be right: a missing path parameter, a field nobody declared. Nothing was sent. */
  | 'invalid_input'
  /** The server refused the content (400, 422). `errors` names each field. */
  | 'invalid'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'rate_limited'
  /** 5xx: the server failed, or is not there for now (502, 503, 504). */
  | 'server'
  /** No answer: offline, DNS, a cut connection. */
  | 'network'
  | 'timeout'
  /** Whoever asked took it back. */
  | 'aborted'
  /** An answer came that is not what was declared: HTML, garbage, an empty body, a row nobody can name. */
  | 'protocol'
  /** The stream itself said `error`. */
  | 'stream'
  /** The stream ended without its last event. */
  | 'interrupted'
  /** What is kept on this machine could not be read or written: no room, a private window, a broken disk. */
  | 'storage'
  /** The refresh token was definitely refused: nobody is signed in any more. */
  | 'session_expired'

/** One entry of an answer's `errors`, whatever its dialect. */
export interface ApiError {
  status: number | null
  code: string | null
  title: string | null
  detail: string | null
  /** Which field: a JSON pointer (`/user/email`) or a bare name, as the server gave it. */
  source: string | null
}

export interface ErrorFacts {
  /** HTTP status; 0 where no answer came. */
  status?: number
  errors?: readonly ApiError[]
  /** Milliseconds the server asked us to wait; `null` where it did not say. */
  retryAfter?: number | null
  requestId?: string | null
  cause?: unknown
}

/**
 * The one error of the library. It rejects promises and stands in stores; nothing is thrown that is not one.
 *
 * @example
 * try { await call(client, getEntity, { id }) } catch (error) {
 *   if (isBlockstateError(error) && error.code === 'not_found') showMissing()
 * }
 */
export class BlockstateError extends Error {
  declare readonly code: ErrorCode
  declare readonly status: number
  /** Every error of the answer, not only the first. */
  declare readonly errors: readonly ApiError[]
  declare readonly retryAfter: number | null
  declare readonly requestId: string | null

  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}) {
    super(message, facts)
    Object.assign(this, { name: 'BlockstateError', code, status: 0, errors: [], retryAfter: null, requestId: null }, facts)
  }
}

/**
 * Is this one of ours? Asks by name, so that two copies of the package in one app still know each other's errors.
 *
 * @example
 * if (isBlockstateError(reason)) console.log(reason.code)
 */
export function isBlockstateError(value: unknown): value is BlockstateError {
  return value instanceof Error && value.name === 'BlockstateError'
}

/**
 * Why a signal aborted, as an error of ours: the reason it was given, or that whoever asked took it back.
 *
 * @example
 * if (signal.aborted) throw abortedBy(signal)
 */
export function abortedBy({ reason }: AbortSignal): BlockstateError {
  return isBlockstateError(reason) ? reason : new BlockstateError('aborted', 'Taken back by whoever asked.', { cause: reason })
}
