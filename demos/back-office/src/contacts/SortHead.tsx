import type { ReactElement } from 'react'

interface SortHeadProps {
  /** `null` where the column cannot be sorted by. */
  readonly field: string | null
  readonly title: string
  readonly sort: string
  readonly setSort: (sort: string) => void
}

/** A column's head; pressed, it sorts by the column, pressed again the other way round. */
export function SortHead({ field, title, sort, setSort }: SortHeadProps): ReactElement {
  if (field === null) return <th scope="col">{title}</th>
  const [up, down] = [sort === field, sort === `-${field}`]
  return (
    <th scope="col" aria-sort={up ? 'ascending' : down ? 'descending' : 'none'}>
      <button type="button" className="sort" onClick={() => setSort(up ? `-${field}` : field)}>
        {title}
        <span aria-hidden="true">{up ? '↑' : down ? '↓' : ''}</span>
      </button>
    </th>
  )
}
