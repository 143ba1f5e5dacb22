import type { Fields } from '../wire/request.ts'

/**
 * As much of a path as its names are known: all of it where every one is.
 *
 * @example
 * knownPart('content/posts/:id/versions', {}) // 'content/posts'
 */
export function knownPart(path: string, input: Fields): string {
  const segments = path.split('/')
  const end = segments.findIndex((segment) => segment[0] === ':' && (input[segment.slice(1)] ?? '') === '')
  return segments.slice(0, end < 0 ? undefined : end).join('/')
}
