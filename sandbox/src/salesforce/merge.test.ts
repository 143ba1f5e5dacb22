import fc from 'fast-check'
import { expect, test } from 'vitest'
import { merge } from './merge.ts'
import type { Direction } from './merge.ts'

const phone = (direction: Direction): { local_field: string; salesforce_field: string; direction: Direction }[] => [
  { local_field: 'phone', salesforce_field: 'Phone', direction },
]

test.each([
  ['what changed here goes there', 'both', '2', '1', '1', { push: { Phone: '2' } }],
  ['what changed there comes here', 'both', '1', '2', '1', { pull: { phone: '2' } }],
  ['what was emptied there is emptied here', 'both', '1', null, '1', { pull: { phone: null } }],
  ['the same change on both sides is none', 'both', '2', '2', '1', {}],
  ['two changes of one field are a conflict', 'both', '2', '3', '1', { conflicts: ['phone'] }],
  ['pushing decides a conflict', 'push', '2', '3', '1', { push: { Phone: '2' } }],
  ['pulling decides it the other way', 'pull', '2', '3', '1', { pull: { phone: '3' } }],
  ['who meets for the first time fills gaps', 'both', null, '3', undefined, { pull: { phone: '3' } }],
  ['and does not guess who is right', 'both', '2', '3', undefined, { conflicts: ['phone'] }],
] as const)('%s', (_, asked, here, there, before, expected) => {
  const base = before === undefined ? undefined : { phone: before }
  expect(merge(phone('both'), asked, { phone: here }, { Phone: there }, base)).toEqual({ push: {}, pull: {}, conflicts: [], ...expected })
})

test('a field that goes one way never goes the other', () => {
  expect(merge(phone('push'), 'pull', { phone: '1' }, { Phone: '2' }, undefined)).toEqual({ push: {}, pull: {}, conflicts: [] })
  expect(merge(phone('pull'), 'push', { phone: '1' }, { Phone: '2' }, undefined)).toEqual({ push: {}, pull: {}, conflicts: [] })
  expect(merge(phone('push'), 'both', { phone: '1' }, { Phone: '2' }, { phone: '1' }).push).toEqual({ Phone: '1' })
})

test('an empty text and a missing value are the same on both sides', () => {
  expect(merge(phone('both'), 'both', { phone: '' }, {}, undefined)).toEqual({ push: {}, pull: {}, conflicts: [] })
})

test('after a merge without conflicts both sides agree, and merging again changes nothing', () => {
  const value = fc.option(fc.constantFrom('a', 'b', 'c'))
  const row = fc.record({ one: value, two: value })
  const lines = [
    { local_field: 'one', salesforce_field: 'One', direction: 'both' },
    { local_field: 'two', salesforce_field: 'Two', direction: 'both' },
  ] as const
  fc.assert(
    fc.property(row, row, fc.option(row, { nil: undefined }), fc.constantFrom('push', 'pull', 'both'), (here, there, base, direction) => {
      const remote = { One: there.one, Two: there.two }
      const { push, pull, conflicts } = merge(lines, direction, here, remote, base)
      if (conflicts.length > 0) return void expect(direction).toBe('both')
      const [ours, theirs] = [
        { ...here, ...pull },
        { ...remote, ...push },
      ]
      expect([ours.one, ours.two]).toEqual([theirs.One, theirs.Two])
      expect(merge(lines, 'both', ours, theirs, { one: ours.one, two: ours.two })).toEqual({ push: {}, pull: {}, conflicts: [] })
    }),
  )
})
