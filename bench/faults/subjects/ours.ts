import { collection, createClient, mutation, op, paged, resource } from '@blockstate/core'
import type { Row } from '../row.ts'
import type { Subject } from '../subject.ts'

const Hall = resource('hall', { name: 'string', description: 'string' })
const listHalls = op('GET mill/halls', { about: 'Page through halls', query: paged(), returns: [Hall], auth: 'none' })
const updateHall = op('PUT mill/halls/:id', { about: 'Change fields of a hall', body: Hall, returns: Hall, auth: 'none' })
const deleteHall = op('DELETE mill/halls/:id', { about: 'Take a hall away', removes: Hall, auth: 'none' })

const ignore = (): void => {}

/** A client, a collection and a mutation of each kind, over the real wire. */
export const ours: Subject = {
  name: 'ours',
  start: ({ fetch }, published) => {
    const client = createClient({ appId: 'faults', baseUrl: 'http://faults.test/v1', storage: null, fetch })
    const $halls = collection(client, listHalls, {})
    const $update = mutation(client, updateHall)
    const $remove = mutation(client, deleteHall)
    const rows = (): readonly Row[] => $halls.value.items
    const off = $halls.subscribe(() => published(rows()))
    return {
      edit: (id, fields) => void $update.mutate({ id, ...fields }).catch(ignore),
      remove: (id) => void $remove.mutate({ id }).catch(ignore),
      refetch: () => void $halls.refetch(),
      rows,
      stop: () => {
        off()
        client.dispose()
      },
    }
  },
}
