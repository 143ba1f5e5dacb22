import { listContacts } from '@blockstate/core/crm'
import { useDebounced } from '@blockstate/demo-stage/useDebounced.ts'
import { useCollection } from '@blockstate/react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { Problem } from '../shell/Problem.tsx'
import { SearchBox } from '../shell/SearchBox.tsx'
import { AddContact } from './AddContact.tsx'
import { ContactsTable } from './ContactsTable.tsx'
import { Pager } from './Pager.tsx'
import { Salesforce } from './Salesforce.tsx'
import { useCompanyNames } from './useCompanyNames.ts'

const ROWS = 12

/** People: found by name, sorted by any column, a page at a time, changed in their cells. */
export function ContactsPage(): ReactElement {
  const [typed, setTyped] = useState('')
  const [sort, setSort] = useState('-created_at')
  const search = useDebounced(typed.trim(), 200)
  const list = useCollection(listContacts, search === '' ? { per_page: ROWS, sort } : { per_page: ROWS, sort, search }, {
    mode: 'page',
    keepPrevious: true,
    prefetch: true,
    live: true,
  })
  const companies = useCompanyNames()

  return (
    <div className="page contacts-page">
      <div className="page-head">
        <h1>Contacts</h1>
        <span className="total">{list.totalCount}</span>
        <SearchBox label="Search contacts" value={typed} change={setTyped} />
        <AddContact />
      </div>
      {list.status === 'error' && <Problem error={list.error} refetch={list.refetch} />}
      <ContactsTable list={list} rows={ROWS} sort={sort} setSort={setSort} companies={companies} />
      {list.status === 'success' && list.items.length === 0 && (
        <p className="quiet empty">{search === '' ? 'Nobody here yet.' : `Nobody is found for “${search}”.`}</p>
      )}
      <Pager list={list} rows={ROWS} />
      <Salesforce read={list.refetch} />
    </div>
  )
}
