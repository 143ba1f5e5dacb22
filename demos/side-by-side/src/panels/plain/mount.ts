import { conversation } from '@blockstate/core'
import type { ConversationStore } from '@blockstate/core'
import { entityChat } from '@blockstate/core/jarvis'
import { stickToEnd } from '@blockstate/demo-stage/stickToEnd.ts'
import type { Mount } from '../panel.ts'
import { createBar } from './bar.ts'
import { createRows } from './rows.ts'
import { element } from './element.ts'

/**
 * The panel without a framework: a subscription, and the few nodes it changes.
 *
 * @example
 * const panel = mount(element, stage, { id, conv_id })
 */
export const mount: Mount = (host, { client, probe }, talk) => {
  let chat: ConversationStore
  let unsubscribe = (): void => {}

  const older = element('button', { class: 'older', type: 'button' })
  const rows = createRows(() => void chat.retry())
  const empty = element('p', { class: 'quiet' }, 'Nothing said yet.')
  const log = element('div', { class: 'log', tabindex: '0', role: 'group', 'aria-label': 'Messages, plain JavaScript' })
  log.append(older, empty, rows.list, rows.awaited)
  const bar = createBar({ stop: () => chat.stop(), retry: () => void chat.retry() })
  older.addEventListener('click', () => void chat.loadOlder())
  host.append(log, bar.element)
  const unstick = stickToEnd(rows.list)

  const show = (next: typeof talk): void => {
    unsubscribe()
    chat = conversation(client, entityChat, next)
    unsubscribe = chat.subscribe((state) => {
      older.hidden = !state.hasOlder
      older.disabled = state.loadingOlder
      older.textContent = state.loadingOlder ? 'Loading' : 'Load older'
      empty.hidden = state.messages.length > 0 || state.history !== 'success'
      rows.show(state)
      bar.show(state, probe.tally('plain'))
    })
  }
  show(talk)
  return {
    show,
    close: () => {
      unsubscribe()
      unstick()
      host.replaceChildren()
    },
  }
}
