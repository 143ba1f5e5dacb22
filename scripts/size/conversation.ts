import { conversation, createClient } from '@blockstate/core'
import { entityChat } from '@blockstate/core/jarvis'

const client = createClient({ appId: 'size' })
const chat = conversation(client, entityChat, { id: '1', conv_id: '2' })

chat.subscribe((state) => {
  document.title = state.status
})
void chat.send('Good morning')
