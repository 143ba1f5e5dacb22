import { conversation } from '@blockstate/core'
import type { Client, ConversationOptions } from '@blockstate/core'
import { entityChat } from '@blockstate/core/jarvis'
import type { PlaceStore } from '@blockstate/demo-stage/place.ts'

/** The place of a conversation that has not begun: its first message makes it. */
export const NEW = 'new'

/** What is said during an answer waits for its turn. */
export const WAITS: ConversationOptions = { whenBusy: 'queue' }

export interface Start {
  readonly client: Client
  readonly $place: PlaceStore
  readonly entity: string
  readonly content: string
  /** Makes the conversation. */
  readonly create: (input: { id: string; title: string }) => Promise<{ readonly unique_id: string }>
}

/**
 * Begins a conversation with its first message, and goes there unless the reader has gone elsewhere meanwhile. Rejects where it cannot be
 * made.
 *
 * @example
 * await startTalk({ client, $place, entity: 'e1', content: 'Who are you?', create: creation.mutate })
 */
export async function startTalk({ client, $place, entity, content, create }: Start): Promise<void> {
  const { unique_id } = await create({ id: entity, title: content.slice(0, 60) })
  const here = $place.get()
  if (here.entity === entity && here.conversation === NEW) $place.go({ entity, conversation: unique_id }, 'replace')
  await conversation(client, entityChat, { id: entity, conv_id: unique_id }, WAITS).send(content)
}
