import type { ConversationState, Message } from '@blockstate/core'
import { htmlOf } from '@blockstate/demo-stage/markdown.ts'
import { isAwaited, markOf } from '@blockstate/demo-stage/standing.ts'
import { element } from './element.ts'

interface Row {
  readonly element: HTMLLIElement
  /** The message as it is shown: the same object again needs nothing done. */
  shown: Message | null
}

/** The list of messages, and the dots that stand for an answer to come. */
export interface Rows {
  readonly list: HTMLOListElement
  readonly awaited: HTMLElement
  show(state: ConversationState): void
}

/**
 * Rows by their message's key. Only rows whose message is another object are touched.
 *
 * @example
 * const rows = createRows(retry)
 * rows.show(state)
 */
export function createRows(retry: () => void): Rows {
  const list = element('ol', { class: 'rows' })
  const awaited = element('p', { class: 'awaited', 'aria-hidden': 'true' })
  awaited.append(element('i'), element('i'), element('i'))
  const known = new Map<string, Row>()

  const rowOf = (key: string): Row => {
    const row = known.get(key) ?? { element: element('li', { class: 'row', 'data-message-key': key }), shown: null }
    known.set(key, row)
    return row
  }
  return {
    list,
    awaited,
    show: (state) => {
      const { messages } = state
      const keys = new Set(messages.map(({ key }) => key))
      for (const [key, row] of known) {
        if (keys.has(key)) continue
        row.element.remove()
        known.delete(key)
      }
      messages.forEach((message, index) => {
        const row = rowOf(message.key)
        if (list.children[index] !== row.element) list.insertBefore(row.element, list.children[index] ?? null)
        if (row.shown !== message) fill(row.element, message, retry)
        row.shown = message
      })
      awaited.hidden = !isAwaited(state)
    },
  }
}

function fill(row: HTMLLIElement, message: Message, retry: () => void): void {
  Object.assign(row.dataset, { role: message.role, state: message.state })
  const text = row.querySelector('[data-text]') ?? row.appendChild(element('div', { class: 'text', 'data-text': '' }))
  text.innerHTML = htmlOf(message)
  row.querySelector('.mark')?.remove()
  const said = markOf(message)
  if (said === null) return
  const mark = row.appendChild(element('p', { class: 'mark' }, said))
  if (message.state !== 'failed') return
  const again = mark.appendChild(element('button', { class: 'link', type: 'button' }, 'Retry'))
  again.addEventListener('click', retry)
}
