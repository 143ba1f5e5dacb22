import { listFolders } from '@blockstate/core/files'
import { useQuery } from '@blockstate/react'
import type { ReactElement } from 'react'

interface FoldersProps {
  readonly me: string | undefined
  readonly chosen: string | null
  readonly choose: (folder: string | null) => void
}

/** The folders, and how many files are in each as the server counts them. */
export function Folders({ me, chosen, choose }: FoldersProps): ReactElement {
  const { data = [] } = useQuery(listFolders, me === undefined ? null : { unique_id: me }, { live: true })
  return (
    <div className="folders" role="group" aria-label="Folder">
      <button type="button" className="opener" aria-pressed={chosen === null} onClick={() => choose(null)}>
        All
      </button>
      {data.map(({ unique_id, name, files_count }) => (
        <button key={unique_id} type="button" className="opener" aria-pressed={chosen === unique_id} onClick={() => choose(unique_id)}>
          {name}
          <span className="total">{files_count}</span>
        </button>
      ))}
    </div>
  )
}
