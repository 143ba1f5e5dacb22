import { createClient } from '@blockstate/core'
import { listEntities, updateEntity } from '@blockstate/core/jarvis'
import { BlockstateProvider, useCollection, useEntityChat, useMutation, useSession } from '@blockstate/react'
import { createElement, type ReactElement } from 'react'
import { createRoot } from 'react-dom/client'

const client = createClient({ appId: 'size' })

function Entities(): ReactElement {
  const session = useSession()
  const entities = useCollection(listEntities, {})
  const rename = useMutation(updateEntity)
  const chat = useEntityChat({ id: '1', conv_id: '2' })
  return createElement(
    'button',
    { onClick: () => rename.mutate({ id: '1', name: 'Ada' }), onBlur: () => chat.send('Good morning') },
    `${session.status} ${entities.status} ${chat.status}`,
  )
}

createRoot(document.body).render(createElement(BlockstateProvider, { client }, createElement(Entities)))
