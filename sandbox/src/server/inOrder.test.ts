import { turn } from '@blockstate/core/testing'
import { array, assert, asyncProperty, boolean, integer, record } from 'fast-check'
import { expect, test } from 'vitest'
import { inOrder } from './inOrder.ts'

test('pieces run one after the other, however long each takes; one that fails is reported and holds up none', async () => {
  const piece = record({ turns: integer({ min: 0, max: 3 }), fails: boolean() })
  const check = async (pieces: readonly { readonly turns: number; readonly fails: boolean }[]): Promise<void> => {
    const kept: Promise<unknown>[] = []
    const take = inOrder((work) => kept.push(work))
    const log: string[] = []
    pieces.forEach(({ turns, fails }, at) =>
      take(async () => {
        log.push(`${at} begins`)
        for (let count = 0; count < turns; count += 1) await turn()
        log.push(`${at} ends`)
        if (fails) throw new Error(`${at}`)
      }),
    )
    const ends = await Promise.allSettled(kept)
    expect(log).toEqual(pieces.flatMap((_, at) => [`${at} begins`, `${at} ends`]))
    expect(ends.map(({ status }) => status === 'rejected')).toEqual(pieces.map(({ fails }) => fails))
  }
  await assert(asyncProperty(array(piece, { maxLength: 6 }), check), { numRuns: 30 })
})
