import type { Place } from '../database/place.ts'

/**
 * An address outside the notation that a browser follows without a header: whose it is stands in the path as `:tenant`, and what
 * allows it in the address itself. Links come before operations of the same form.
 */
export interface Link {
  /** `/v1/files/shared/:tenant/:token` */
  readonly path: string
  /** GET unless said. */
  readonly method?: 'PUT'
  /** Refusals are told as everywhere. `tell` gives a path parameter, `query` what stands behind the question mark. */
  readonly follow: (place: Place, address: LinkAddress, request: Request) => Response | Promise<Response>
}

/** The address that was followed. */
export interface LinkAddress {
  readonly path: string
  readonly query: URLSearchParams
  tell(parameter: string): string
}
