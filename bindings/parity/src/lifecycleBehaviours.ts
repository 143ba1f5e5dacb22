import { conversation, query } from '@blockstate/core'
import { entityChat, getEntity } from '@blockstate/core/jarvis'
import { until } from '@blockstate/core/testing'
import { expect } from 'vitest'
import type { Behaviour } from './scene.ts'
import { newTalk, twin } from './seeds.ts'

export const lifecycleBehaviours: readonly Behaviour[] = [
  {
    name: 'a component that goes while its answer is on the way leaves no listener, and nothing breaks when it comes',
    run: async (scene) => {
      const id = await twin(scene)
      await scene.faults({ 'GET /v1/jarvis/entities/*': 'delay=500' })
      const entity = scene.mount('entity', { input: { id } })
      await until(() => scene.asked(`GET jarvis/entities/${id}`) === 1)
      entity.unmount()
      await scene.advance(0)
      expect(query(scene.client, getEntity, { id }).lc).toBe(0)
      await scene.advance(5_000)
      expect(query(scene.client, getEntity, { id }).value.fetching).toBe(false)
    },
  },
  {
    name: 'a component that comes back shows its data at once, without a flash of pending',
    run: async (scene) => {
      const id = await twin(scene)
      const entity = scene.mount('entity', { input: { id } })
      await until(() => entity.text().includes('success'))
      entity.unmount()
      await scene.advance(2_000)
      const back = scene.mount('entity', { input: { id } })
      await scene.advance(100)
      expect(back.lines).toEqual([`{"id":"${id}"} success Harbour Pump 3`])
      expect(scene.asked(`GET jarvis/entities/${id}`)).toBe(1)
    },
  },
  {
    name: 'mounted, left and mounted again in one go, it asks once',
    run: async (scene) => {
      const id = await twin(scene)
      const entity = scene.mount('entity', { input: { id } }, { hard: true })
      await until(() => entity.text().includes('success'))
      await scene.advance(3_000)
      expect(scene.asked(`GET jarvis/entities/${id}`)).toBe(1)
      expect(query(scene.client, getEntity, { id }).lc).toBeGreaterThan(0)
      entity.unmount()
      await scene.advance(0)
      expect(query(scene.client, getEntity, { id }).lc).toBe(0)
    },
  },
  {
    name: 'mounted and unmounted 200 times, it asks at most once and leaves nothing behind',
    run: async (scene) => {
      const id = await twin(scene)
      const timers = scene.timers()
      for (let time = 0; time < 200; time += 1) scene.mount('entity', { input: { id } }).unmount()
      await scene.advance(3_000)
      expect(scene.asked(`GET jarvis/entities/${id}`)).toBeLessThanOrEqual(1)
      expect(query(scene.client, getEntity, { id }).lc).toBe(0)
      // The one that drops a read nobody watches after a while.
      expect(scene.timers() - timers).toBeLessThanOrEqual(1)
    },
  },
  {
    name: 'a hundred changes of input leave one listener',
    run: async (scene) => {
      const ids = [await twin(scene), await twin(scene, 'Loom 22')]
      const entity = scene.mount('entity', { input: null })
      for (let time = 0; time < 100; time += 1) entity.update({ input: { id: ids[time % 2] ?? '' } })
      await until(() => entity.text().includes('success Loom 22'))
      await scene.advance(3_000)
      const listeners = ids.map((id) => query(scene.client, getEntity, { id }).lc)
      expect(listeners).toEqual([0, 1])
      for (const id of ids) expect(scene.asked(`GET jarvis/entities/${id}`)).toBeLessThanOrEqual(1)
    },
  },
  {
    name: 'a chat component that goes while an answer streams leaves no listener',
    run: async (scene) => {
      const input = await newTalk(scene)
      const chat = scene.mount('entityChat', { input })
      await until(() => chat.shown().history === 'success')
      void chat.shown().send('How often is the bearing greased?')
      await scene.within(10_000, () => chat.shown().status === 'streaming')
      chat.unmount()
      await scene.advance(0)
      const store = conversation(scene.client, entityChat, input)
      expect(store.lc).toBe(0)
      await scene.within(60_000, () => store.value.status === 'settled')
      expect(chat.lines.at(-1)).toContain('streaming')
    },
  },
  {
    name: 'five minutes after the last component left, nothing of what it showed is kept',
    run: async (scene) => {
      // The client's one queue of writes comes with the first mutation, those who look after chats with the first chat, and both stay.
      scene.mount('update', { input: null }).unmount()
      scene.mount('entityChat', { input: null }).unmount()
      await scene.advance(303_000)
      const [stores, timers] = [scene.client.stores.size, scene.timers()]
      const id = await twin(scene)
      const talk = await newTalk(scene)
      const screens = [
        scene.mount('entity', { input: { id }, options: { interval: 60_000 } }),
        scene.mount('entities', { input: { per_page: 5 } }),
        scene.mount('entityChat', { input: talk }),
        scene.mount('identityChat', { input: null }),
        scene.mount('update', { input: null }),
      ]
      await until(() => screens[0]?.text().includes('success') === true && screens[1]?.text().includes('success') === true)
      for (const screen of screens) screen.unmount()
      await scene.advance(303_000)
      expect(scene.client.stores.size - stores).toBe(0)
      expect(scene.timers() - timers).toBe(0)
    },
  },
]
