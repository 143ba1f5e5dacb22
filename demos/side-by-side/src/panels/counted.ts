import type { Tally } from '../stage/probe.ts'

/**
 * What it took to show this, in words.
 *
 * @example
 * counted({ renders: 1, frame: 3 }) // '1 render, frame 3'
 */
export function counted({ renders, frame }: Tally): string {
  return `${renders} ${renders === 1 ? 'render' : 'renders'}, frame ${frame}`
}
