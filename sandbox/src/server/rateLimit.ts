/** Counts the requests of each tenant in windows of one minute. */
export interface RateLimit {
  /** Counts one request. Answers the seconds to wait where it is one too many, otherwise 0. */
  take(tenant: string, now: number): number
}

const minute = 60_000

/**
 * A limit of so many requests a minute for each tenant (seed 000: 1,000). The window begins with the first request.
 *
 * @example
 * const limit = createRateLimit(1000)
 * const seconds = limit.take('demo', Date.now())
 */
export function createRateLimit(requestsPerMinute: number): RateLimit {
  const windows = new Map<string, { since: number; count: number }>()
  return {
    take: (tenant, now) => {
      const open = windows.get(tenant)
      if (open === undefined || now - open.since >= minute || now < open.since) {
        // Anybody may invent app ids: old windows must not pile up.
        if (windows.size >= 1000) for (const [name, { since }] of windows) if (now - since >= minute) windows.delete(name)
        windows.set(tenant, { since: now, count: 1 })
        return requestsPerMinute >= 1 ? 0 : 60
      }
      open.count += 1
      return open.count > requestsPerMinute ? Math.max(1, Math.ceil((open.since + minute - now) / 1000)) : 0
    },
  }
}
