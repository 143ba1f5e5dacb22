import { createBlockstate } from '@blockstate/vue'
import { createApp, h, shallowRef } from 'vue'
import type { Mount } from '../panel.ts'
import VuePanel from './VuePanel.vue'

/** The Vue panel, an app of its own. */
export const mount: Mount = (host, { client, probe }, first) => {
  const talk = shallowRef(first)
  const app = createApp(() => h(VuePanel, { talk: talk.value, tally: () => probe.tally('vue') }))
  app.use(createBlockstate(client)).mount(host)
  return {
    show: (next) => {
      talk.value = next
    },
    close: () => app.unmount(),
  }
}
