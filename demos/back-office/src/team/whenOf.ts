const time = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const dayAndTime = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/**
 * When something was said: today by its time, before that by its day too. What the server has not told yet is now.
 *
 * @example
 * whenOf('2026-03-01T09:00:00.000Z', new Date('2026-03-01T12:00:00.000Z')) // '09:00' in London
 */
export function whenOf(at: string | undefined, now: Date): string {
  const then = at === undefined ? now : new Date(at)
  return (then.toDateString() === now.toDateString() ? time : dayAndTime).format(then)
}
