import { createClient } from '@blockstate/core'
import { jarvisOf } from '@blockstate/core/sdk'

const { jarvis } = jarvisOf(createClient({ appId: 'size' }))
const { data } = await jarvis.entities.list()
document.title = data.map(({ name }) => name).join()
