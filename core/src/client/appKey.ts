/** Which app, and where its API is. */
export interface AppAddress {
  readonly appId: string
  /** The gateway. Default `https://api.23blocks.com/v1`. */
  readonly baseUrl?: string
}

/** The gateway, unless said otherwise. */
export const GATEWAY = 'https://api.23blocks.com/v1'

/**
 * The key a session is stored under: a token of one app never goes to another, nor to another API.
 *
 * @example
 * appKey({ appId: 'demo' }) // 'blockstate:demo@https://api.23blocks.com/v1'
 */
export function appKey({ appId, baseUrl = GATEWAY }: AppAddress): string {
  return `blockstate:${appId}@${baseUrl}`
}
