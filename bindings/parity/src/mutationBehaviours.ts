import { until } from '@blockstate/core/testing'
import { expect } from 'vitest'
import type { Behaviour } from './scene.ts'
import { twin } from './seeds.ts'

export const mutationBehaviours: readonly Behaviour[] = [
  {
    name: 'a mutation is idle, pending, then a success with its answer, and idle again after a reset',
    run: async (scene) => {
      const id = await twin(scene)
      const update = scene.mount('update', { input: null })
      await until(() => update.text() === 'null idle')
      const answer = await update.shown().mutate({ id, name: 'Renamed' })
      expect(answer.name).toBe('Renamed')
      await until(() => update.text() === 'null success')
      expect(update.shown().data).toMatchObject({ unique_id: id, name: 'Renamed' })
      update.shown().reset()
      await until(() => update.text() === 'null idle')
      expect(update.lines).toEqual(['null idle', 'null pending', 'null success', 'null idle'])
    },
  },
  {
    name: 'a change is seen at once everywhere, and taken back where the server refuses',
    run: async (scene) => {
      const id = await twin(scene)
      const entity = scene.mount('entity', { input: { id } })
      const list = scene.mount('entities', { input: { per_page: 50 } })
      const update = scene.mount('update', { input: null })
      await until(() => entity.text().includes('success') && list.text().includes('Harbour Pump 3'))
      await scene.faults({ 'PUT /v1/jarvis/entities/*': 'delay=500; status=422' })
      const refused = expect(update.shown().mutate({ id, name: 'Guess' })).rejects.toMatchObject({ code: 'invalid' })
      await until(() => entity.text().includes('Guess') && list.text().includes('Guess') && update.text() === 'null pending')
      await scene.advance(500)
      await refused
      await until(() => entity.text().includes('Harbour Pump 3') && list.text().includes('Harbour Pump 3'))
      expect(update.shown()).toMatchObject({ status: 'error', error: { code: 'invalid' }, input: { name: 'Guess' } })
      expect(entity.lines.filter((line) => line.includes('pending'))).toHaveLength(1)
    },
  },
  {
    name: 'two components with the same mutation each show their own writes',
    run: async (scene) => {
      const id = await twin(scene)
      const [one, two] = [scene.mount('update', { input: null }), scene.mount('update', { input: null })]
      await until(() => one.text() === 'null idle' && two.text() === 'null idle')
      await one.shown().mutate({ id, name: 'Once' })
      await until(() => one.text() === 'null success')
      expect(two.text()).toBe('null idle')
    },
  },
  {
    name: 'a component that is gone still has its write sent',
    run: async (scene) => {
      const id = await twin(scene)
      const update = scene.mount('update', { input: null })
      const { mutate } = update.shown()
      const sent = mutate({ id, name: 'After me' })
      update.unmount()
      expect((await sent).name).toBe('After me')
    },
  },
  {
    name: 'a row says that it is being saved, why that was refused, and tries again',
    run: async (scene) => {
      const id = await twin(scene)
      const row = scene.mount('row', { input: { id } })
      const [update, writes] = [scene.mount('update', { input: null }), scene.mount('writes', { input: null })]
      await until(() => row.text().includes('Harbour Pump 3') && writes.text() === 'null none')
      await scene.faults({ 'PUT /v1/jarvis/entities/*': 'delay=500; status=422' })
      const refused = expect(update.shown().mutate({ id, name: 'New' })).rejects.toMatchObject({ code: 'invalid' })
      await until(() => row.text().endsWith('New update') && writes.text() === 'null PUT sending')
      await scene.advance(500)
      await refused
      await until(() => row.text().endsWith('Harbour Pump 3  invalid') && writes.text() === 'null PUT failed invalid')
      await row.shown().retry()
      await until(() => row.text().endsWith('New') && writes.text() === 'null none')
    },
  },
  {
    name: 'a refused write is forgotten where anybody discards it',
    run: async (scene) => {
      const id = await twin(scene)
      const row = scene.mount('row', { input: { id } })
      const [update, writes] = [scene.mount('update', { input: null }), scene.mount('writes', { input: null })]
      await scene.faults({ 'PUT /v1/jarvis/entities/*': 'status=422' })
      await expect(update.shown().mutate({ id, name: 'New' })).rejects.toMatchObject({ code: 'invalid' })
      await until(() => row.text().endsWith('invalid'))
      writes.shown().discard(writes.shown().writes[0]?.id ?? '')
      await until(() => row.text().endsWith('Harbour Pump 3') && writes.text() === 'null none')
    },
  },
  {
    name: 'a removal that is kept back is seen at once, and can be undone until it is sent',
    run: async (scene) => {
      const id = await twin(scene)
      const row = scene.mount('row', { input: { id } })
      const remove = scene.mount('removeLater', { input: null })
      await until(() => row.text().endsWith('Harbour Pump 3') && remove.text() === 'null idle')
      const removed = expect(remove.shown().mutate({ id })).rejects.toMatchObject({ code: 'aborted' })
      await until(() => row.text().endsWith('nothing remove') && remove.text() === 'null pending')
      await scene.advance(4_000)
      expect(remove.shown().undo()).toBe(true)
      await removed
      await until(() => row.text().endsWith('Harbour Pump 3') && remove.text() === 'null idle')
      await scene.advance(10_000)
      expect(scene.asked('DELETE')).toBe(0)
    },
  },
  {
    name: 'without a network a write waits, shown as done, and is sent when the network is back',
    run: async (scene) => {
      const id = await twin(scene)
      const row = scene.mount('row', { input: { id } })
      const [talk, update, writes] = [
        scene.mount('talk', { input: null }),
        scene.mount('update', { input: null }),
        scene.mount('writes', { input: null }),
      ]
      await until(() => row.text().endsWith('Harbour Pump 3') && writes.text() === 'null none')
      scene.setOnline(false)
      const renamed = update.shown().mutate({ id, name: 'Offline' })
      const begun = talk.shown().mutate({ id, title: 'Later' })
      await until(() => row.text().endsWith('Offline update') && writes.text() === 'null PUT waiting, POST waiting')
      scene.setOnline(true)
      expect((await renamed).name).toBe('Offline')
      expect((await begun).title).toBe('Later')
      await until(() => row.text().endsWith('Offline') && writes.text() === 'null none')
    },
  },
]
