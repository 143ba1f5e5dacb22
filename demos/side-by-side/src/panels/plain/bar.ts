import type { ConversationState } from '@blockstate/core'
import type { Tally } from '../../stage/probe.ts'
import { counted } from '../counted.ts'
import { standing } from '@blockstate/demo-stage/standing.ts'
import { element } from './element.ts'

/** A panel's last line: where the conversation stands, what can be done, what it took. */
export interface Bar {
  readonly element: HTMLElement
  show(state: ConversationState, tally: Tally): void
}

/**
 * The last line of the plain panel.
 *
 * @example
 * const bar = createBar({ stop, retry })
 * bar.show(state, tally)
 */
export function createBar(actions: { readonly stop: () => void; readonly retry: () => void }): Bar {
  const bar = element('footer', { class: 'bar' })
  const label = element('span', { class: 'standing' })
  const button = element('button', { class: 'link', type: 'button' })
  const counts = element('span', { class: 'counts' })
  let run = (): void => {}
  button.addEventListener('click', () => run())
  bar.append(label, button, counts)
  return {
    element: bar,
    show: (state, tally) => {
      const { tone, label: text, action } = standing(state)
      bar.dataset['tone'] = tone
      label.textContent = text
      label.title = state.error?.message ?? ''
      button.hidden = action === null
      button.textContent = action === 'stop' ? 'Stop' : 'Retry'
      if (action !== null) run = actions[action]
      counts.textContent = counted(tally)
    },
  }
}
