/** The longest wait between two tries to connect: half a minute. */
const LONGEST = 30_000

/**
 * Milliseconds until a lost socket is opened again: within the first second at first, then ever longer. Clients that a restarted server
 * lost together come back one by one.
 *
 * @param failures how often it failed since it was last open
 * @param random in [0, 1)
 *
 * @example
 * reconnectIn(0, 0.5) // 600
 * reconnectIn(9, 0.5) // 15_100
 */
export function reconnectIn(failures: number, random: number): number {
  return 100 + random * Math.min(LONGEST, 1_000 * 2 ** failures)
}
