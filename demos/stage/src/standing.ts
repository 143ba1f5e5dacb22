import type { ConversationState } from '@blockstate/core'
import { plainly } from './plainly.ts'

/** What is said and offered below a conversation. */
export interface Standing {
  readonly tone: 'calm' | 'busy' | 'warn' | 'bad'
  readonly label: string
  readonly action: 'stop' | 'retry' | null
}

/**
 * Where a conversation stands, in words. The same words whatever renders it.
 *
 * @example
 * standing(state) // { tone: 'busy', label: 'Answering', action: 'stop' }
 */
export function standing({ status, history, messages, recovering, error }: ConversationState): Standing {
  if (status === 'submitting') return { tone: 'busy', label: 'Sending', action: 'stop' }
  if (status === 'streaming') return { tone: 'busy', label: 'Answering', action: 'stop' }
  if (recovering) return { tone: 'warn', label: 'Fetching the rest', action: 'stop' }
  if (status === 'interrupted') return { tone: 'warn', label: 'Connection lost', action: 'retry' }
  if (status === 'error') return { tone: 'bad', label: plainly(error), action: 'retry' }
  if (history === 'error') return { tone: 'bad', label: plainly(error), action: null }
  if (history === 'pending') return { tone: 'calm', label: 'Loading', action: null }
  if (status === 'aborted') return { tone: 'calm', label: 'Stopped', action: 'retry' }
  return { tone: 'calm', label: messages.length === 1 ? '1 message' : `${messages.length} messages`, action: null }
}

const marks = {
  sending: 'Sending',
  streaming: null,
  done: null,
  interrupted: 'Connection lost',
  stopped: 'Stopped here',
  failed: 'Not sent',
} as const

/**
 * What stands below a message, if anything.
 *
 * @example
 * markOf({ state: 'failed' }) // 'Not sent'
 */
export function markOf({ state }: { readonly state: keyof typeof marks }): string | null {
  return marks[state]
}

/**
 * Is an answer awaited of which no word is there yet?
 *
 * @example
 * isAwaited(state) // true between Send and the first token
 */
export function isAwaited({ status, messages }: ConversationState): boolean {
  return status === 'submitting' && messages.at(-1)?.role === 'user'
}
