import type { Client } from '@blockstate/core'
import type { InjectionKey } from 'vue'

/** Where the client is provided and found. */
export const clientKey: InjectionKey<Client> = /* @__PURE__ */ Symbol('blockstate')
