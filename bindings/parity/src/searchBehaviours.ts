import { until } from '@blockstate/core/testing'
import { expect } from 'vitest'
import type { Behaviour } from './scene.ts'

/** How long the box waits after the last key. */
const WAIT = 150

export const searchBehaviours: readonly Behaviour[] = [
  {
    name: 'a search asks what stands in the box once it stands still, and shows it page by page',
    run: async (scene) => {
      const box = scene.mount('found', { input: { per_page: 2 } })
      expect(box.shown()).toMatchObject({ status: 'idle', text: '', items: [] })
      for (const text of ['h', 'harb', 'harbour ']) {
        box.shown().type(text)
        await until(() => box.shown().text === text)
        await scene.advance(WAIT - 1)
      }
      expect(box.shown().status).toBe('pending')
      expect(scene.asked('GET jarvis/entities?')).toBe(0)
      await scene.advance(1)
      await until(() => box.shown().answered === 'harbour' && !box.shown().fetching)
      expect(box.shown()).toMatchObject({ text: 'harbour ', hasMore: true, previous: false })
      await box.shown().loadMore()
      await until(() => box.shown().items.length > 2)
      expect(scene.asked('GET jarvis/entities?')).toBe(2)
    },
  },
  {
    name: 'a search keeps what it found, marked, until the next text is answered, and what is cleared is gone at once',
    run: async (scene) => {
      const box = scene.mount('found', { input: {} })
      box.shown().type('Pump')
      await scene.advance(WAIT)
      await until(() => box.text().includes('Harbour Pump 3'))
      await scene.faults({ 'GET /v1/jarvis/entities': 'delay=500' })
      box.shown().type('Loom')
      await scene.advance(WAIT)
      await until(() => box.shown().fetching && box.shown().previous)
      expect(box.text()).toContain('Harbour Pump 3')
      await scene.advance(500)
      await until(() => box.text().includes('Loom 22') && !box.shown().previous)
      box.shown().type('')
      await until(() => box.shown().status === 'idle' && !box.text().includes('Loom'))
    },
  },
  {
    name: 'a late answer never takes the place of a newer one',
    run: async (scene) => {
      const box = scene.mount('found', { input: {} })
      await scene.faults({ 'GET /v1/jarvis/entities': 'delay=2000' })
      box.shown().type('Pump')
      await scene.advance(WAIT)
      await until(() => box.shown().fetching)
      box.shown().type('Loom')
      await scene.advance(WAIT)
      await until(() => box.shown().answered === 'Loom')
      await scene.advance(3_000)
      expect(box.lines.filter((line) => line.includes('Pump 3'))).toEqual([])
      expect(box.text()).toContain('Loom 22')
    },
  },
  {
    name: 'a search is narrowed by its input, with the text that stands in the box',
    run: async (scene) => {
      const box = scene.mount('found', { input: {} })
      box.shown().type('harbour')
      await scene.advance(WAIT)
      await until(() => box.shown().items.length > 1 && !box.shown().fetching)
      const { totalCount } = box.shown()
      box.update({ input: { sort: '-name', per_page: 1 } })
      await until(() => box.shown().items.length === 1 && !box.shown().previous)
      expect(box.shown()).toMatchObject({ text: 'harbour', totalCount, hasMore: true })
      expect(scene.asked('GET jarvis/entities?')).toBe(2)
    },
  },
  {
    name: 'two boxes are two searches that share what they found, and both survive StrictMode, KeepAlive and keys',
    run: async (scene) => {
      const [one, other] = [scene.mount('found', { input: {} }, { hard: true }), scene.mount('found', { input: {} }, { hard: true })]
      await scene.advance(10)
      one.shown().type('Loom')
      await scene.advance(WAIT)
      await until(() => one.text().includes('Loom 22'))
      expect(other.shown().text).toBe('')
      other.shown().type('Loom')
      await until(() => other.text().includes('Loom 22'))
      expect(scene.asked('GET jarvis/entities?')).toBe(1)
    },
  },
]
