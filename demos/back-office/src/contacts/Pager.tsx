import type { CollectionActions, CollectionState } from '@blockstate/core'
import { Icon } from '@blockstate/demo-stage/Icon.tsx'
import type { ReactElement } from 'react'

/** Which rows are shown, of how many, and the ways to the pages beside. */
export function Pager({ list, rows }: { list: CollectionState<unknown> & CollectionActions; rows: number }): ReactElement {
  const { page, totalPages, totalCount, items, hasMore } = list
  const from = (page - 1) * rows + 1
  const last = totalPages ?? (hasMore ? page + 1 : page)
  return (
    <nav className="pager" aria-label="Pages">
      <p role="status">{items.length === 0 ? '\u00a0' : `${from} to ${from + items.length - 1} of ${totalCount ?? 'many'}`}</p>
      <button type="button" className="tool" aria-label="Page before" disabled={page <= 1} onClick={() => void list.goTo(page - 1)}>
        <Icon name="back" />
      </button>
      <span className="page-number">{`Page ${page} of ${last}`}</span>
      <button type="button" className="tool" aria-label="Next page" disabled={page >= last} onClick={() => void list.goTo(page + 1)}>
        <Icon name="forth" />
      </button>
    </nav>
  )
}
