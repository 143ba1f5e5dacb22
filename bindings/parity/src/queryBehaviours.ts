import { mutation, query } from '@blockstate/core'
import { getEntity, updateEntity } from '@blockstate/core/jarvis'
import { until } from '@blockstate/core/testing'
import { expect } from 'vitest'
import type { Behaviour } from './scene.ts'
import { twin } from './seeds.ts'

export const queryBehaviours: readonly Behaviour[] = [
  {
    name: 'a query is pending, then shows its answer, then follows a write made elsewhere',
    run: async (scene) => {
      const id = await twin(scene)
      const entity = scene.mount('entity', { input: { id } })
      await until(() => entity.text().includes('success'))
      expect(entity.lines).toEqual([`{"id":"${id}"} pending`, `{"id":"${id}"} success Harbour Pump 3`])
      await mutation(scene.client, updateEntity).mutate({ id, name: 'Harbour Pump 4' })
      await until(() => entity.text().includes('Harbour Pump 4'))
    },
  },
  {
    name: 'a query that fails shows the error, and the answer after a refetch',
    run: async (scene) => {
      const id = await twin(scene)
      await scene.faults({ 'GET /v1/jarvis/entities/*': 'status=403' })
      const entity = scene.mount('entity', { input: { id } })
      await until(() => entity.text().endsWith('error  forbidden'))
      const failed = entity.shown()
      expect(failed.status === 'error' && failed.error.code).toBe('forbidden')
      await entity.shown().refetch()
      await until(() => entity.text().includes('success Harbour Pump 3'))
      expect(entity.shown().error).toBeUndefined()
    },
  },
  {
    name: 'a failed refetch keeps the last answer beside the error',
    run: async (scene) => {
      const id = await twin(scene)
      const entity = scene.mount('entity', { input: { id } })
      await until(() => entity.text().includes('success'))
      await scene.faults({ 'GET /v1/jarvis/entities/*': 'status=403' })
      await entity.shown().refetch()
      await until(() => entity.text().endsWith('error Harbour Pump 3 forbidden'))
    },
  },
  {
    name: 'a query without an input waits and sends nothing, then asks when it has one',
    run: async (scene) => {
      const id = await twin(scene)
      const entity = scene.mount('entity', { input: null })
      await scene.advance(100)
      expect(entity.shown()).toMatchObject({ status: 'pending', fetching: false })
      await entity.shown().refetch()
      expect(scene.asked(`GET jarvis/entities/`)).toBe(0)
      entity.update({ input: { id } })
      await until(() => entity.text().includes('success'))
      expect(entity.lines).toEqual(['null pending', `{"id":"${id}"} pending`, `{"id":"${id}"} success Harbour Pump 3`])
    },
  },
  {
    name: 'another input never shows the data of the one before',
    run: async (scene) => {
      const [pump, loom] = [await twin(scene), await twin(scene, 'Loom 22')]
      const entity = scene.mount('entity', { input: { id: pump } })
      await until(() => entity.text().includes('success'))
      entity.update({ input: { id: loom } })
      await until(() => entity.text().includes('Loom 22'))
      entity.update({ input: { id: pump } })
      await until(() => entity.text().includes('Harbour Pump 3'))
      expect(entity.lines).toEqual([
        `{"id":"${pump}"} pending`,
        `{"id":"${pump}"} success Harbour Pump 3`,
        `{"id":"${loom}"} pending`,
        `{"id":"${loom}"} success Loom 22`,
        `{"id":"${pump}"} success Harbour Pump 3`,
      ])
    },
  },
  {
    name: 'the actions of an earlier render reach the input of now',
    run: async (scene) => {
      const [pump, loom] = [await twin(scene), await twin(scene, 'Loom 22')]
      const entity = scene.mount('entity', { input: { id: pump } })
      await until(() => entity.text().includes('success'))
      entity.update({ input: { id: loom } })
      await until(() => entity.text().includes('Loom 22'))
      await entity.shown().refetch()
      expect(scene.asked(`GET jarvis/entities/${pump}`)).toBe(1)
      expect(scene.asked(`GET jarvis/entities/${loom}`)).toBe(2)
    },
  },
  {
    name: 'two components that ask the same share one request and change together',
    run: async (scene) => {
      const id = await twin(scene)
      const [one, two] = [scene.mount('entity', { input: { id } }), scene.mount('entity', { input: { id } })]
      await until(() => one.text().includes('success') && two.text().includes('success'))
      expect(scene.asked(`GET jarvis/entities/${id}`)).toBe(1)
      await mutation(scene.client, updateEntity).mutate({ id, name: 'Same' })
      await until(() => one.text().includes('Same') && two.text().includes('Same'))
    },
  },
  {
    name: 'focus refetches what is stale, a reconnect refetches at once, an unseen read neither',
    run: async (scene) => {
      const [pump, loom] = [await twin(scene), await twin(scene, 'Loom 22')]
      const entity = scene.mount('entity', { input: { id: pump } })
      const unseen = scene.mount('entity', { input: { id: loom } })
      await until(() => entity.text().includes('success') && unseen.text().includes('success'))
      unseen.unmount()
      await scene.advance(1_500)
      scene.focus()
      await scene.advance(100)
      expect(scene.asked(`GET jarvis/entities/${pump}`)).toBe(1)
      await scene.advance(40_000)
      scene.focus()
      await until(() => scene.asked(`GET jarvis/entities/${pump}`) === 2)
      await until(() => !entity.shown().fetching)
      // Catching up happens every five seconds at most.
      await scene.advance(5_000)
      scene.setOnline(false)
      scene.setOnline(true)
      await until(() => scene.asked(`GET jarvis/entities/${pump}`) === 3)
      expect(scene.asked(`GET jarvis/entities/${loom}`)).toBe(1)
    },
  },
  {
    name: 'an interval asks again while the component is there, and not after',
    run: async (scene) => {
      const id = await twin(scene)
      const entity = scene.mount('entity', { input: { id }, options: { interval: 10_000 } })
      await until(() => entity.text().includes('success'))
      await scene.advance(10_000)
      await until(() => scene.asked(`GET jarvis/entities/${id}`) === 2)
      await until(() => !entity.shown().fetching)
      entity.unmount()
      await scene.advance(60_000)
      expect(scene.asked(`GET jarvis/entities/${id}`)).toBe(2)
      expect(query(scene.client, getEntity, { id }).lc).toBe(0)
    },
  },
]
