import type { Client } from '@blockstate/core'
import { createElement } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { ClientContext } from './ClientContext.ts'

/**
 * Gives every component below it the client.
 *
 * Make the client outside of components, or once in a `useState(() => createClient(…))`; on a server one for each request.
 *
 * @example
 * createRoot(root).render(<BlockstateProvider client={client}><App /></BlockstateProvider>)
 */
export function BlockstateProvider({ client, children }: { client: Client; children?: ReactNode }): ReactElement {
  return createElement(ClientContext.Provider, { value: client }, children)
}
