import type { ConversationState } from '@blockstate/core'

/** Which rows offer something, by their keys. */
export interface RowOffers {
  /** The question that may be said differently. */
  readonly edit: string | null
  /** The answer that may be asked for again. */
  readonly again: string | null
}

/**
 * Is an answer under way?
 *
 * @example
 * isBusy(chat) // true from Send until the answer is whole, stopped or lost
 */
export function isBusy({ status, recovering }: ConversationState): boolean {
  return status === 'submitting' || status === 'streaming' || recovering
}

/**
 * What the last question and the last answer offer. Nothing while an answer is under way.
 *
 * @example
 * rowOffers(chat) // { edit: 'm1', again: 'm2' }
 */
export function rowOffers(state: ConversationState): RowOffers {
  if (isBusy(state)) return { edit: null, again: null }
  const asked = state.messages.findLast(({ role }) => role === 'user')
  const last = state.messages.at(-1)
  return { edit: asked?.key ?? null, again: asked && last?.role === 'assistant' ? last.key : null }
}
