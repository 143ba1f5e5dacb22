import { listFiles } from '@blockstate/core/files'
import { useCollection } from '@blockstate/react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { Ghosts } from '../shell/Ghosts.tsx'
import { Problem } from '../shell/Problem.tsx'
import { useMe } from '../shell/useMe.ts'
import { ChooseFiles } from './ChooseFiles.tsx'
import { DropZone } from './DropZone.tsx'
import { FileRow } from './FileRow.tsx'
import { Folders } from './Folders.tsx'
import { Uploads } from './Uploads.tsx'
import { useFileUploads } from './useFileUploads.ts'

/** Files of whoever is signed in: by folder, renamed in their place, moved, removed, and brought in by dropping them here. */
export function FilesPage(): ReactElement {
  const me = useMe()
  const [folder, setFolder] = useState<string | null>(null)
  const query = me === undefined ? null : { unique_id: me, per_page: 20, sort: '-created_at' }
  const list = useCollection(listFiles, query && folder !== null ? { ...query, folder_unique_id: folder } : query, {
    keepPrevious: true,
    live: true,
  })
  const uploads = useFileUploads(me)
  const add = (files: Iterable<File>): void => {
    if (me !== undefined) uploads.add(files, folder === null ? {} : { folder_unique_id: folder })
  }
  return (
    <DropZone drop={add}>
      <div className="page files-page">
        <div className="page-head">
          <h1>Files</h1>
          <span className="total">{list.totalCount}</span>
        </div>
        <ChooseFiles add={add} />
        <Uploads uploads={uploads} />
        <Folders me={me} chosen={folder} choose={setFolder} />
        {list.status === 'error' && <Problem error={list.error} refetch={list.refetch} />}
        {list.status === 'pending' && list.items.length === 0 && <Ghosts count={8} />}
        {list.status === 'success' && list.items.length === 0 && <p className="quiet empty">Nothing here yet.</p>}
        <ul className="files" data-dim={list.previous === true} aria-busy={list.fetching}>
          {list.items.map((file, at) => (
            <FileRow key={list.keys[at]} file={file} />
          ))}
        </ul>
        {list.hasMore && (
          <button type="button" className="older" disabled={list.loadingMore} onClick={() => void list.loadMore()}>
            {list.loadingMore ? 'Loading' : 'Load more'}
          </button>
        )}
      </div>
    </DropZone>
  )
}
