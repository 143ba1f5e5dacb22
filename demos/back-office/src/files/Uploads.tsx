import type { UploadProgress } from '@blockstate/core'
import { useEffect } from 'react'
import type { ReactElement } from 'react'
import { sizeOf } from './sizeOf.ts'
import { UploadLine } from './UploadLine.tsx'
import type { FileUploads } from './useFileUploads.ts'

/** Files that are told of one by one; of more the count is enough. */
const SHOWN = 40

/** What is on its way or did not arrive, each and all together. What has arrived stands in the list of files. */
export function Uploads({ uploads }: { uploads: FileUploads }): ReactElement | null {
  const { items, progress, abort, retry, remove, clear } = uploads
  const { part, open } = progress
  const left = items.filter(({ status }) => status !== 'done')
  const over = items.length > 0 && left.length === 0
  useEffect(() => {
    if (over) clear()
  }, [over, clear])
  if (left.length === 0) return null
  return (
    <section className="uploads" aria-label="Uploads">
      <header>
        <p role="status">
          <b>{open > 0 ? `${open} ${open === 1 ? 'file' : 'files'} to go` : `${left.length} not uploaded`}</b>
          <small>{saidOf(progress)}</small>
        </p>
        {left.some(({ status }) => status === 'failed') && (
          <button type="button" className="link" onClick={() => retry()}>
            Try all again
          </button>
        )}
        <button type="button" className="link" onClick={() => (open > 0 ? abort() : clear())}>
          {open > 0 ? 'Stop all' : 'Clear'}
        </button>
        {open > 0 && <progress value={part} max={1} aria-label="All files" />}
      </header>
      <ul>
        {left.slice(0, SHOWN).map((one) => (
          <UploadLine key={one.key} file={one} abort={abort} retry={retry} remove={remove} />
        ))}
        {left.length > SHOWN && <li className="quiet">and {left.length - SHOWN} more</li>}
      </ul>
    </section>
  )
}

/** `5.3 MB of 19.5 MB, 2 done, 1 refused`. */
function saidOf({ sent, total, open, done, failed }: UploadProgress): string {
  const counts = [done > 0 && `${done} done`, failed > 0 && `${failed} refused`]
  return [open > 0 && `${sizeOf(sent)} of ${sizeOf(total)}`, ...counts].filter(Boolean).join(', ')
}
