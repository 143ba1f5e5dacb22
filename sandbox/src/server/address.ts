import type { Paging } from './paging.ts'

/** Where a request goes, whichever way it was addressed. */
export interface Address {
  /** `/v1/<block>/…`, percent-encoding untouched, no slash at the end; or a path outside the API. */
  readonly path: string
  /** The style of the address; it decides how pages are told where the query does not. */
  readonly style: Paging['style']
}

/**
 * Reads an address: `/v1/<block>/…` (seed 000), `/hosts/<block>/…`, or `<block>.<any host>/…` (seeds 001 and 002).
 *
 * Slashes at the end mean nothing. Nothing is decoded here: an id with an encoded slash in it stays one segment.
 *
 * @example
 * readAddress('http://jarvis.localhost:4023/entities/', ['jarvis']) // { path: '/v1/jarvis/entities', style: 'host' }
 */
export function readAddress(url: string, blocks: readonly string[]): Address {
  const { hostname, pathname } = new URL(url)
  const path = pathname.replace(/\/+$/, '') || '/'
  const prefixed = /^\/hosts\/([^/]+)(\/.*)?$/.exec(path)
  if (prefixed !== null) return { path: `/v1/${prefixed[1]}${prefixed[2] ?? ''}`, style: 'host' }
  if (path === '/v1' || path.startsWith('/v1/') || path === '/_sandbox' || path.startsWith('/_sandbox/')) return { path, style: 'gateway' }
  const [block = '', ...rest] = hostname.split('.')
  if (rest.length > 0 && blocks.includes(block)) return { path: `/v1/${block}${path === '/' ? '' : path}`, style: 'host' }
  return { path, style: 'gateway' }
}
