import type { Operation } from '@blockstate/core/describe'

/**
 * The paths a declaration calls stale, filled from what was asked for. Of one whose names are not all known, the part before is meant.
 *
 * @example
 * stalePaths(subscribeChannel, { id: 'c1' }) // ['realtime/channels/c1/presence']
 */
export function stalePaths({ declared: { stale } }: Operation, input: Readonly<Record<string, unknown>>): string[] {
  return (stale || []).map((path) => {
    const known: string[] = []
    for (const segment of path.split('/')) {
      const filled = segment.startsWith(':') ? textOf(input[segment.slice(1)]) : segment
      if (filled === '') break
      known.push(filled)
    }
    return known.join('/')
  })
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? encodeURIComponent(value) : ''
}
