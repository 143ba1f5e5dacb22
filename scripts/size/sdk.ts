import { create23BlocksClient } from '@blockstate/core/sdk'

const client = create23BlocksClient({ apiKey: 'size', apiUrl: 'https://api.23blocks.com/v1' })
const { data } = await client.jarvis.entities.list()
document.title = data.map(({ name }) => name).join()
