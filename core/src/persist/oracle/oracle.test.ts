import { expect, test } from 'vitest'
import { faultsOf } from './oraclePlay.test.ts'
import type { Step } from './oracleSteps.test.ts'

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
  [
    'a write refused as interrupted and tried again is not joined with another that is under way when the page is loaded anew',
    [
      { does: 'edit', row: 0, fields: ['name'] },
      { does: 'reload', hides: false },
      { does: 'edit', row: 0, fields: ['note'] },
      { does: 'retry', pick: 0, where: 'writes' },
      { does: 'reload', hides: false },
    ],
  ],
  [
    'a refused removal that is tried again where its row is not sent yet leaves the queue with it',
    [
      { does: 'create' },
      { does: 'remove', row: 0 },
      { does: 'network', there: false, breaks: true },
      { does: 'retry', pick: 0, where: 'writes' },
      { does: 'retry', pick: 0, where: 'writes' },
    ],
  ],
  [
    'what is asked for before the disk was read is seen on top of what was left over',
    [
      { does: 'network', there: false },
      { does: 'edit', row: 0, fields: ['name'] },
      { does: 'reload', hides: true, slow: true },
      { does: 'edit', row: 0, fields: ['name'] },
      { does: 'disk' },
    ],
  ],
  [
    'what waited for the network stays in order, also behind one that was sent before it went',
    [
      { does: 'remove', row: 0 },
      { does: 'network', there: false },
      { does: 'remove', row: 0 },
      { does: 'remove', row: 3 },
      { does: 'network', there: true },
    ],
  ],
  [
    'an acknowledged edit is seen on the next page, also where that was opened before it was read again',
    [
      { does: 'edit', row: 0, fields: ['note'] },
      { does: 'work', pick: 0, tells: 'nothing' },
      { does: 'answer', pick: 0 },
      { does: 'reload', hides: true },
    ],
  ],
  [
    'an acknowledged removal is not taken back by the next page',
    [
      { does: 'remove', row: 0 },
      { does: 'work', pick: 0 },
      { does: 'answer', pick: 0 },
      { does: 'reload', hides: true },
    ],
  ],
  [
    'an edit of a row whose creation was refused does not wait in front of the creation that is tried again',
    [
      { does: 'create' },
      { does: 'edit', row: 0, fields: ['note'] },
      { does: 'network', there: false, breaks: true },
      { does: 'retry', pick: 1, where: 'mutation' },
      { does: 'retry', pick: 0, where: 'writes' },
    ],
  ],
  [
    'what the answer to an acknowledged edit told besides is seen on the next page',
    [
      { does: 'edit', row: 0, fields: ['note'] },
      { does: 'edit', row: 6, fields: ['name'] },
      { does: 'reload', hides: true },
      { does: 'edit', row: 6, fields: ['note'] },
      { does: 'work', pick: 4 },
      { does: 'work', pick: 0, refuses: true },
      { does: 'work', pick: 6, tells: 'all' },
      { does: 'answer', pick: 0 },
      { does: 'reload', hides: false },
      { does: 'create' },
    ],
  ],
  [
    'a row that is removed here on a later page makes no page before it doubtful',
    [{ does: 'refetch', which: 0 }, { does: 'create' }, { does: 'create' }, { does: 'create' }, { does: 'remove', row: 2 }],
  ],
  [
    'a refused removal that the form no longer shows stays in the queue, whatever is removed through it next',
    [
      { does: 'remove', row: 0 },
      { does: 'network', there: false },
      { does: 'work', pick: 0, refuses: true },
      { does: 'create' },
      { does: 'remove', row: 0 },
      { does: 'answer', pick: 0 },
      { does: 'remove', row: 0 },
    ],
  ],
  [
    'an edit that says the same as one in front of a removal waits behind the removal, and is sent for itself',
    [
      { does: 'edit', row: 2, fields: ['note'] },
      { does: 'network', there: false, breaks: true },
      { does: 'retry', pick: 0, where: 'writes' },
      { does: 'remove', row: 2 },
      { does: 'retry', pick: 1, where: 'mutation' },
    ],
  ],
  [
    'of answers that come in at once, one shows the row of the next beside what was made up for it, and the next says that they are one',
    [
      { does: 'create' },
      { does: 'create' },
      { does: 'remove', row: 2 },
      { does: 'lose', pick: 0 },
      { does: 'retry', pick: 0, where: 'writes' },
      { does: 'work', pick: 0, refuses: true, tells: 'nothing' },
      { does: 'work', pick: 5, refuses: true, tells: 'nothing' },
      { does: 'answer', pick: 0 },
      { does: 'work', pick: 5, refuses: false, tells: 'nothing' },
      { does: 'create' },
      { does: 'theirs', what: 'edit', row: 0 },
      { does: 'work', pick: 4, refuses: true, tells: 'nothing' },
      { does: 'answer', pick: 0 },
      { does: 'theirs', what: 'edit', row: 0 },
    ],
  ],
]

test.each(known)('%s', async (_, schedule) => {
  expect(await faultsOf(schedule)).toEqual([])
})
