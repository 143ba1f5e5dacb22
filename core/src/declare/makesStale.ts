/**
 * Does a write at one filled path make a read at another stale? The record it names, the lists above it, and, for anything but an
 * update of fields, whatever lies below.
 *
 * @example
 * makesStale('POST', 'jarvis/entities/e1/contexts', 'jarvis/entities/e1') // true: its counters changed
 * makesStale('PUT', 'jarvis/entities/e1', 'jarvis/entities/e1/contexts') // false: a new name moves no context
 */
export function makesStale(method: string, written: string, read: string): boolean {
  const within = (path: string, root: string): boolean => `${path}/`.startsWith(`${root}/`)
  return within(written, read) || (!/^P(UT|ATCH)$/.test(method) && within(read, written))
}
