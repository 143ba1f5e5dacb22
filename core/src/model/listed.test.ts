import { expect, test } from 'vitest'
import { listedBy } from './listed.ts'
import type { Lists } from './listed.ts'
import type { Patch } from './record.ts'

const into = (seq: number): Patch => ({ seq, change: {}, lists: { a: true } })
const outOf = (seq: number): Patch => ({ seq, change: {}, lists: { a: false } })
const edit: Patch = { seq: 9, change: { name: 'x' } }
const [inAt, outAt] = [
  { holds: true, at: 3 },
  { holds: false, at: 3 },
]
const [coming, leaving] = [
  { holds: true, at: Infinity },
  { holds: false, at: Infinity },
]

test.each<[string, Lists, Patch[], Patch[], Lists]>([
  ['nothing, where nobody said anything', {}, [], [edit], {}],
  ['a write that waits', {}, [], [into(1)], { a: coming }],
  ['the later of two that wait', {}, [], [into(1), outOf(2)], { a: leaving }],
  ['an acknowledgement with its ticket', { a: coming }, [into(1)], [], { a: { holds: true, at: 7 } }],
  ['nothing, of a write taken back', { a: coming }, [], [], {}],
  ['what was acknowledged before, of a write taken back', { a: { ...leaving, before: inAt } }, [], [edit], { a: inAt }],
  ['a write that waits over what was acknowledged', { a: outAt }, [], [into(1)], { a: { ...coming, before: outAt } }],
  [
    'what the earlier said once it is acknowledged, under the later',
    { a: leaving },
    [into(1)],
    [outOf(2)],
    { a: { ...leaving, before: { holds: true, at: 7 } } },
  ],
  ['what was said of each list', { b: outAt }, [into(1)], [], { a: { holds: true, at: 7 }, b: outAt }],
])('lists are said to hold a record by %s', (_, last, settled, pending, lists) => {
  expect(listedBy(last, settled, pending, 7)).toEqual(lists)
})
