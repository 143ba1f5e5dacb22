import { createClient, mutation, query } from '@blockstate/core'
import { getEntity, updateEntity } from '@blockstate/core/jarvis'
import { persist } from '@blockstate/core/persist'

const client = createClient({ appId: 'demo' })
persist(client, { operations: { updateEntity } })
export const store = query(client, getEntity, { id: 'e1' })
export const rename = mutation(client, updateEntity)
