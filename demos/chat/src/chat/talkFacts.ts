import type { Row } from '@blockstate/core'
import type { listEntityConversations } from '@blockstate/core/jarvis'

/** A conversation as the list has it. */
export type Talk = Row<typeof listEntityConversations>

const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' })

/**
 * What a conversation is called.
 *
 * @example
 * titleOf(talk) // 'Storm season'
 */
export function titleOf({ title, name }: Talk): string {
  return title || name || 'Untitled'
}

/**
 * How long it is and when it began.
 *
 * @example
 * talkFacts(talk) // '60 messages, 3 Jun'
 */
export function talkFacts({ messages_count: count, created_at }: Talk): string {
  const messages = count === undefined || count === null ? [] : [count === 1 ? '1 message' : `${count} messages`]
  return [...messages, ...(created_at ? [day.format(new Date(created_at))] : [])].join(', ')
}
