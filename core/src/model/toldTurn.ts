import type { Message, Transcript } from './transcript.ts'

/** A question and its answer as another tab, or this one before it was loaded anew, tells them. */
export interface ToldTurn {
  readonly user: Message
  /** `null` before its first token. */
  readonly answer: Message | null
}

/**
 * Puts a question and its answer where they belong: in the place of what is known of them, else at the end. What the list told of the
 * same messages under keys of its own gives way, and its ids and times stay.
 *
 * @example
 * withTurn(allOf(talk), { user, answer: null })
 */
export function withTurn(all: Transcript, { user, answer }: ToldTurn): Transcript {
  const told = answer ? [user, answer] : [user]
  const same = (one: Message, other: Message): boolean =>
    one.key === other.key || (other.id !== null && one.id === other.id) || one.metadata?.['client_message_id'] === other.key
  const first = all.findIndex((message) => told.some((other) => same(message, other)))
  const rest = all.filter((message) => !told.some((other) => same(message, other)))
  const merged = told.map((other) => {
    const { id = null, created_at = null } = all.find((message) => same(message, other)) ?? {}
    return { ...other, id: other.id ?? id, created_at: other.created_at ?? created_at }
  })
  return rest.toSpliced(first < 0 ? rest.length : first, 0, ...merged)
}
