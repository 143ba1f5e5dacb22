/**
 * What is wrong with a number that must lie between two others, both included; `undefined` where nothing is.
 *
 * @example
 * outOfRange(120, 0, 100) // 'must be between 0 and 100'
 */
export function outOfRange(value: number | undefined, least: number, most = Infinity): string | undefined {
  if (value === undefined || (value >= least && value <= most)) return undefined
  return most === Infinity ? `must be at least ${least}` : `must be between ${least} and ${most}`
}
