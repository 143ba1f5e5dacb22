import { conversation, createClient } from '@blockstate/core'
import type { Client } from '@blockstate/core'
import { entityChat } from '@blockstate/core/jarvis'
import { createNetwork } from '@blockstate/demo-stage/network.ts'
import type { NetworkStore } from '@blockstate/demo-stage/network.ts'
import { createTheme } from '@blockstate/demo-stage/theme.ts'
import type { ThemeStore } from '@blockstate/demo-stage/theme.ts'
import { createPlace } from '@blockstate/demo-stage/place.ts'
import type { PlaceStore } from '@blockstate/demo-stage/place.ts'
import { createProbe } from './probe.ts'
import type { Probe } from './probe.ts'
import { CHAT_SITUATIONS } from '@blockstate/demo-stage/chatSituations.ts'

/** Everything the page is made of. One client, whoever renders it. */
export interface Stage {
  readonly client: Client
  readonly probe: Probe
  readonly sandbox: string
  readonly $place: PlaceStore
  readonly $network: NetworkStore
  readonly $theme: ThemeStore
}

/**
 * Sets the stage: the one client all panels share, and what looks on.
 *
 * @example
 * const stage = createStage(window, 'http://localhost:4023')
 */
export function createStage(page: Window, sandbox: string): Stage {
  const baseUrl = `${sandbox}/v1`
  const probe = createProbe(baseUrl)
  const client = createClient({ appId: 'demo', baseUrl, fetch: probe.fetch })
  const $place = createPlace(page)
  const $network = createNetwork(sandbox, CHAT_SITUATIONS)

  // Before any panel: who listens first is told first, so every panel renders with the number of the frame it renders.
  let unfollow: (() => void) | undefined
  let followed = ''
  const follow = (): void => {
    const { entity, conversation: talk } = $place.get()
    const wanted = client.session.get().status === 'authenticated' && entity !== null && talk !== null ? `${entity}/${talk}` : ''
    if (wanted === followed) return
    followed = wanted
    unfollow?.()
    unfollow =
      entity !== null && talk !== null && wanted !== ''
        ? probe.follow(conversation(client, entityChat, { id: entity, conv_id: talk }))
        : undefined
  }
  $place.subscribe(follow)
  client.session.listen(({ status }) => {
    follow()
    if (status === 'anonymous') $network.clear()
  })
  page.addEventListener('pagehide', () => $network.clear())
  return { client, probe, sandbox, $place, $network, $theme: createTheme(page) }
}
