import { ApolloClient, ApolloLink, gql, InMemoryCache, Observable } from '@apollo/client'
import { apiOf } from '../api.ts'
import type { Api } from '../api.ts'
import type { Edit, Row } from '../row.ts'
import type { Subject } from '../subject.ts'

type Halls = { halls: Row[] }

const HALLS = gql`
  query Halls {
    halls {
      unique_id
      name
      description
    }
  }
`
const REMOVE = gql`
  mutation RemoveHall($id: ID!) {
    removeHall(id: $id)
  }
`
/** Asks for the edited fields only, so that the layer of a pending edit holds no others. */
const update = (fields: Edit) => gql`
  mutation UpdateHall($id: ID!, $fields: HallFields!) {
    updateHall(id: $id, fields: $fields) {
      unique_id
      ${Object.keys(fields).join(' ')}
    }
  }
`
const ignore = (): void => {}
const typed = <T extends object>(row: T): T & { __typename: string } => ({ __typename: 'Hall', ...row })

/** `optimisticResponse`, and `update` that takes a removed row out of the list, on a link that asks the server over REST. */
export const apollo: Subject = {
  name: 'Apollo',
  start: (server, published) => {
    const client = new ApolloClient({
      link: linkTo(apiOf(server)),
      cache: new InMemoryCache({ typePolicies: { Hall: { keyFields: ['unique_id'] }, Query: { fields: { halls: { merge: false } } } } }),
    })
    let shown: readonly Row[] = []
    const halls = client.watchQuery<Halls>({ query: HALLS, fetchPolicy: 'cache-and-network' })
    const watching = halls.subscribe(({ data, dataState }) => {
      if (dataState !== 'complete') return
      shown = data.halls
      published(shown)
    })
    return {
      edit: (id, fields) =>
        void client
          .mutate({
            mutation: update(fields),
            variables: { id, fields },
            optimisticResponse: { updateHall: typed({ unique_id: id, ...fields }) },
          })
          .catch(ignore),
      remove: (id) =>
        void client
          .mutate({
            mutation: REMOVE,
            variables: { id },
            optimisticResponse: { removeHall: true },
            update: (cache) =>
              void cache.modify<Halls>({
                fields: {
                  halls: (all, { readField }) => all.filter((row) => readField('unique_id', row) !== id),
                },
              }),
          })
          .catch(ignore),
      refetch: () => void halls.refetch().catch(ignore),
      rows: () => shown,
      stop: () => {
        watching.unsubscribe()
        client.stop()
      },
    }
  },
}

function linkTo(api: Api): ApolloLink {
  return new ApolloLink(
    ({ operationName, variables }) =>
      new Observable((observer) => {
        const over = new AbortController()
        // The variables are those of the operations above.
        const { id, fields } = variables as { id: string; fields: Edit }
        const asked =
          operationName === 'Halls'
            ? api.list(over.signal).then((rows) => ({ halls: rows.map(typed) }))
            : operationName === 'UpdateHall'
              ? api.edit(id, fields).then((row) => ({ updateHall: typed(row) }))
              : api.remove(id).then(() => ({ removeHall: true }))
        asked.then(
          (data) => {
            observer.next({ data })
            observer.complete()
          },
          (error: unknown) => observer.error(error),
        )
        return () => over.abort()
      }),
  )
}
