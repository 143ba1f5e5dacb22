import { BlockstateProvider } from '@blockstate/react'
import { createRoot } from 'react-dom/client'
import type { MountChat } from '../chat/mountChat.ts'
import { Chat } from './Chat.tsx'

/** The chat in React, a root of its own. */
export const mount: MountChat = (element, { client, $place }, first) => {
  const root = createRoot(element)
  const show = (place: typeof first): void =>
    root.render(
      <BlockstateProvider client={client}>
        <Chat place={place} $place={$place} />
      </BlockstateProvider>,
    )
  show(first)
  return {
    show,
    // Later: the page around it may be rendering just now, and React does not take a root down within a render.
    close: () => queueMicrotask(() => root.unmount()),
  }
}
