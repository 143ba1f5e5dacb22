import type { Row } from '@blockstate/core'
import { deleteFile, updateFileMetadata, UserFile } from '@blockstate/core/files'
import type { listFiles } from '@blockstate/core/files'
import { Icon } from '@blockstate/demo-stage/Icon.tsx'
import { useMutation } from '@blockstate/react'
import { memo } from 'react'
import { dayOf } from '../shell/dayOf.ts'
import { EditText } from '../shell/EditText.tsx'
import { RowState } from '../shell/RowState.tsx'
import { useNews } from '../shell/useNews.ts'
import { sizeOf } from './sizeOf.ts'

export type FileItem = Row<typeof listFiles>

/** Milliseconds in which a removal can be taken back. */
const HOLD = 5_000

/** One file. Its name leads to its bytes; the link is good for an hour and new with each read. */
export const FileRow = memo(function FileRow({ file }: { file: FileItem }) {
  const { unique_id: unique_file_id, user_unique_id: unique_id, original_name: name, description, file_size, url, created_at } = file
  const change = useMutation(updateFileMetadata)
  const remove = useMutation(deleteFile, { hold: HOLD })
  const news = useNews(UserFile, unique_file_id, [name, description, file_size].join('\n'))
  return (
    <li className="file" data-file={unique_file_id} data-news={news}>
      <a href={url} target="_blank" rel="noreferrer">
        {name}
      </a>
      <EditText
        label={`Description of ${name}`}
        value={description ?? ''}
        // What was refused stands in the row's state, in the bar, and can be tried again there.
        save={(value) => void change.mutate({ unique_id, unique_file_id, description: value }).catch(() => {})}
      />
      <small>{kindOf(name)}</small>
      <small>{sizeOf(file_size)}</small>
      <small className="added">{dayOf(created_at)}</small>
      <span className="acts">
        <RowState resource={UserFile} id={unique_file_id} />
        <button
          type="button"
          className="tool"
          aria-label={`Remove ${name}`}
          // Taken back in time it rejects, and there is nothing more to say.
          onClick={() => void remove.mutate({ unique_id, unique_file_id }).catch(() => {})}
        >
          <Icon name="trash" />
        </button>
      </span>
    </li>
  )
})

/** `boat.png` is a PNG. */
function kindOf(name: string): string {
  return /\.(\w{1,5})$/.exec(name)?.[1]?.toUpperCase() ?? ''
}
