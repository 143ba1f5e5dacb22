import { createClient, keepAnswers } from '@blockstate/core'
import type { Client } from '@blockstate/core'
import { CHAT_SITUATIONS } from '@blockstate/demo-stage/chatSituations.ts'
import { createNetwork } from '@blockstate/demo-stage/network.ts'
import type { NetworkStore } from '@blockstate/demo-stage/network.ts'
import { createPlace } from '@blockstate/demo-stage/place.ts'
import type { PlaceStore } from '@blockstate/demo-stage/place.ts'
import { createTheme } from '@blockstate/demo-stage/theme.ts'
import type { ThemeStore } from '@blockstate/demo-stage/theme.ts'

/** Everything the page is made of. One client, whoever renders it. */
export interface Stage {
  readonly client: Client
  readonly $place: PlaceStore
  readonly $network: NetworkStore
  readonly $theme: ThemeStore
}

/**
 * Sets the stage. An answer that grows is kept over a reload.
 *
 * @example
 * const stage = createStage(window, 'http://localhost:4023')
 */
export function createStage(page: Window, sandbox: string): Stage {
  const client = createClient({ appId: 'demo', baseUrl: `${sandbox}/v1` })
  keepAnswers(client)
  const $network = createNetwork(sandbox, CHAT_SITUATIONS)
  client.session.listen(({ status }) => {
    if (status === 'anonymous') $network.clear()
  })
  page.addEventListener('pagehide', () => $network.clear())
  return { client, $place: createPlace(page), $network, $theme: createTheme(page) }
}
