import { Icon } from '@blockstate/demo-stage/Icon.tsx'
import { plainly } from '@blockstate/demo-stage/plainly.ts'
import { useRef } from 'react'
import type { ReactElement } from 'react'
import { sizeOf } from './sizeOf.ts'
import type { Uploads } from './useUploads.ts'

/** A button that asks for files, and what became of those that were given. */
export function AddFiles({ uploads }: { uploads: Uploads }): ReactElement {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className="button" onClick={() => input.current?.click()}>
        <Icon name="plus" />
        <span>Upload</span>
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to upload"
        onChange={({ currentTarget }) => {
          uploads.add(currentTarget.files ?? [])
          currentTarget.value = '' // the same file may be chosen again
        }}
      />
      {uploads.list.length > 0 && (
        <ul className="uploads" aria-label="On their way">
          {uploads.list.map(({ id, input: { original_name, file }, status, error }) => (
            <li key={id} data-refused={status === 'failed'}>
              <b>{String(original_name)}</b>
              <small>{status === 'failed' ? `${plainly(error)}.` : `Uploading ${file instanceof File ? sizeOf(file.size) : ''}`}</small>
              {status === 'failed' && (
                <>
                  <button type="button" className="link" onClick={() => uploads.retry(id)}>
                    Try again
                  </button>
                  <button type="button" className="link" onClick={() => uploads.discard(id)}>
                    Discard
                  </button>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
