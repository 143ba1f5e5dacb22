import type { ReactElement } from 'react'

const WIDTHS = [72, 54, 64, 80, 48, 60, 70, 52]

/** Rows to come, about as high as rows are. */
export function Ghosts({ count }: { count: number }): ReactElement {
  return (
    <div className="ghosts" role="status" aria-label="Loading">
      {Array.from({ length: count }, (_, at) => {
        const width = WIDTHS[at % WIDTHS.length] ?? 60
        return (
          <div key={at} className="ghost">
            <i style={{ width: `${width}%` }} />
            <i style={{ width: `${100 - width / 2}%` }} />
          </div>
        )
      })}
    </div>
  )
}
