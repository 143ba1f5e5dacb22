import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dependants, due } from './queue.ts'
import type { Queued } from './queue.ts'

const write = (id: string, lane: string, rest: Partial<Queued> = {}): Queued => ({
  id,
  lane,
  status: 'waiting',
  held: false,
  backlog: false,
  needs: [],
  makes: null,
  joins: null,
  ...rest,
})
const idsOf = (writes: readonly Queued[]): string => writes.map(({ id }) => id).join(' ')
const edit = (id: string, lane: string, rest: Partial<Queued> = {}): Queued => write(id, lane, { joins: `PUT ${lane}`, ...rest })
const sending = { status: 'sending' } as const

describe('what goes out next', () => {
  test.each<[string, Queued[], string]>([
    ['nothing, where nothing waits', [], ''],
    ['the first that waits', [write('a', 'x'), write('b', 'y')], 'a'],
    ['nothing of a lane in which one is on its way', [write('a', 'x', sending), write('b', 'x')], ''],
    ['what waits in another lane', [write('a', 'x', sending), write('b', 'x'), write('c', 'y')], 'c'],
    ['nothing that was refused, and what is behind it', [write('a', 'x', { status: 'failed' }), write('b', 'x')], 'b'],
    ['edits of a lane that wait together, as one', [edit('a', 'x'), edit('b', 'y'), edit('c', 'x'), edit('d', 'x')], 'a c d'],
    ['edits up to the first of another kind', [edit('a', 'x'), edit('b', 'x'), write('c', 'x'), edit('d', 'x')], 'a b'],
    ['not what is kept back, nor what is behind it', [edit('a', 'x', { held: true }), edit('b', 'x'), edit('c', 'y')], 'c'],
    ['edits up to one that is kept back', [edit('a', 'x'), edit('b', 'x', { held: true }), edit('c', 'x')], 'a'],
    ['not what waits for the name of its row', [edit('a', 'x', { needs: ['new-1'] }), edit('b', 'y')], 'b'],
    ['what waited for the network, one after the other', [write('a', 'x', { backlog: true }), write('b', 'y', { backlog: true })], 'a'],
    ['nothing else of it meanwhile', [write('a', 'x', { ...sending, backlog: true }), write('b', 'y', { backlog: true })], ''],
    ['what is new beside it', [write('a', 'x', { ...sending, backlog: true }), write('b', 'y', { backlog: true }), write('c', 'z')], 'c'],
    [
      'in order, also where the first is kept back',
      [write('a', 'x', { backlog: true, held: true }), write('b', 'y', { backlog: true })],
      '',
    ],
    [
      'in order, also where the first waits for one of its lane that went before the network did',
      [write('a', 'x', sending), write('b', 'x', { backlog: true }), write('c', 'y', { backlog: true }), write('d', 'z')],
      'd',
    ],
  ])('is %s', (_, queue, expected) => {
    expect(idsOf(due(queue, (id) => id === 'new-1'))).toBe(expected)
  })
})

test('what depends on a creation is its edits, what was created below it, and what depends on that', () => {
  const made = write('a', 'x', { makes: 'new-1' })
  const queue = [
    made,
    edit('b', 'x', { needs: ['new-1'] }),
    write('c', 'y', { makes: 'new-2', needs: ['new-1'] }),
    edit('d', 'y', { needs: ['new-2'] }),
    edit('e', 'z'),
    edit('f', 'x', { needs: ['new-1'], status: 'failed' }),
  ]
  expect(idsOf(dependants(queue, made))).toBe('b c d')
  expect(dependants(queue, edit('e', 'z'))).toEqual([])
})

test('sent as it says, every write goes out once, those of a lane in order and one request at a time', () => {
  const lanes = fc.constantFrom('x', 'y', 'z')
  const arbitrary = fc.record({ lane: lanes, joins: fc.boolean(), backlog: fc.boolean(), answers: fc.nat({ max: 4 }) })
  fc.assert(
    fc.property(fc.array(arbitrary, { maxLength: 30 }), (plans) => {
      let queue = plans.map(({ lane, joins, backlog }, at) => write(`${at}`, lane, { joins: joins ? lane : null, backlog }))
      const sent: Queued[] = []
      const flying: Queued[][] = []
      while (queue.length > 0) {
        for (let group = due(queue, () => false); group.length > 0; group = due(queue, () => false)) {
          const ids = group.map(({ id }) => id)
          expect(flying.flat().some(({ lane }) => lane === group[0]?.lane)).toBe(false)
          expect(flying.flat().some(({ backlog }) => backlog) && group[0]?.backlog).toBe(false)
          flying.push([...group])
          sent.push(...group)
          queue = queue.map((one) => (ids.includes(one.id) ? { ...one, status: 'sending' } : one))
        }
        const answered = flying.splice((plans[sent.length % plans.length]?.answers ?? 0) % flying.length, 1)[0] ?? []
        queue = queue.filter(({ id }) => !answered.some((one) => one.id === id))
      }
      expect(sent.map(({ id }) => id).sort()).toEqual(plans.map((_, at) => `${at}`).sort())
      for (const lane of ['x', 'y', 'z']) {
        const order = sent.filter((one) => one.lane === lane).map(({ id }) => Number(id))
        expect(order).toEqual(order.toSorted((a, b) => a - b))
      }
    }),
  )
})
