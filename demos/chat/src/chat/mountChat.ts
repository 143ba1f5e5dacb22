import type { Client } from '@blockstate/core'
import type { Place, PlaceStore } from '@blockstate/demo-stage/place.ts'

/** What a chat is given, whatever renders it. */
export interface ChatGiven {
  readonly client: Client
  readonly $place: PlaceStore
}

/** A chat on the page. */
export interface MountedChat {
  show(place: Place): void
  close(): void
}

export type MountChat = (element: HTMLElement, given: ChatGiven, place: Place) => MountedChat
