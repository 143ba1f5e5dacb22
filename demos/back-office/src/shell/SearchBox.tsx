import { Icon } from '@blockstate/demo-stage/Icon.tsx'
import type { ReactElement } from 'react'

/** A field to search in. */
export function SearchBox({ label, value, change }: { label: string; value: string; change: (value: string) => void }): ReactElement {
  return (
    <label className="search">
      <Icon name="search" />
      <span className="unseen">{label}</span>
      <input type="search" placeholder={label} value={value} onChange={(event) => change(event.target.value)} />
    </label>
  )
}
