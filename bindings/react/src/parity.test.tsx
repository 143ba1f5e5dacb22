import { listFiles, uploadFile } from '@blockstate/core/files'
import {
  createEntityConversation,
  deleteEntity,
  Entity,
  getAgentRun,
  getEntity,
  listEntities,
  listEntityConversations,
  updateEntity,
} from '@blockstate/core/jarvis'
import { behaviours, leaveNothing, stage } from '@blockstate/parity'
import type { Harness, Kind, Mounting, Props, Shown } from '@blockstate/parity'
import { StrictMode } from 'react'
import type { ReactElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { test } from 'vitest'
import {
  BlockstateProvider,
  useAgentChat,
  useChannel,
  useCollection,
  useCollectionWindow,
  useEntityChat,
  useGuard,
  useIdentityChat,
  useJob,
  useMutation,
  usePresence,
  useQuery,
  useRecord,
  useSearch,
  useSession,
  useUpload,
  useWrites,
} from './index.ts'

const hooks: { readonly [K in Kind]: (props: Props<K>) => Shown<K> } = {
  entity: ({ input, options }) => useQuery(getEntity, input, options),
  entities: ({ input, options }) => useCollection(listEntities, input, options),
  window: ({ input }) => useCollectionWindow(listEntities, input),
  found: ({ input }) => useSearch(listEntities, input),
  channel: ({ input }) => useChannel(input),
  presence: ({ input }) => usePresence(input),
  run: ({ input }) => useJob(getAgentRun, input),
  files: ({ input }) => useCollection(listFiles, input),
  uploads: ({ input }) => useUpload(uploadFile, input),
  talks: ({ input }) => useCollection(listEntityConversations, input),
  update: () => useMutation(updateEntity),
  remove: () => useMutation(deleteEntity),
  removeLater: () => useMutation(deleteEntity, { hold: 5_000 }),
  talk: () => useMutation(createEntityConversation),
  row: ({ input: { id } }) => useRecord(Entity, id),
  writes: () => useWrites(),
  session: () => useSession(),
  guard: () => useGuard(),
  entityChat: ({ input }) => useEntityChat(input),
  identityChat: ({ input }) => useIdentityChat(input),
  agentChat: ({ input }) => useAgentChat(input),
}

const harness: Harness = {
  mount: <K extends Kind>({ client, kind, props, rendered, hard }: Mounting<K>) => {
    const useKind = hooks[kind]
    const Host = (given: Props<K>): ReactElement => <p>{rendered(given, useKind(given))}</p>
    const container = document.body.appendChild(document.createElement('div'))
    const root = createRoot(container)
    let [provided, given] = [client, props]
    const render = (): void => {
      const tree = (
        <BlockstateProvider client={provided}>
          <Host {...given} />
        </BlockstateProvider>
      )
      root.render(hard ? <StrictMode>{tree}</StrictMode> : tree)
    }
    // On the screen when mount returns; updates take the scheduler's way.
    flushSync(render)
    return {
      update: (next) => {
        given = next
        render()
      },
      provide: (next) => {
        provided = next
        render()
      },
      text: () => container.textContent ?? '',
      unmount: () => {
        root.unmount()
        container.remove()
      },
    }
  },
}

test.each(behaviours)('$name', (behaviour) => stage(harness, behaviour))

test('ten thousand mounts over two thousand inputs leave nothing behind', () => leaveNothing(harness), 300_000)
