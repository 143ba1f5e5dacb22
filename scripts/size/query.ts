import { createClient, query } from '@blockstate/core'
import { getEntity } from '@blockstate/core/jarvis'

const client = createClient({ appId: 'size' })

query(client, getEntity, { id: '1' }).subscribe((state) => {
  document.title = state.status
})
