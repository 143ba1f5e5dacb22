import type { BlockstateError } from './error.ts'
import { mayPass } from './mayPass.ts'

/** The longest wait a server may ask of us before we give the error to whoever asked instead: 60 s. */
const LONGEST_WAIT = 60_000

/**
 * `Retry-After` in milliseconds from `now`, in both its forms: seconds and an HTTP date (RFC 9110, 10.2.3). `null` where there is none.
 *
 * @example
 * readRetryAfter('2', now) // 2000
 * readRetryAfter('Wed, 21 Oct 2026 07:28:00 GMT', now)
 */
export function readRetryAfter(value: string | null, now: number): number | null {
  if (!value) return null
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Number(value) * 1000
  // Without a month and a time it is no date, whatever Date.parse makes of it.
  const date = Date.parse(/[a-z].*:/i.test(value) ? value : '')
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}

/**
 * How long to wait before asking again, in milliseconds; `null` means: do not.
 *
 * A read may be repeated after a lost connection, a timeout, 429 and 5xx. A write only where the server said that it did not
 * process it: 429, or 503 with `Retry-After`. The wait is the server's own where it named one (none longer than 60 s), else
 * exponential with full jitter: anywhere between 0 and 1, 2, 4 … 30 s.
 *
 * @param attempt how often it was tried already, from 1
 * @param random in [0, 1)
 *
 * @example
 * retryDelay(error, { method: 'GET', attempt: 1, attempts: 3, random: Math.random })
 */
export function retryDelay(
  error: Pick<BlockstateError, 'code' | 'status' | 'retryAfter'>,
  { method, attempt, attempts, random }: { method: string; attempt: number; attempts: number; random: () => number },
): number | null {
  const { status, retryAfter } = error
  const unprocessed = status === 429 || (status === 503 && retryAfter !== null)
  const repeatable = method === 'GET' && mayPass(error)
  if (attempt >= attempts || !(unprocessed || repeatable) || (retryAfter ?? 0) > LONGEST_WAIT) return null
  return retryAfter ?? random() * Math.min(30_000, 500 * 2 ** attempt)
}
