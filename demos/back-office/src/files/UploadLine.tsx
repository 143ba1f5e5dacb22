import { Icon } from '@blockstate/demo-stage/Icon.tsx'
import { plainly } from '@blockstate/demo-stage/plainly.ts'
import { memo } from 'react'
import { sizeOf } from './sizeOf.ts'
import type { FileUpload, FileUploads } from './useFileUploads.ts'

interface UploadLineProps extends Pick<FileUploads, 'abort' | 'retry' | 'remove'> {
  readonly file: FileUpload
}

/** One file: its picture if it is one, how far it is, why it did not arrive, and what can be done about it. */
export const UploadLine = memo(function UploadLine({ file, abort, retry, remove }: UploadLineProps) {
  const { key, name, type, size, status, sent, preview } = file
  const open = status === 'queued' || status === 'sending' || status === 'processing'
  return (
    <li data-status={status}>
      {preview !== undefined && type.startsWith('image/') ? (
        <img src={preview} alt="" />
      ) : (
        <span className="no-picture" aria-hidden="true" />
      )}
      <b>{name}</b>
      <small>{saidOf(file)}</small>
      {open && <progress value={sent} max={Math.max(1, size)} aria-label={name} />}
      <span className="acts">
        {(status === 'failed' || status === 'aborted') && (
          <button type="button" className="link" onClick={() => retry(key)}>
            Try again
          </button>
        )}
        <button
          type="button"
          className="tool"
          aria-label={open ? `Stop ${name}` : `Discard ${name}`}
          onClick={() => (open ? abort(key) : remove(key))}
        >
          <Icon name={open ? 'stop' : 'close'} />
        </button>
      </span>
    </li>
  )
})

function saidOf({ status, sent, size, error }: FileUpload): string {
  if (status === 'queued') return `Waits, ${sizeOf(size)}`
  if (status === 'sending') return `${sizeOf(sent)} of ${sizeOf(size)}`
  if (status === 'processing') return 'Waits for the server'
  if (status === 'aborted') return 'Stopped'
  if (status === 'rejected') return `Too large: ${sizeOf(size)}`
  if (error?.code === 'conflict') return 'There is such a file already'
  return `${plainly(error)}.`
}
