import type { Addresses } from '../wire/address.ts'
import { BlockstateError } from '../wire/error.ts'

/**
 * Where every block is, by where one is. An address that names a block, as the first label of its host or the last segment of its path,
 * has the others beside it under their names; any other is the gateway's. Throws `invalid_input` where it is no address.
 *
 * @example
 * blockAddresses('https://jarvis.api.us.23blocks.com', ['crm', 'jarvis']).hosts // { crm: 'https://crm.api.us.23blocks.com', … }
 */
export function blockAddresses(apiUrl: string, blocks: readonly string[]): Addresses {
  const names = blocks.join('|')
  const [, before, after] =
    new RegExp(`^(https?://)(?:${names})(\\..+)$`).exec(apiUrl) ?? new RegExp(`^(.+/)(?:${names})(/?)$`).exec(apiUrl) ?? []
  if (before !== undefined) return { baseUrl: apiUrl, hosts: Object.fromEntries(blocks.map((name) => [name, before + name + after])) }
  if (/^https?:\/\/./.test(apiUrl)) return { baseUrl: apiUrl, hosts: {} }
  throw new BlockstateError('invalid_input', `create23BlocksClient: apiUrl is '${apiUrl}'; give the address of a block or of the gateway.`)
}
