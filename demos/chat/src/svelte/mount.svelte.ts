import { mount as mountComponent, unmount } from 'svelte'
import type { MountChat } from '../chat/mountChat.ts'
import SvelteChat from './SvelteChat.svelte'

/** The chat in Svelte; its place is a rune, so that another one reaches it without being mounted anew. */
export const mount: MountChat = (element, { client, $place: places }, first) => {
  let place = $state.raw(first)
  const chat = mountComponent(SvelteChat, {
    target: element,
    props: {
      client,
      places,
      get place() {
        return place
      },
    },
  })
  return {
    show: (next) => {
      place = next
    },
    close: () => void unmount(chat),
  }
}
