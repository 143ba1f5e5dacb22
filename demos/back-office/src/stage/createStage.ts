import { createClient } from '@blockstate/core'
import type { Client } from '@blockstate/core'
import { createNetwork } from '@blockstate/demo-stage/network.ts'
import type { NetworkStore } from '@blockstate/demo-stage/network.ts'
import { createTheme } from '@blockstate/demo-stage/theme.ts'
import type { ThemeStore } from '@blockstate/demo-stage/theme.ts'
import { createPlace } from './createPlace.ts'
import type { PlaceStore } from './createPlace.ts'
import { pulledPlug } from './pulledPlug.ts'
import { DEAF, OFFLINE, SITUATIONS } from './situations.ts'

/** Everything the page is made of. */
export interface Stage {
  readonly client: Client
  readonly $place: PlaceStore
  readonly $network: NetworkStore
  readonly $theme: ThemeStore
}

/**
 * Sets the stage: one client for the whole office, the page's place, and the network's switch.
 *
 * @example
 * const stage = createStage(window, 'http://localhost:4023')
 */
export function createStage(page: Window, sandbox: string): Stage {
  const $network = createNetwork(sandbox, SITUATIONS)
  const plug = pulledPlug(
    $network,
    ({ situation }) => situation.id === OFFLINE,
    ({ situation }) => situation.id === DEAF,
  )
  const client = createClient({ appId: 'demo', baseUrl: `${sandbox}/v1`, ...plug })
  client.session.listen(({ status }) => {
    if (status === 'anonymous') $network.clear()
  })
  page.addEventListener('pagehide', () => $network.clear())
  return { client, $place: createPlace(page), $network, $theme: createTheme(page) }
}
