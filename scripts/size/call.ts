import { call, createClient } from '@blockstate/core'
import { getEntity } from '@blockstate/core/jarvis'

const client = createClient({ appId: 'size' })

document.title = (await call(client, getEntity, { id: '1' })).name
