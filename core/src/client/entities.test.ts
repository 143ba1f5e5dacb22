import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEntities, recordKey } from './entities.ts'
import type { Entities } from './entities.ts'

const told = (entities: Entities, id: string, fields: Record<string, unknown>, epoch = entities.begin()): boolean =>
  entities.tell({ type: 'thing', id, fields }, epoch)

/** A table with two records, and who was told of which, in order. */
function watchedEntities(): { entities: Entities; heard: string[] } {
  const entities = createEntities()
  told(entities, 'e1', { name: 'a', size: 1 })
  told(entities, 'e2', { name: 'b' })
  const heard: string[] = []
  entities.watch(['thing/e1'], () => heard.push('e1'))
  entities.watch(['thing/e2'], () => heard.push('e2'))
  entities.watch(['thing/e1', 'thing/e2'], () => heard.push('both'))
  return { entities, heard }
}

test('a record is known by type and id', () => {
  expect(recordKey('thing', 'e1')).toBe('thing/e1')
  const entities = createEntities()
  told(entities, 'e1', { name: 'a' })
  expect([entities.seen('thing/e1'), entities.seen('thing/e2'), entities.seen('user/e1')]).toEqual([{ name: 'a' }, null, null])
})

describe('watchers hear', () => {
  test.each<[string, (entities: Entities) => void, string[]]>([
    ['of a changed field', (entities) => told(entities, 'e1', { name: 'z' }), ['e1', 'both']],
    ['of a new field', (entities) => told(entities, 'e2', { open: true }), ['e2', 'both']],
    ['nothing of what they know', (entities) => told(entities, 'e1', { name: 'a', size: 1 }), []],
    ['nothing of a part of what they know', (entities) => told(entities, 'e1', { size: 1 }), []],
    ['nothing of another record', (entities) => told(entities, 'e3', { name: 'c' }), []],
    ['nothing of a record of another type', (entities) => entities.tell({ type: 'user', id: 'e1', fields: { name: 'x' } }, 0), []],
    ['of a write at once', (entities) => void entities.patch('thing/e1', { change: { name: 'z' } }), ['e1', 'both']],
    ['of a removal', (entities) => void entities.patch('thing/e2', { change: 'removed' }), ['e2', 'both']],
    [
      'of a refused write again',
      (entities) => entities.reject('thing/e1', entities.patch('thing/e1', { change: { name: 'z' } })),
      ['e1', 'both', 'e1', 'both'],
    ],
    [
      'once of many changes in one batch',
      (entities) =>
        entities.batch(() => {
          for (let size = 2; size < 100; size += 1) told(entities, 'e1', { size })
          told(entities, 'e2', { name: 'z' })
        }),
      ['e1', 'both', 'e2'],
    ],
    [
      'after the outermost of nested batches',
      (entities) =>
        entities.batch(() => {
          entities.batch(() => told(entities, 'e1', { name: 'y' }))
          told(entities, 'e1', { name: 'z' })
        }),
      ['e1', 'both'],
    ],
    ['nothing of a batch without news', (entities) => entities.batch(() => told(entities, 'e1', { name: 'a' })), []],
    ['that everything is forgotten', (entities) => entities.clear(), ['e1', 'both', 'e2']],
  ])('%s', (_, act, expected) => {
    const { entities, heard } = watchedEntities()
    act(entities)
    expect(heard).toEqual(expected)
  })

  test('nothing any more once they are gone', () => {
    const entities = createEntities()
    const heard: string[] = []
    const leave = entities.watch(['thing/e1', 'thing/e2'], () => heard.push('left'))
    entities.watch(['thing/e1'], () => heard.push('stays'))
    leave()
    leave()
    told(entities, 'e1', { name: 'a' })
    told(entities, 'e2', { name: 'b' })
    expect(heard).toEqual(['stays'])
  })

  test('what is seen by then', () => {
    const entities = createEntities()
    const seen: unknown[] = []
    entities.watch(['thing/e1'], () => seen.push(entities.seen('thing/e1')))
    const seq = entities.patch('thing/e1', { change: { name: 'early' } })
    told(entities, 'e1', { name: 'a' })
    entities.reject('thing/e1', seq)
    expect(seen.at(-1)).toEqual({ name: 'a' })
  })

  test('of a batch that failed half way', () => {
    const { entities, heard } = watchedEntities()
    const failing = (): void =>
      entities.batch(() => {
        told(entities, 'e1', { name: 'z' })
        throw new RangeError('half way')
      })
    expect(failing).toThrow(RangeError)
    expect(heard).toEqual(['e1', 'both'])
    told(entities, 'e2', { name: 'z' })
    expect(heard).toEqual(['e1', 'both', 'e2', 'both'])
  })

  test('what another watcher changes meanwhile', () => {
    const { entities, heard } = watchedEntities()
    entities.watch(['thing/e1'], () => told(entities, 'e2', { name: 'after e1' }))
    told(entities, 'e1', { name: 'z' })
    expect(entities.seen('thing/e2')).toEqual({ name: 'after e1' })
    expect(heard.filter((name) => name === 'e2')).toHaveLength(1)
  })

  test('one row of 10,000', () => {
    const entities = createEntities()
    const ids = Array.from({ length: 10_000 }, (_, index) => `e${index}`)
    for (const id of ids) told(entities, id, { name: 'a' })
    const heard: string[] = []
    for (const id of ids) entities.watch([recordKey('thing', id)], () => heard.push(id))
    entities.batch(() => ids.forEach((id) => told(entities, id, { name: id === 'e5000' ? 'z' : 'a' })))
    expect(heard).toEqual(['e5000'])
  })
})

describe('a write', () => {
  test('is seen at once, then as the server answered', () => {
    const { entities } = watchedEntities()
    const seq = entities.patch('thing/e1', { change: { size: 5 } })
    expect(entities.seen('thing/e1')).toEqual({ name: 'a', size: 5 })
    entities.acknowledge('thing/e1', { seqs: [seq], answered: { size: 4 } })
    expect(entities.seen('thing/e1')).toEqual({ name: 'a', size: 4 })
  })

  test('is not undone by a read that began before it was acknowledged', () => {
    const { entities } = watchedEntities()
    const epoch = entities.begin()
    entities.acknowledge('thing/e1', { seqs: [entities.patch('thing/e1', { change: { size: 5 } })], answered: {} })
    told(entities, 'e1', { size: 1, name: 'z' }, epoch)
    expect(entities.seen('thing/e1')).toEqual({ name: 'z', size: 5 })
    told(entities, 'e1', { size: 6 })
    expect(entities.seen('thing/e1')).toEqual({ name: 'z', size: 6 })
  })

  test('that showed nothing beforehand is seen with its answer', () => {
    const entities = createEntities()
    entities.acknowledge('thing/e9', { answered: { name: 'new' } })
    expect(entities.seen('thing/e9')).toEqual({ name: 'new' })
  })

  test('has a number of its own, whichever record it is of', () => {
    const entities = createEntities()
    const seqs = ['thing/e1', 'thing/e1', 'thing/e2', 'user/u1'].map((key) => entities.patch(key, { change: {} }))
    expect(new Set(seqs).size).toBe(4)
    expect(seqs).not.toContain(0)
  })

  test('takes a ticket when it is acknowledged: reads that begin now know better than those that began before', () => {
    const entities = createEntities()
    const before = entities.begin()
    entities.acknowledge('thing/e1', { seqs: [entities.patch('thing/e1', { change: { size: 5 } })], answered: {} })
    expect(entities.begin()).toBeGreaterThan(before + 1)
  })
})

test('after everything is forgotten nothing is seen, and watchers still hear of what is told anew', () => {
  const { entities, heard } = watchedEntities()
  entities.clear()
  expect([entities.seen('thing/e1'), entities.seen('thing/e2')]).toEqual([null, null])
  heard.length = 0
  told(entities, 'e1', { name: 'anew' })
  expect(heard).toEqual(['e1', 'both'])
  expect(entities.seen('thing/e1')).toEqual({ name: 'anew' })
})

test('whatever is told, watchers hear exactly when what is seen has changed, and it stays the same object where it has not', () => {
  const step = fc.record({
    id: fc.constantFrom('e1', 'e2'),
    fields: fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom(1, 'x', null, [1])),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const entities = createEntities()
      for (const { id, fields } of steps) {
        const key = recordKey('thing', id)
        const before = entities.seen(key)
        let heard = 0
        const leave = entities.watch([key], () => {
          heard += 1
        })
        told(entities, id, fields)
        leave()
        const after = entities.seen(key)
        const isNews = ([name, value]: [string, unknown]): boolean => JSON.stringify(before?.[name]) !== JSON.stringify(value)
        const changed = before === null || Object.entries(fields).some(isNews)
        expect(heard).toBe(changed ? 1 : 0)
        if (!changed) expect(after).toBe(before)
        expect(after).toEqual({ ...before, ...fields })
      }
    }),
  )
})

describe('a sweep', () => {
  test('forgets what nobody needs, and keeps what is needed, watched or being written', () => {
    const entities = createEntities()
    for (const id of ['e1', 'e2', 'e3', 'e4']) told(entities, id, { name: id })
    entities.watch(['thing/e2'], () => {})
    entities.patch('thing/e3', { change: { name: 'new' } })
    entities.sweep(['thing/e1'])
    expect(['e1', 'e2', 'e3', 'e4'].map((id) => entities.seen(`thing/${id}`)?.['name'])).toEqual(['e1', 'e2', 'new', undefined])
  })

  test('keeps a row that is needed under either of its names, and forgets both with it', () => {
    const entities = createEntities()
    const seq = entities.patch('thing/new-1', { change: { name: 'a' }, creates: true, lists: { things: true } })
    entities.named('thing/new-1', 'e1')
    entities.acknowledge('thing/new-1', { seqs: [seq], answered: { unique_id: 'e1' } })
    entities.sweep(['thing/e1'])
    expect(entities.seen('thing/e1')).toEqual({ name: 'a', unique_id: 'e1' })
    entities.sweep([])
    expect([entities.seen('thing/e1'), entities.rowKey('thing', 'e1'), entities.idOf('new-1')]).toEqual([null, 'thing/e1', undefined])
    expect([...entities.touched('thing')]).toEqual([])
  })

  test('is asked for when there are many more records than were needed', () => {
    let asked = 0
    const entities = createEntities(() => void (asked += 1))
    for (let at = 0; at < 5_000; at += 1) told(entities, `e${at}`, { name: 'a' })
    expect(asked).toBe(1)
    entities.sweep([])
    for (let at = 0; at < 5_000; at += 1) told(entities, `f${at}`, { name: 'a' })
    expect(asked).toBe(2)
  })
})

test('two reads that were under way together and differ are settled by a third, once for the same difference', () => {
  const entities = createEntities()
  const both = (): boolean[] => {
    const [one, two] = [entities.begin(), entities.begin()]
    return [told(entities, 'e1', { name: 'short' }, one), told(entities, 'e1', { name: 'short and long' }, two)]
  }
  told(entities, 'e1', { name: 'short' })
  expect(both()).toEqual([false, true])
  expect([both(), both()].flat()).toEqual([false, false, false, false])
})
