import type { CollectionState } from '@blockstate/core'
import type { ReactElement } from 'react'
import { Ghosts } from '../shell/Ghosts.tsx'
import { ContactRow } from './ContactRow.tsx'
import type { ContactItem } from './ContactRow.tsx'
import { SortHead } from './SortHead.tsx'

interface TableProps {
  readonly list: CollectionState<ContactItem>
  readonly rows: number
  readonly sort: string
  readonly setSort: (sort: string) => void
  readonly companies: ReadonlyMap<string, string>
}

const COLUMNS = [
  ['first_name', 'First name'],
  ['last_name', 'Last name'],
  ['title', 'Title'],
  [null, 'Company'],
  ['email', 'E-mail'],
  ['created_at', 'Added'],
] as const

/** One page of people. What another search showed stays, pale, until this one has an answer. */
export function ContactsTable({ list, rows, sort, setSort, companies }: TableProps): ReactElement {
  return (
    <div className="table-frame" aria-busy={list.fetching} data-dim={list.previous === true}>
      <table className="contacts">
        <caption className="unseen">People. The cells of a name, a title and an address can be changed.</caption>
        <thead>
          <tr>
            {COLUMNS.map(([field, title]) => (
              <SortHead key={title} field={field} title={title} sort={sort} setSort={setSort} />
            ))}
            <th scope="col">
              <span className="unseen">State and removal</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {list.items.map((contact, at) => {
            const key = list.keys[at] ?? contact.unique_id
            return (
              <ContactRow
                key={key}
                contact={contact}
                company={companies.get(contact.account_id ?? '')}
                guessed={list.unplaced.includes(key)}
              />
            )
          })}
        </tbody>
      </table>
      {list.status === 'pending' && list.items.length === 0 && <Ghosts count={rows} />}
    </div>
  )
}
