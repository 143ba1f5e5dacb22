import type { ReactElement } from 'react'

/** Rows to come. */
export function Ghosts(): ReactElement {
  return (
    <div role="status" aria-label="Loading">
      {[72, 54, 64].map((width) => (
        <div key={width} className="ghost">
          <i style={{ width: `${width}%` }} />
          <i style={{ width: `${100 - width / 2}%` }} />
        </div>
      ))}
    </div>
  )
}
