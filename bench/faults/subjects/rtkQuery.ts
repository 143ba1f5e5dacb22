import { configureStore } from '@reduxjs/toolkit'
import { createApi, fakeBaseQuery } from '@reduxjs/toolkit/query'
import { apiOf } from '../api.ts'
import type { Edit, Row } from '../row.ts'
import type { Subject } from '../subject.ts'

/** `updateQueryData` in `onQueryStarted`, and its `undo` where the server refuses. */
export const rtkQuery: Subject = {
  name: 'RTK Query',
  start: (server, published) => {
    const calls = apiOf(server)
    const answered = <T>(call: Promise<T>): Promise<{ data: T } | { error: string }> =>
      call.then(
        (data) => ({ data }),
        (error: unknown) => ({ error: String(error) }),
      )
    const api = createApi({
      baseQuery: fakeBaseQuery<string>(),
      endpoints: (build) => ({
        halls: build.query<Row[], void>({ queryFn: (_, { signal }) => answered<Row[]>(calls.list(signal)) }),
        update: build.mutation<Row, { id: string; fields: Edit }>({
          queryFn: ({ id, fields }) => answered<Row>(calls.edit(id, fields)),
          onQueryStarted: ({ id, fields }, { dispatch, queryFulfilled }) => {
            const patch = dispatch(
              api.util.updateQueryData('halls', undefined, (all) => {
                const row = all.find(({ unique_id }) => unique_id === id)
                if (row) Object.assign(row, fields)
              }),
            )
            queryFulfilled.catch(patch.undo)
          },
        }),
        remove: build.mutation<boolean, string>({
          queryFn: (id) => answered<boolean>(calls.remove(id).then(() => true)),
          onQueryStarted: (id, { dispatch, queryFulfilled }) => {
            const patch = dispatch(
              api.util.updateQueryData('halls', undefined, (all) => {
                const at = all.findIndex(({ unique_id }) => unique_id === id)
                if (at >= 0) all.splice(at, 1)
              }),
            )
            queryFulfilled.catch(patch.undo)
          },
        }),
      }),
    })
    const store = configureStore({
      reducer: { [api.reducerPath]: api.reducer },
      // The checks of development builds only cost time.
      middleware: (standard) => standard({ serializableCheck: false, immutableCheck: false }).concat(api.middleware),
    })
    const { endpoints } = api
    const rows = (): readonly Row[] => endpoints.halls.select()(store.getState()).data ?? []
    const off = store.subscribe(() => published(rows()))
    const halls = store.dispatch(endpoints.halls.initiate())
    return {
      edit: (id, fields) => void store.dispatch(endpoints.update.initiate({ id, fields })),
      remove: (id) => void store.dispatch(endpoints.remove.initiate(id)),
      refetch: () => void halls.refetch(),
      rows,
      stop: () => {
        off()
        halls.unsubscribe()
        store.dispatch(api.util.resetApiState())
      },
    }
  },
}
