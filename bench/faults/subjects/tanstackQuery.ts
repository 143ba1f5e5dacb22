import { MutationObserver, QueryClient, QueryObserver } from '@tanstack/query-core'
import { apiOf } from '../api.ts'
import type { Edit, Row } from '../row.ts'
import type { Subject } from '../subject.ts'

const KEY = ['halls']
const ignore = (): void => {}

/** `onMutate` cancels reads, keeps the list and writes the new one; `onError` puts the kept one back; `onSettled` invalidates. */
export const tanstackQuery: Subject = {
  name: 'TanStack Query',
  start: (server, published) => {
    const api = apiOf(server)
    const client = new QueryClient()
    client.mount()
    const halls = new QueryObserver<Row[]>(client, { queryKey: KEY, queryFn: ({ signal }) => api.list(signal) })
    const rows = (): readonly Row[] => halls.getCurrentResult().data ?? []
    const off = halls.subscribe(() => published(rows()))
    const optimistic = <Input>(mutationFn: (input: Input) => Promise<unknown>, change: (all: Row[], input: Input) => Row[]) =>
      new MutationObserver<unknown, Error, Input, { previous: Row[] | undefined }>(client, {
        mutationFn,
        onMutate: async (input) => {
          await client.cancelQueries({ queryKey: KEY })
          const previous = client.getQueryData<Row[]>(KEY)
          client.setQueryData<Row[]>(KEY, (all) => all && change(all, input))
          return { previous }
        },
        onError: (_error, _input, kept) => void client.setQueryData(KEY, kept?.previous),
        onSettled: () => client.invalidateQueries({ queryKey: KEY }),
      })
    const update = optimistic(
      ({ id, fields }: { id: string; fields: Edit }) => api.edit(id, fields),
      (all, { id, fields }) => all.map((row) => (row.unique_id === id ? { ...row, ...fields } : row)),
    )
    const remove = optimistic(api.remove, (all, id) => all.filter(({ unique_id }) => unique_id !== id))
    return {
      edit: (id, fields) => void update.mutate({ id, fields }).catch(ignore),
      remove: (id) => void remove.mutate(id).catch(ignore),
      refetch: () => void halls.refetch(),
      rows,
      stop: () => {
        off()
        client.unmount()
        client.clear()
      },
    }
  },
}
