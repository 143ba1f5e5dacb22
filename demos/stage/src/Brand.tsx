import type { ReactElement } from 'react'

/** The name, and four blocks of which two are in another state. */
export function Brand(): ReactElement {
  return (
    <p className="brand">
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <rect x="1" y="1" width="6" height="6" rx="1.5" />
        <rect x="9" y="1" width="6" height="6" rx="1.5" opacity=".5" />
        <rect x="1" y="9" width="6" height="6" rx="1.5" opacity=".5" />
        <rect x="9" y="9" width="6" height="6" rx="1.5" />
      </svg>
      Blockstate
    </p>
  )
}
