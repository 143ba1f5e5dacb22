import type { ReactElement } from 'react'
import { PANELS } from '../panels/kinds.ts'
import { Icon } from '@blockstate/demo-stage/Icon.tsx'
import { Requests } from './Requests.tsx'
import { useStage } from './useStage.ts'
import { useStore } from '@blockstate/demo-stage/useStore.ts'

/** What happens beneath the page, in numbers. */
export function Inspector({ close }: { close: () => void }): ReactElement {
  const { probe } = useStage()
  const { frames, renders, tokens, tokensPerSecond, framing } = useStore(probe.$pulse)
  return (
    <aside className="inspector" aria-label="What happens">
      <header className="inspector-head">
        <h2>What happens</h2>
        <button type="button" className="tool" aria-label="Close what happens" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <h3>This answer</h3>
      <dl className="numbers">
        <Number name="Tokens" value={String(tokens)} />
        <Number name="Tokens a second" value={tokensPerSecond === null ? '–' : tokensPerSecond.toFixed(0)} />
        <Number name="States published" value={String(frames)} />
        <Number name="Framing" value={framing ?? '–'} />
      </dl>
      <h3>Renders for it</h3>
      <dl className="renders">
        {PANELS.map(({ name, title }) => (
          <div key={name}>
            <dt>{title}</dt>
            <dd>{renders[name]}</dd>
          </div>
        ))}
      </dl>
      <Requests />
    </aside>
  )
}

function Number({ name, value }: { name: string; value: string }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
