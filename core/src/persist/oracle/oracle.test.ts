import { expect, test } from 'vitest'
import { faultsOf } from './oraclePlay.test.ts'
import type { Step } from './oraclePlay.test.ts'

/** Schedules that once showed what should not be. */
const known: readonly (readonly [string, readonly Step[]])[] = [
  ['every page is read again, also where the last one is shown', [{ does: 'more' }, { does: 'remove', row: 0 }]],
  [
    'a row of the first page follows its write while the next pages are still read',
    [
      { does: 'create' },
      { does: 'work', pick: 0 },
      { does: 'answer', pick: 0 },
      { does: 'work', pick: 0 },
      { does: 'answer', pick: 0 },
      { does: 'edit', row: 0, fields: ['note'] },
    ],
  ],
  [
    'the late answer to a creation does not undo an edit made and acknowledged since',
    [
      { does: 'create' },
      { does: 'work', pick: 0 },
      { does: 'refetch', which: 0 },
      { does: 'work', pick: 0 },
      { does: 'answer', pick: 1 },
      { does: 'edit', row: 0, fields: ['note'] },
      { does: 'work', pick: 1 },
      { does: 'answer', pick: 1 },
      { does: 'answer', pick: 0 },
    ],
  ],
  [
    'the late answer to a creation does not bring back a row removed since',
    [
      { does: 'create' },
      { does: 'work', pick: 0 },
      { does: 'refetch', which: 0 },
      { does: 'work', pick: 0 },
      { does: 'answer', pick: 1 },
      { does: 'remove', row: 0 },
      { does: 'work', pick: 1 },
      { does: 'answer', pick: 1 },
      { does: 'answer', pick: 0 },
    ],
  ],
]

test.each(known)('%s', async (_, schedule) => {
  expect(await faultsOf(schedule)).toEqual([])
})
