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
import { flushSync, mount, unmount } from 'svelte'
import { describe, test } from 'vitest'
import { box } from '../test/box.svelte.ts'
import KeyedHost from '../test/KeyedHost.svelte'
import RuneHost from '../test/RuneHost.svelte'
import StoreHost from '../test/StoreHost.svelte'
import {
  createAgentChat,
  createChannel,
  createCollection,
  createCollectionWindow,
  createEntityChat,
  createGuard,
  createIdentityChat,
  createJob,
  createMutation,
  createPresence,
  createQuery,
  createRecord,
  createSearch,
  createSession,
  createUpload,
  createWrites,
} from './index.ts'
import type { Bound } from './index.ts'

const creates: { readonly [K in Kind]: (props: () => Props<K>) => Bound<object, object> } = {
  entity: (props) => createQuery(getEntity, () => props().input, props().options),
  entities: (props) => createCollection(listEntities, () => props().input, props().options),
  window: (props) => createCollectionWindow(listEntities, () => props().input),
  found: (props) => createSearch(listEntities, () => props().input),
  channel: (props) => createChannel(() => props().input),
  presence: (props) => createPresence(() => props().input),
  run: (props) => createJob(getAgentRun, () => props().input),
  files: (props) => createCollection(listFiles, () => props().input),
  uploads: (props) => createUpload(uploadFile, () => props().input),
  talks: (props) => createCollection(listEntityConversations, () => props().input),
  update: () => createMutation(updateEntity),
  remove: () => createMutation(deleteEntity),
  removeLater: () => createMutation(deleteEntity, { hold: 5_000 }),
  talk: () => createMutation(createEntityConversation),
  row: (props) => createRecord(Entity, () => props().input.id),
  writes: () => createWrites(),
  session: () => createSession(),
  guard: () => createGuard(),
  entityChat: (props) => createEntityChat(() => props().input),
  identityChat: (props) => createIdentityChat(() => props().input),
  agentChat: (props) => createAgentChat(() => props().input),
}

const harnessOf = (Host: typeof RuneHost | typeof StoreHost): Harness => ({
  mount: <K extends Kind>({ client, kind, props, rendered, hard }: Mounting<K>) => {
    const given = box(props)
    const key = box(0)
    let actions: object = {}
    const ask = (): Bound<object, object> => {
      const bound = creates[kind](() => given.value)
      const { subscribe: _, current: __, ...rest } = bound
      actions = rest
      return bound
    }
    // State and actions of one kind belong together by `creates`.
    const line = (state: object): string => rendered(given.value, { ...state, ...actions } as Shown<K>)
    const target = document.body.appendChild(document.createElement('div'))
    let provided = client
    const below = {
      get client() {
        return provided
      },
      ask,
      line,
    }
    const host = mount(KeyedHost, { target, props: { Host, key, props: below } })
    flushSync()
    if (hard) {
      key.value = 1
      flushSync()
    }
    return {
      update: (next) => {
        given.value = next
      },
      provide: (next) => {
        provided = next
        key.value += 1
      },
      text: () => target.textContent?.trim() ?? '',
      unmount: () => {
        void unmount(host)
        target.remove()
      },
    }
  },
})

describe('read with runes', () => {
  test.each(behaviours)('$name', (behaviour) => stage(harnessOf(RuneHost), behaviour))

  test('ten thousand mounts over two thousand inputs leave nothing behind', () => leaveNothing(harnessOf(RuneHost)), 300_000)
})

describe('read as a store', () => {
  test.each(behaviours)('$name', (behaviour) => stage(harnessOf(StoreHost), behaviour))

  test('ten thousand mounts over two thousand inputs leave nothing behind', () => leaveNothing(harnessOf(StoreHost)), 300_000)
})
