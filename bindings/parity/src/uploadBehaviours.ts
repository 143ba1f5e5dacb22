import { until } from '@blockstate/core/testing'
import { demoUsers } from '@blockstate/sandbox'
import { expect } from 'vitest'
import type { Behaviour } from './scene.ts'

const input = { unique_id: demoUsers.ada.unique_id }
const POST = 'POST files/users'

const fileOf = (name: string): File => new File([`The ${name} of the harbour`], name, { type: 'text/plain' })

export const uploadBehaviours: readonly Behaviour[] = [
  {
    name: 'a file stands in the list as soon as it is added, and is a row of the server when it is through',
    blocks: ['files'],
    run: async (scene) => {
      const list = scene.mount('files', { input: { ...input, sort: '-created_at' } })
      await until(() => list.shown().status === 'success')
      const files = scene.mount('uploads', { input })
      expect(files.shown()).toMatchObject({ items: [], progress: { total: 0, part: 0 } })
      const [key] = files.shown().add([fileOf('plan.txt')])
      await until(() => list.text().includes('plan.txt'))
      await until(() => files.shown().items[0]?.status === 'done')
      await until(() => list.shown().items.some((file) => file.original_name === 'plan.txt' && file.status === 'review'))
      expect(list.shown().keys).toContain(key)
      expect(files.shown()).toMatchObject({ items: [{ key, name: 'plan.txt' }], progress: { part: 1, open: 0, done: 1 } })
      files.shown().clear()
      await until(() => files.shown().items.length === 0)
    },
  },
  {
    name: 'a file that is refused says why, is gone from the list, and goes with the next try',
    blocks: ['files'],
    run: async (scene) => {
      const list = scene.mount('files', { input: { ...input, sort: '-created_at' } })
      const files = scene.mount('uploads', { input }, { hard: true })
      await until(() => list.shown().status === 'success')
      await scene.faults({ 'POST /v1/files/**': 'status=403' })
      const [key = ''] = files.shown().add([fileOf('plan.txt')])
      await until(() => files.shown().items[0]?.status === 'failed')
      expect(files.shown().items[0]?.error?.code).toBe('forbidden')
      await until(() => !list.text().includes('plan.txt'))
      files.shown().retry(key)
      await until(() => files.shown().items[0]?.status === 'done' && list.text().includes('plan.txt'))
      expect(scene.asked(POST)).toBe(2)
    },
  },
  {
    name: 'four files go at a time, wherever they were added, and all that are not through are taken back at once',
    blocks: ['files'],
    run: async (scene) => {
      const there = [scene.mount('uploads', { input }), scene.mount('uploads', { input })]
      await scene.faults({ 'POST /v1/files/**': 'delay=60000' }, 20)
      there.forEach((files, at) => files.shown().add([1, 2, 3, 4].map((count) => fileOf(`${at}-${count}.txt`))))
      await until(() => there.every((files) => files.shown().progress.open === 8))
      expect(scene.asked(POST)).toBe(4)
      there[0]?.shown().abort()
      await until(() => there.every((files) => files.shown().items.every(({ status }) => status === 'aborted')))
      await scene.advance(5_000)
      expect(scene.asked(POST)).toBe(4)
    },
  },
  {
    name: 'files are on their way also while nobody looks, and are seen again by whoever comes back',
    blocks: ['files'],
    run: async (scene) => {
      const files = scene.mount('uploads', { input })
      files.shown().add([fileOf('plan.txt')])
      files.unmount()
      await scene.advance(5_000)
      const again = scene.mount('uploads', { input })
      await until(() => again.shown().items[0]?.status === 'done')
    },
  },
  {
    name: 'nothing is added before it is known where it goes',
    blocks: ['files'],
    run: async (scene) => {
      const files = scene.mount('uploads', { input: null })
      expect(() => files.shown().add([fileOf('plan.txt')])).toThrow('not known yet')
      files.update({ input })
      await until(() => files.text().includes(input.unique_id))
      files.shown().add([fileOf('plan.txt')])
      await until(() => files.shown().items[0]?.status === 'done')
    },
  },
]
