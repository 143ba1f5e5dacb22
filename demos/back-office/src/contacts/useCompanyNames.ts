import { listCompanies } from '@blockstate/core/crm'
import { useCollection } from '@blockstate/react'
import { useMemo } from 'react'

/** What companies are called, by their ids. */
export function useCompanyNames(): ReadonlyMap<string, string> {
  const { items } = useCollection(listCompanies, { per_page: 100, sort: 'name' }, { live: true })
  return useMemo(() => new Map(items.map(({ unique_id, name }) => [unique_id, name])), [items])
}
