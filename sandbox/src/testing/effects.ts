import { mutation, stream } from '@blockstate/core'
import type { Client } from '@blockstate/core'
import { exportName, operationsOf, pathNames } from '@blockstate/core/describe'
import type { Operation } from '@blockstate/core/describe'
import { turn, until } from '@blockstate/core/testing'
import { afterAll, expect, test } from 'vitest'
import { inputOf } from './inputOf.ts'
import type { GivenInput } from './inputOf.ts'
import type { Contract } from './contract.ts'
import type { RealClient } from './realClient.ts'
import { heldWorld } from './heldWorld.ts'
import { changedIn, guessedWrong, watchReads } from './watchedReads.ts'
import type { Asked, WatchedReads } from './watchedReads.ts'

/** How often one read is asked after one write, at most. */
const TRIES = 3

/** What an operation does to the reads of its block: nothing, as it only reads, or what is shown at once, and what is read again. */
export type Effect =
  | 'reads'
  | {
      /** Reads that show something else before the server has answered; none unless said. */
      readonly atOnce?: readonly string[]
      /** Reads that are asked again when it has; none unless said. */
      readonly again?: readonly string[]
    }

/** Reads with an input of their own, watched besides: `{ 'won deals': [listDeals, () => ({ stage: 'won' })] }`. */
export type FurtherReads<Piece> = Readonly<Record<string, readonly [Operation, (piece: Piece) => object]>>

/**
 * Holds every operation of a block to what it must do to the stores. All reads of the block that one piece addresses are watched. Then,
 * with the library's own client against the sandbox, a write is performed twice: refused, after which everything is shown as before, and
 * let through. While the server has not answered, what the row calls `atOnce` and nothing else shows something else, and no field of it
 * turns out to be wrong; afterwards what it calls `again` and nothing else is read again.
 *
 * Call it at the top of the block's `effects.test.ts`, with one row for each operation.
 *
 * @param parts how each operation is asked rightly: the block's contract
 *
 * @example
 * await effects(contentContract, { likePost: { atOnce: ['getPost', 'listPosts'], again: ['getPost', 'listPosts'] }, listPosts: 'reads' })
 */
export async function effects<Piece extends object>(
  parts: Contract<Piece>,
  table: Readonly<Record<string, Effect>>,
  further: FurtherReads<Piece> = {},
): Promise<void> {
  const { block } = parts
  const world = await heldWorld(block.name, { blocks: [block], ...parts.options })
  afterAll(world.close)
  const operations = [...operationsOf(block.operations)].map(([skill, operation]) => [exportName(skill), operation] as const)
  const reading = operations.filter(([, { method }]) => method === 'GET')
  const askedOf = (piece: Piece): Asked[] => [
    ...reading.map(([name, operation]) => ({ name, operation, input: unfiltered(operation, inputOf(parts, name, operation, piece)) })),
    ...Object.entries(further).map(([name, [operation, input]]) => ({ name, operation, input: { ...input(piece) } })),
  ]
  const watched = async (name: string, run: (real: RealClient, reads: WatchedReads, piece: Piece) => Promise<void>): Promise<void> => {
    const piece = await parts.piece(world, name)
    const real = (await parts.as?.(world, piece, name)) ?? (await world.clientOf())
    const { client } = real
    const reads = await watchReads(client, askedOf(piece))
    try {
      await run(real, reads, piece)
    } finally {
      reads.stop()
      client.dispose()
    }
  }

  test('there is a row for every operation, and for no other', () => {
    expect(Object.keys(table).sort()).toEqual(operations.map(([name]) => name).sort())
  })

  test('every read shows an answer, and reading one again refetches no other', async () => {
    const alone: string[] = []
    await watched('', async (_, reads) => {
      for (const [name] of reading) {
        if (!answered(reads, name)) alone.push(name)
        await reads.refetch(name)
        await reads.settled()
        expect(reads.readAgain()).toEqual([name])
      }
    })
    // What is there in a piece of their own only.
    for (const name of alone) await watched(name, async (_, reads) => expect([name, answered(reads, name)]).toEqual([name, true]))
  })

  const writing = operations.filter(([, { method }]) => method !== 'GET')
  test.each(writing)('%s shows at once what is certain, and makes stale what it changes', async (name, operation) => {
    const row = table[name] ?? {}
    const { atOnce = [], again = [] } = row === 'reads' ? {} : row
    await watched(name, async ({ client, statuses }, reads, piece) => {
      const input = inputOf(parts, name, operation, piece)
      const before = reads.sight()

      // Signing out is done here, whatever the server says.
      if (operation.declared.session !== 'ends') {
        const refused = world.hold()
        const refusal = perform(client, operation, input).catch((error: unknown) => error)
        await until(refused.sent)
        refused.release('status=422')
        expect(await refusal).toMatchObject({ status: 422 })
        await reads.settled()
        expect(changedIn(before, reads.sight())).toEqual([])
        expect(reads.readAgain()).toEqual([])
      }

      const held = world.hold()
      const written = perform(client, operation, input)
      await until(held.sent)
      await turn()
      const shown = reads.sight()
      const early = reads.readAgain()
      const sent = statuses.length
      held.release()
      await written
      await reads.settled()
      await world.world.sandbox.settled()
      const after = reads.sight()
      const found = { atOnce: changedIn(before, shown), early, again: reads.readAgain(), wrong: guessedWrong(before, shown, after) }
      expect(found).toEqual({ atOnce: [...atOnce].sort(), early: [], again: [...again].sort(), wrong: [] })
      // Two reads that tell one record differently are each asked again to say who is right: once, not for ever.
      expect(statuses.length - sent).toBeLessThanOrEqual(1 + TRIES * found.again.length)
    })
  })
}

function answered(reads: WatchedReads, name: string): boolean {
  return reads.sight().get(name)?.text.startsWith('["success"') === true
}

/** What a read must be told, and no filter besides: what a write makes belongs to it. As much as comes in one page. */
function unfiltered({ path, declared: { query = {} } }: Operation, input: GivenInput): GivenInput {
  const needed = ([name]: readonly [string, unknown]): boolean =>
    pathNames(path).includes(name) || !String(query[name] ?? '?').includes('?')
  return { ...Object.fromEntries(Object.entries(input).filter(needed)), ...('page' in query && { per_page: 100 }) }
}

/** Streams are no writes of the queue; everything else is. */
async function perform(client: Client, operation: Operation, input: GivenInput): Promise<unknown> {
  if (operation.declared.streams !== undefined) return stream(client, operation, input, () => {})
  return mutation(client, operation).mutate(input)
}
