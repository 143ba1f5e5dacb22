import { mount as mountComponent, unmount } from 'svelte'
import type { Mount } from '../panel.ts'
import SveltePanel from './SveltePanel.svelte'

/** The Svelte panel; its props are runes, so that another conversation reaches it without being mounted anew. */
export const mount: Mount = (host, { client, probe }, first) => {
  let talk = $state.raw(first)
  const panel = mountComponent(SveltePanel, {
    target: host,
    props: {
      client,
      tally: () => probe.tally('svelte'),
      get talk() {
        return talk
      },
    },
  })
  return {
    show: (next) => {
      talk = next
    },
    close: () => void unmount(panel),
  }
}
