import type { ConversationState } from '@blockstate/core'
import { standing } from '@blockstate/demo-stage/standing.ts'
import type { Standing } from '@blockstate/demo-stage/standing.ts'

/**
 * Where the answer stands, in words: thinking, how much of it is there, or what went wrong. Empty where there is nothing to say.
 *
 * @example
 * statusOf(chat) // { tone: 'busy', label: 'Answering, 34 tokens', action: 'stop' }
 */
export function statusOf(state: ConversationState): Standing {
  const now = standing(state)
  if (state.status === 'submitting') return { ...now, label: 'Thinking' }
  if (state.status === 'streaming') return { ...now, label: `Answering, ${state.progress?.tokens ?? 0} tokens` }
  return now.tone === 'calm' ? { ...now, label: '' } : { ...now, label: `${now.label}.` }
}

/**
 * The same for who cannot see it: once and not word by word, and the answer when it is whole.
 *
 * @example
 * announcementOf(chat) // 'Answering'
 */
export function announcementOf(state: ConversationState): string {
  const last = state.messages.at(-1)
  if (state.status === 'idle') return ''
  if (state.status === 'settled') return last?.role === 'assistant' ? last.content : ''
  if (state.status === 'streaming') return 'Answering'
  return state.status === 'aborted' ? 'Stopped' : statusOf(state).label
}
