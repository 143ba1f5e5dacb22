import { createCollection } from '@tanstack/db'
import { QueryClient } from '@tanstack/query-core'
import { queryCollectionOptions } from '@tanstack/query-db-collection'
import { apiOf } from '../api.ts'
import type { Row } from '../row.ts'
import type { Subject } from '../subject.ts'

const ignore = (): void => {}

/** A query collection whose handlers send the changes and read the list again before they are done. */
export const tanstackDb: Subject = {
  name: 'TanStack DB',
  start: (server, published) => {
    const api = apiOf(server)
    const client = new QueryClient()
    const halls = createCollection(
      queryCollectionOptions({
        queryKey: ['halls'],
        queryFn: ({ signal }): Promise<Row[]> => api.list(signal),
        queryClient: client,
        getKey: ({ unique_id }) => unique_id,
        onUpdate: async ({ transaction }) => {
          await Promise.all(transaction.mutations.map(({ key, changes }) => api.edit(key, changes)))
          await halls.utils.refetch()
          return { refetch: false }
        },
        onDelete: async ({ transaction }) => {
          await Promise.all(transaction.mutations.map(({ key }) => api.remove(key)))
          await halls.utils.refetch()
          return { refetch: false }
        },
      }),
    )
    const rows = (): readonly Row[] => halls.toArray
    const watching = halls.subscribeChanges(() => published(rows()), { includeInitialState: true })
    return {
      edit: (id, fields) => {
        const { isPersisted } = halls.update(id, (row) => void Object.assign(row, fields))
        isPersisted.promise.catch(ignore)
      },
      remove: (id) => void halls.delete(id).isPersisted.promise.catch(ignore),
      refetch: () => void halls.utils.refetch().catch(ignore),
      rows,
      stop: () => {
        watching.unsubscribe()
        void halls.cleanup()
        client.clear()
      },
    }
  },
}
