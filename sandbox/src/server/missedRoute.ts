import { fitsPath } from './fitsPath.ts'
import { Refusal, refuse } from './refusal.ts'
import type { RouteEntry } from './routes.ts'

/**
 * Refuses a request that no route takes: 405 with `Allow` where the path exists for other methods, otherwise 404 that names the nearest
 * routes.
 *
 * @example
 * missedRoute(routes, 'GET', '/v1/auth/logni') // 404 … Did you mean POST /v1/auth/login?
 */
export function missedRoute(routes: readonly RouteEntry[], method: string, path: string): never {
  const methods = routes.filter((route) => fitsPath(route.path, path)).flatMap((route) => route.methods)
  if (methods.length > 0) {
    const allow = [...new Set([...methods, 'OPTIONS', ...(methods.includes('GET') ? ['HEAD'] : [])])].join(', ')
    throw new Refusal(405, 'method_not_allowed', [{ title: 'Method not allowed', detail: `${path} takes ${allow}, not ${method}.` }], {
      allow,
    })
  }
  const near = routes
    .map((route) => ({ text: `${route.methods[0] ?? ''} ${route.path}`, apart: distance(route.path, path) }))
    .sort((one, other) => one.apart - other.apart)
    .slice(0, 3)
    .map(({ text }) => text)
  refuse(404, 'route_not_found', 'No such route', `Nothing is at ${path}. Did you mean ${near.join(', or ')}?`)
}

/** Segment by segment: a parameter fits anything, a misspelt word costs its edits, a missing segment costs a word. */
function distance(declared: string, path: string): number {
  const wanted = declared.split('/').slice(1)
  const given = path.slice(0, 300).split('/').slice(1)
  let sum = Math.abs(wanted.length - given.length) * 8
  wanted.forEach((segment, index) => {
    const other = given[index]
    if (other !== undefined && segment !== other) sum += segment.startsWith(':') ? 2 : edits(segment, other)
  })
  return sum
}

/** Levenshtein's distance, one row at a time. */
function edits(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1]
    for (let j = 0; j < other.length; j += 1) {
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other[j] ? 0 : 1)))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
