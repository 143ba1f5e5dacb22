import { useId } from 'react'
import type { ReactElement } from 'react'
import { Icon } from './Icon.tsx'
import type { NetworkStore } from './network.ts'
import { useStore } from './useStore.ts'

/** The network as it shall be: a good day, or one of the named bad ones. */
export function NetworkMenu({ $network }: { $network: NetworkStore }): ReactElement {
  const { situations } = $network
  const { situation, unheard } = useStore($network)
  const id = useId()
  const good = situation === situations[0]
  return (
    <>
      <button
        type="button"
        className="tool worded"
        popoverTarget={id}
        aria-label={`Network: ${situation.name.toLowerCase()}`}
        data-on={!good}
      >
        <Icon name="network" />
        <span>
          <span className="wide">Network: </span>
          {situation.name.toLowerCase()}
        </span>
      </button>
      <fieldset id={id} popover="auto" className="menu" aria-label="Network">
        <p className="menu-title">How the network behaves</p>
        {situations.map(({ id: value, name, about }) => (
          <label key={value} className="choice">
            <input
              type="radio"
              name="network"
              value={value}
              checked={situation.id === value}
              onChange={() => void $network.choose(value)}
            />
            <span>
              <b>{name}</b>
              <small>{about}</small>
            </span>
          </label>
        ))}
        <p className="menu-note" role="status">
          {unheard ? 'The sandbox could not be told; nothing has changed.' : 'Good again when you sign out or leave the page.'}
        </p>
      </fieldset>
    </>
  )
}
