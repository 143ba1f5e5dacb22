import { channel, createClient, presence } from '@blockstate/core'

const client = createClient({ appId: 'size' })

channel(client, { id: '1' }).subscribe(({ messages }) => {
  document.title = `${messages.length}`
})
presence(client, { id: '1' }).subscribe(({ online }) => {
  document.body.title = `${online}`
})
