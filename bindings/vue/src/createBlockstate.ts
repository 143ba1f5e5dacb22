import type { Client } from '@blockstate/core'
import type { Plugin } from 'vue'
import { clientKey } from './clientKey.ts'

/**
 * A plugin that gives every component of an app the client.
 *
 * Make the client outside of components; on a server one for each request.
 *
 * @example
 * createApp(App).use(createBlockstate(client)).mount('#app')
 */
export function createBlockstate(client: Client): Plugin {
  return { install: (app) => void app.provide(clientKey, client) }
}
