/** One line of the table. */
export interface Line {
  readonly what: string
  /** In which unit the two figures are. */
  readonly unit: string
  readonly ours: number
  /** `null` where nobody else was measured. */
  readonly peer: number | null
  readonly promise?: Promised
}

/** A promise about our figure, or about how many times as much the peer needs. */
export interface Promised {
  readonly of: 'ours' | 'ratio'
  readonly is: 'at most' | 'at least' | 'exactly'
  readonly value: number
}

/** How many times as much as we the peer needs; `null` where there is no peer. */
export function ratioOf({ ours, peer }: Line): number | null {
  return peer === null ? null : peer / ours
}

/** Is the promise kept? `null` where there is none. */
export function kept(line: Line): boolean | null {
  const { promise } = line
  if (!promise) return null
  const value = promise.of === 'ours' ? line.ours : (ratioOf(line) ?? NaN)
  if (promise.is === 'exactly') return value === promise.value
  return promise.is === 'at most' ? value <= promise.value : value >= promise.value
}

/** Hands a suite's lines to whoever started it. */
export function report(lines: readonly Line[]): void {
  console.log(JSON.stringify(lines))
}
