import type { Client } from '@blockstate/core'
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
import { test } from 'vitest'
import { KeepAlive, createApp, defineComponent, h, nextTick, shallowRef } from 'vue'
import {
  createBlockstate,
  provideClient,
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
import type { Bound } from './index.ts'

/** A composable's answer as one object, read anew by each render. */
function whole<State extends object, Actions extends object>({ state, ...actions }: Bound<State, Actions>): () => State & Actions {
  // What is left of Bound without its state are the actions.
  return () => ({ ...state.value, ...(actions as unknown as Actions) })
}

const composables: { readonly [K in Kind]: (props: () => Props<K>) => () => Shown<K> } = {
  entity: (props) => whole(useQuery(getEntity, () => props().input, props().options)),
  entities: (props) => whole(useCollection(listEntities, () => props().input, props().options)),
  window: (props) => whole(useCollectionWindow(listEntities, () => props().input)),
  found: (props) => whole(useSearch(listEntities, () => props().input)),
  channel: (props) => whole(useChannel(() => props().input)),
  presence: (props) => whole(usePresence(() => props().input)),
  run: (props) => whole(useJob(getAgentRun, () => props().input)),
  files: (props) => whole(useCollection(listFiles, () => props().input)),
  uploads: (props) => whole(useUpload(uploadFile, () => props().input)),
  talks: (props) => whole(useCollection(listEntityConversations, () => props().input)),
  update: () => whole(useMutation(updateEntity)),
  remove: () => whole(useMutation(deleteEntity)),
  removeLater: () => whole(useMutation(deleteEntity, { hold: 5_000 })),
  talk: () => whole(useMutation(createEntityConversation)),
  row: (props) => whole(useRecord(Entity, () => props().input.id)),
  writes: () => whole(useWrites()),
  session: () => whole(useSession()),
  guard: () => whole(useGuard()),
  entityChat: (props) => whole(useEntityChat(() => props().input)),
  identityChat: (props) => whole(useIdentityChat(() => props().input)),
  agentChat: (props) => whole(useAgentChat(() => props().input)),
}

const harness: Harness = {
  mount: <K extends Kind>({ client, kind, props, rendered, hard }: Mounting<K>) => {
    const given = shallowRef(props)
    const there = shallowRef(true)
    const Host = defineComponent(() => {
      const shown = composables[kind](() => given.value)
      return () => h('p', rendered(given.value, shown()))
    })
    const Elsewhere = defineComponent(() => () => h('p', 'elsewhere'))
    const below = (provided: Client | null) =>
      defineComponent(() => {
        if (provided) provideClient(provided)
        return () => h(KeepAlive, () => h(there.value ? Host : Elsewhere))
      })
    const tree = shallowRef(below(null))
    const container = document.body.appendChild(document.createElement('div'))
    const app = createApp(defineComponent(() => () => h(tree.value))).use(createBlockstate(client))
    app.mount(container)
    if (hard) void leaveAndEnter(there)
    return {
      update: (next) => {
        given.value = next
      },
      provide: (next) => {
        tree.value = below(next)
      },
      text: () => container.textContent ?? '',
      unmount: () => {
        app.unmount()
        container.remove()
      },
    }
  },
}

async function leaveAndEnter(there: { value: boolean }): Promise<void> {
  there.value = false
  await nextTick()
  there.value = true
}

test.each(behaviours)('$name', (behaviour) => stage(harness, behaviour))

test('ten thousand mounts over two thousand inputs leave nothing behind', () => leaveNothing(harness), 300_000)
