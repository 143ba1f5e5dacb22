const UNITS = ['B', 'kB', 'MB', 'GB'] as const

/**
 * So many bytes, as people read them.
 *
 * @example
 * sizeOf(2_500) // '2.5 kB'
 */
export function sizeOf(bytes: number): string {
  const at = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  return `${(bytes / 1000 ** at).toLocaleString('en', { maximumFractionDigits: 1 })} ${UNITS[at] ?? 'B'}`
}
