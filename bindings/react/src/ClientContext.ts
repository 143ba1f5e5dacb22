import type { Client } from '@blockstate/core'
import { createContext } from 'react'

/** Where the provider puts the client and `useClient` finds it. */
export const ClientContext = /* @__PURE__ */ createContext<Client | null>(null)
