import type { Operation } from '../declare/index.ts'
import { BlockstateError } from './error.ts'

/** Where the blocks are. `hosts` names those that live at their own host; all others are behind the gateway. */
export interface Addresses {
  /** The gateway, with its version: `https://api.23blocks.com/v1`. */
  readonly baseUrl: string
  /** `{ jarvis: 'https://jarvis.api.us.23blocks.com' }`. */
  readonly hosts: Readonly<Record<string, string>>
}

/** Which conventions the address speaks: `app-id` and `per_page` at the gateway, `AppId` and `records` at a host. */
export type Dialect = 'gateway' | 'host'

/**
 * Fills a path's parameters, each escaped as one segment: `a/b?c#d` stays one id.
 *
 * Throws `invalid_input` for a missing or empty parameter (an empty id would address the whole collection) and for `.` and `..`,
 * which no escaping can carry: a URL parser reads `%2e%2e` as "one up" too (WHATWG URL, "double-dot path segment").
 *
 * @example
 * fillPath(getEntity, { id: 'a/b' }) // 'jarvis/entities/a%2Fb'
 */
export function fillPath(
  operation: Pick<Operation, 'route' | 'path'>,
  input: Readonly<Record<string, unknown>>,
  path = operation.path,
): string {
  return path.replace(/:(\w+)/g, (_, name: string) => {
    const value = Object.hasOwn(input, name) ? input[name] : undefined
    const text = typeof value === 'number' || typeof value === 'bigint' ? `${value}` : value
    // Empty, one dot, two dots; and what no encoding can carry.
    if (typeof text !== 'string' || /^\.{0,2}$/.test(text) || !text.isWellFormed()) {
      throw new BlockstateError('invalid_input', `${operation.route}: ${name} is '${String(value)}'; give it as a non-empty string.`)
    }
    return encodeURIComponent(text)
  })
}

/**
 * The absolute address of a filled path, in the style its block is configured for.
 *
 * @example
 * addressOf('jarvis/entities', { baseUrl: 'https://api.23blocks.com/v1', hosts: {} })
 * // { url: 'https://api.23blocks.com/v1/jarvis/entities', dialect: 'gateway' }
 */
export function addressOf(filledPath: string, { baseUrl, hosts }: Addresses): { url: string; dialect: Dialect } {
  const [block = ''] = filledPath.split('/', 1)
  const host = Object.hasOwn(hosts, block) ? hosts[block] : undefined
  const root = (host ?? baseUrl).replace(/\/$/, '')
  return host === undefined
    ? { url: `${root}/${filledPath}`, dialect: 'gateway' }
    : { url: root + filledPath.slice(block.length), dialect: 'host' }
}
