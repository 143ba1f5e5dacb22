import { useState } from 'react'
import type { DragEvent, ReactElement, ReactNode } from 'react'

/** A place that takes files which are dropped on it, and says so while they hover. */
export function DropZone({ drop, children }: { drop: (files: Iterable<File>) => void; children: ReactNode }): ReactElement {
  const [over, setOver] = useState(false)
  const brings = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files')
  return (
    <div
      className="drop-zone"
      data-over={over}
      onDragOver={(event) => {
        if (!brings(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false)
      }}
      onDrop={(event) => {
        if (!brings(event)) return
        event.preventDefault()
        setOver(false)
        drop(event.dataTransfer.files)
      }}
    >
      {children}
    </div>
  )
}
