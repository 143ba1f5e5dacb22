import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Tells } from './oracleServer.test.ts'

/** What may happen. Numbers pick among what is there at that moment. */
export type Step =
  | { readonly does: 'edit'; readonly row: number; readonly fields: readonly ('name' | 'note')[] }
  | { readonly does: 'remove'; readonly row: number }
  | { readonly does: 'create' }
  /** The person takes back a write that was not sent. */
  | { readonly does: 'cancel'; readonly pick: number }
  /** The person has a refused write sent again, from the list of all or where it was made, or wants no more of it. */
  | { readonly does: 'retry'; readonly pick: number; readonly where: 'writes' | 'mutation' }
  | { readonly does: 'discard'; readonly pick: number }
  /** The network goes, with what is under way or without, or comes back. */
  | { readonly does: 'network'; readonly there: boolean; readonly breaks?: boolean }
  /** The page is loaded anew, after it could store what it shows or all of a sudden, from a disk that is quick or takes its time. */
  | { readonly does: 'reload'; readonly hides: boolean; readonly slow?: boolean }
  /** A slow disk has read what was asked for. */
  | { readonly does: 'disk' }
  /** Of the list, or of one of the two records. */
  | { readonly does: 'refetch'; readonly which: number }
  | { readonly does: 'more' }
  /** Nobody watches for a second and a half. */
  | { readonly does: 'leave' }
  /** Somebody else, on the server. */
  | { readonly does: 'theirs'; readonly what: 'edit' | 'insert' | 'remove'; readonly row: number }
  /** The server does what a request asks, also where the connection is gone by now. */
  | { readonly does: 'work'; readonly pick: number; readonly refuses?: boolean; readonly tells?: Tells }
  /** An answer arrives. */
  | { readonly does: 'answer'; readonly pick: number }
  /** A connection breaks, before the work or after it. */
  | { readonly does: 'lose'; readonly pick: number }

const small = fc.nat({ max: 7 })
const one = <const T extends string>(does: T): fc.Arbitrary<T> => fc.constant(does)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: one('edit'), row: small, fields: fc.subarray(['name', 'note'] as const, { minLength: 1 }) }),
  fc.record({ does: one('remove'), row: small }),
  fc.record({ does: one('create') }),
  fc.record({ does: fc.constantFrom('create', 'more', 'leave', 'disk') }),
  fc.record({ does: one('cancel'), pick: small }),
  fc.record({ does: one('retry'), pick: small, where: fc.constantFrom('writes', 'mutation') }),
  fc.record({ does: fc.constantFrom('discard', 'lose'), pick: small }),
  fc.record({ does: one('lose'), pick: small }),
  fc.record({ does: one('network'), there: fc.boolean(), breaks: fc.boolean() }),
  fc.record({ does: one('reload'), hides: fc.boolean(), slow: fc.boolean() }),
  fc.record({ does: one('refetch'), which: fc.nat({ max: 2 }) }),
  fc.record({ does: one('theirs'), what: fc.constantFrom('edit', 'insert', 'remove'), row: small }),
  {
    weight: 5,
    arbitrary: fc.record({
      does: one('work'),
      pick: small,
      refuses: fc.nat({ max: 3 }).map((chance) => chance === 0),
      tells: fc.constantFrom('nothing', 'written', 'all'),
    }),
  },
  { weight: 5, arbitrary: fc.record({ does: one('answer'), pick: small }) },
)

/** One to forty things that happen, in any order. */
export const schedules: fc.Arbitrary<readonly Step[]> = fc.array(step, { minLength: 1, maxLength: 40, size: 'max' })

test('a thousand schedules have every kind of step in them', () => {
  const played = new Set(fc.sample(schedules, { numRuns: 1_000, seed: 1 }).flatMap((steps) => steps.map(({ does }) => does)))
  expect([...played].toSorted()).toEqual(
    'answer cancel create discard disk edit leave lose more network refetch reload remove retry theirs work'.split(' '),
  )
})
