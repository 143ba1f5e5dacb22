import { expect, test } from 'vitest'
import { listedBy } from './listed.ts'
import type { Lists } from './listed.ts'
import type { Patch } from './record.ts'

const into: Patch = { seq: 1, change: {}, lists: { a: true } }
const outOf: Patch = { seq: 2, change: {}, lists: { a: false, b: false } }
const edit: Patch = { seq: 3, change: { name: 'x' } }

test.each<[string, Patch[], Lists]>([
  ['nothing, where no patch says anything', [edit], {}],
  ['each list that a patch names', [outOf], { a: { holds: false, at: 7 }, b: { holds: false, at: 7 } }],
  ['the last of several', [outOf, into], { a: { holds: true, at: 7 }, b: { holds: false, at: 7 } }],
])('patches say %s', (_, patches, lists) => {
  expect(listedBy(patches, 7)).toEqual(lists)
})
