import type { Message, Transcript } from './transcript.ts'

/** All that was said: the messages that stand still, and the answer that grows apart from them. */
export interface Talk {
  /** What stands still, oldest first. The same list for as long as an answer grows. */
  readonly still: Transcript
  /** Of those, what is to be shown: not what a later message replaces. */
  readonly shown: Transcript
  /** The answer that grows; it is the last. */
  readonly growing: Message | null
  /** What is to be shown of both, oldest first; put together when it is first read, and the same list from then on. */
  readonly messages: Transcript
}

/**
 * A talk of these messages, oldest first.
 *
 * @example
 * talkOf([...allOf(talk), { key: 'a1', id: null, role: 'assistant', content: '', state: 'streaming', created_at: null }])
 */
export function talkOf(all: Transcript): Talk {
  const at = all.findLastIndex(({ state }) => state === 'streaming')
  const still = at < 0 ? all : all.toSpliced(at, 1)
  return put(still, shownOf(still), all[at] ?? null)
}

/**
 * Everything of a talk in one list, replaced messages too: what the server's rows are merged into.
 *
 * @example
 * merged(allOf(talk), rows, { older: false })
 */
export function allOf({ still, growing }: Talk): Transcript {
  return growing ? [...still, growing] : still
}

/**
 * The talk after its answer has grown by a piece. It costs the same however much was said before: what stands still is not looked at,
 * and the text so far is not copied (an engine keeps a text that is added to in pieces until somebody reads it).
 *
 * @example
 * grown(talk, ' loom').growing?.content
 */
export function grown({ still, shown, growing }: Talk, piece: string): Talk {
  return put(still, shown, growing && { ...growing, content: growing.content + piece })
}

function put(still: Transcript, shown: Transcript, growing: Message | null): Talk {
  let messages: Transcript | undefined
  return {
    still,
    shown,
    growing,
    get messages() {
      return (messages ??= growing ? [...shown, growing] : shown)
    },
  }
}

/** A message that replaces an earlier one hides it and all up to itself, unless it was refused. */
function shownOf(all: Transcript): Transcript {
  const hidden = new Set<Message>()
  all.forEach(({ metadata, state }, at) => {
    const replaced = metadata?.['replaces']
    const from = replaced === undefined || state === 'failed' ? -1 : all.findIndex(({ id }) => id === replaced)
    if (from >= 0) all.slice(from, at).forEach((message) => hidden.add(message))
  })
  return hidden.size > 0 ? all.filter((message) => !hidden.has(message)) : all
}
