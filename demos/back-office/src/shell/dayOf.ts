const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' })

/**
 * The day of a time as the server tells it; what it has not told yet is now.
 *
 * @example
 * dayOf('2026-03-01T09:00:00.000Z') // 'Mar 1'
 */
export function dayOf(time: string | undefined): string {
  return time === undefined ? 'Just now' : day.format(new Date(time))
}
