import { createBlockstate } from '@blockstate/vue'
import { createApp, h, shallowRef } from 'vue'
import type { MountChat } from '../chat/mountChat.ts'
import VueChat from './VueChat.vue'

/** The chat in Vue, an app of its own. */
export const mount: MountChat = (element, { client, $place }, first) => {
  const place = shallowRef(first)
  const app = createApp(() => h(VueChat, { place: place.value, places: $place }))
  app.use(createBlockstate(client)).mount(element)
  return {
    show: (next) => {
      place.value = next
    },
    close: () => app.unmount(),
  }
}
