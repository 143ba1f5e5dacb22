import { call } from '@blockstate/core'
import { createEntity, deleteEntity } from '@blockstate/core/jarvis'
import { until } from '@blockstate/core/testing'
import { expect } from 'vitest'
import type { Behaviour } from './scene.ts'
import { twin } from './seeds.ts'

export const collectionBehaviours: readonly Behaviour[] = [
  {
    name: 'a collection loads more until there is no more, rows once, with totals',
    run: async (scene) => {
      const list = scene.mount('entities', { input: { per_page: 20 } })
      await until(() => list.shown().status === 'success' && !list.shown().fetching)
      expect(list.shown()).toMatchObject({ totalCount: 45, totalPages: 3, page: 1, hasMore: true })
      await list.shown().loadMore()
      await until(() => list.shown().items.length === 40)
      await list.shown().loadMore()
      await until(() => list.shown().items.length === 45)
      expect(list.shown()).toMatchObject({ page: 3, hasMore: false, fetching: false })
      await list.shown().loadMore()
      expect(scene.asked('GET jarvis/entities?')).toBe(3)
      expect(new Set(list.shown().items.map(({ unique_id }) => unique_id)).size).toBe(45)
    },
  },
  {
    name: 'loading more says so, and twice at once loads one page',
    run: async (scene) => {
      const list = scene.mount('entities', { input: { per_page: 20 } })
      await until(() => list.shown().status === 'success' && !list.shown().fetching)
      await scene.faults({ 'GET /v1/jarvis/entities': 'delay=500' })
      const loaded = Promise.all([list.shown().loadMore(), list.shown().loadMore()])
      await until(() => list.shown().loadingMore && list.shown().fetching)
      expect(list.shown().items).toHaveLength(20)
      await scene.advance(500)
      await loaded
      await until(() => list.shown().items.length === 40 && !list.shown().loadingMore)
    },
  },
  {
    name: 'in page mode one page shows at a time, the old one until the new one is here',
    run: async (scene) => {
      const list = scene.mount('entities', { input: { per_page: 20 }, options: { mode: 'page' } })
      await until(() => list.shown().status === 'success' && !list.shown().fetching)
      const first = list.shown().items
      await scene.faults({ 'GET /v1/jarvis/entities': 'delay=500' })
      const turned = list.shown().goTo(3)
      await until(() => list.shown().fetching)
      expect(list.shown().items).toEqual(first)
      await scene.advance(500)
      await turned
      await until(() => list.shown().page === 3)
      expect(list.shown()).toMatchObject({ totalCount: 45, hasMore: false, status: 'success' })
      expect(list.shown().items).toHaveLength(5)
    },
  },
  {
    name: 'a collection can be empty, loading, or refused, and each is told apart',
    run: async (scene) => {
      const list = scene.mount('entities', { input: { search: 'nothing is called so' } })
      expect(list.lines[0]).toMatch(/pending$/)
      await until(() => list.shown().status === 'success')
      expect(list.shown()).toMatchObject({ items: [], totalCount: 0, hasMore: false })
      await scene.faults({ 'GET /v1/jarvis/entities': 'status=403' })
      list.update({ input: { search: 'pump' } })
      await until(() => list.text().endsWith('error  forbidden'))
      expect(list.shown().error?.code).toBe('forbidden')
    },
  },
  {
    name: 'a collection without an input is empty and sends nothing',
    run: async (scene) => {
      const list = scene.mount('entities', { input: null })
      await scene.advance(100)
      await list.shown().loadMore()
      await list.shown().goTo(2)
      await list.shown().refetch()
      expect(list.shown()).toMatchObject({ status: 'pending', fetching: false, items: [] })
      expect(scene.asked('GET jarvis/entities')).toBe(0)
      list.update({ input: { per_page: 5 } })
      await until(() => list.shown().items.length === 5)
    },
  },
  {
    name: 'a search that changes never shows rows of the one before',
    run: async (scene) => {
      const list = scene.mount('entities', { input: { search: 'Pump' } })
      await until(() => list.text().includes('Harbour Pump 3'))
      list.update({ input: { search: 'Loom' } })
      await until(() => list.text().includes('Loom 22'))
      expect(list.lines.filter((line) => line.startsWith('{"search":"Loom"}') && line.includes('Pump'))).toEqual([])
    },
  },
  {
    name: 'with `keepPrevious`, a search that changes keeps what was shown, marked, until its own rows are here',
    run: async (scene) => {
      const options = { keepPrevious: true }
      const list = scene.mount('entities', { input: { search: 'Pump' }, options })
      await until(() => list.text().includes('Harbour Pump 3'))
      await scene.faults({ 'GET /v1/jarvis/entities': 'delay=500' })
      list.update({ input: { search: 'Loom' }, options })
      await until(() => list.text().startsWith('{"search":"Loom"}'))
      expect(list.shown()).toMatchObject({ status: 'success', previous: true })
      expect(list.text()).toContain('Harbour Pump 3')
      await scene.advance(500)
      await until(() => list.text().includes('Loom 22'))
      expect(list.shown().previous).toBeUndefined()
      expect(list.lines.filter((line) => line.startsWith('{"search":"Loom"}') && line.includes('pending'))).toEqual([])
      list.update({ input: null, options })
      await until(() => list.text().endsWith('pending'))
    },
  },
  {
    name: 'a collection follows what is created and deleted elsewhere',
    run: async (scene) => {
      const list = scene.mount('entities', { input: { per_page: 50 } })
      await until(() => list.shown().totalCount === 45)
      const { unique_id } = await call(scene.client, createEntity, { name: 'New Twin', entity_type: 'machine' })
      await until(() => list.shown().totalCount === 46 && list.text().includes('New Twin'))
      await call(scene.client, deleteEntity, { id: unique_id })
      await until(() => list.shown().totalCount === 45 && !list.text().includes('New Twin'))
    },
  },
  {
    name: 'a row deleted here is gone at once and back where the server refuses',
    run: async (scene) => {
      const id = await twin(scene, 'Loom 22')
      const list = scene.mount('entities', { input: { per_page: 50 } })
      const remove = scene.mount('remove', { input: null })
      await until(() => list.text().includes('Loom 22'))
      await scene.faults({ 'DELETE /v1/jarvis/entities/*': 'delay=500; status=403' })
      const refused = expect(remove.shown().mutate({ id })).rejects.toMatchObject({ code: 'forbidden' })
      await until(() => !list.text().includes('Loom 22') && list.shown().totalCount === 44)
      await scene.advance(500)
      await refused
      await until(() => list.text().includes('Loom 22') && list.shown().totalCount === 45)
    },
  },
  {
    name: 'a created row is in the list at once, under a key that stays when the server names it',
    run: async (scene) => {
      const id = await twin(scene)
      const [list, talk] = [scene.mount('talks', { input: { id, per_page: 5 } }), scene.mount('talk', { input: null })]
      await until(() => list.shown().status === 'success' && !list.shown().fetching)
      const { totalCount } = list.shown()
      await scene.faults({ 'POST /v1/jarvis/entities/*/conversations': 'delay=500' })
      const created = talk.shown().mutate({ id, title: 'Brand new' })
      await until(() => list.shown().items[0]?.title === 'Brand new')
      const key = list.shown().keys[0]
      expect(list.shown()).toMatchObject({ totalCount: Number(totalCount) + 1, unplaced: [key] })
      await scene.advance(500)
      const { unique_id } = await created
      await until(() => list.shown().items[0]?.unique_id === unique_id && !list.shown().fetching)
      expect(list.shown()).toMatchObject({ totalCount: Number(totalCount) + 1, unplaced: [] })
      expect(list.shown().keys[0]).toBe(key)
      // Not for a moment was it gone, or there twice.
      const frames = list.lines.slice(list.lines.findIndex((line) => line.includes('Brand new')))
      expect(frames.filter((line) => line.split('Brand new').length !== 2)).toEqual([])
    },
  },
  {
    name: 'a created row that is refused leaves the list again',
    run: async (scene) => {
      const id = await twin(scene)
      const [list, talk] = [scene.mount('talks', { input: { id, per_page: 5 } }), scene.mount('talk', { input: null })]
      await until(() => list.shown().status === 'success' && !list.shown().fetching)
      const before = list.text()
      await scene.faults({ 'POST /v1/jarvis/entities/*/conversations': 'delay=500; status=422' })
      const refused = expect(talk.shown().mutate({ id, title: 'Brand new' })).rejects.toMatchObject({ code: 'invalid' })
      await until(() => list.text().includes('Brand new'))
      await scene.advance(500)
      await refused
      await until(() => list.text() === before)
    },
  },
  {
    name: 'a window shows any range of a long list, and loads its pages alone',
    run: async (scene) => {
      const window = scene.mount('window', { input: { per_page: 10, sort: 'name' } })
      await until(() => window.shown().status === 'success' && !window.shown().fetching)
      expect(window.shown()).toMatchObject({ totalCount: 45, from: 0 })
      await window.shown().show(40, 45)
      await until(() => window.shown().from === 40 && window.shown().items.every((row) => row !== undefined))
      expect(window.shown().items).toHaveLength(5)
      expect(window.shown().at(42)?.unique_id).toBe(window.shown().items[2]?.unique_id)
      expect(scene.requests.some((request) => request.includes('page=4&'))).toBe(false)
    },
  },
]
