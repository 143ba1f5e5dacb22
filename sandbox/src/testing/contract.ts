import { exportName, isResource, operationsOf, pathNames } from '@blockstate/core/describe'
import type { Operation } from '@blockstate/core/describe'
import { afterAll, expect, test } from 'vitest'
import type { SandboxOptions } from '../createSandbox.ts'
import type { Block } from '../server/block.ts'
import { inputOf } from './inputOf.ts'
import type { GivenInput, RightInputs } from './inputOf.ts'
import type { RealClient } from './realClient.ts'
import { servedWorld } from './servedWorld.ts'
import type { ServedWorld } from './servedWorld.ts'

/** What the contract's tests must know of a block. Operations go by their export names; a misspelt one is refused. */
export interface Contract<Piece> extends RightInputs<Piece> {
  readonly block: Block
  /** What the sandbox is opened with; it serves the block itself unless `blocks` says more. */
  readonly options?: SandboxOptions
  /** Makes one record of each kind, all connected, through the API. Called anew for each operation's right call, which may change it. */
  readonly piece: (world: ServedWorld, operation: string) => Promise<Piece>
  /** Statuses of right calls that are not 201 for a POST that answers a record, 204 where nothing is answered, and 200. */
  readonly statuses?: Readonly<Record<string, number>>
  /** Who makes the right call; a client of the world's user where nothing is answered. */
  readonly as?: (world: ServedWorld, piece: Piece, operation: string) => Promise<RealClient | undefined>
}

/** No record has this id. */
const nobody = '00000000-0000-4000-8000-000000000000'

/**
 * Holds every operation of a block to its declaration, with the library's own client against the sandbox over HTTP. One test each for:
 * it is served; a right call answers as declared; a field nobody declared is refused with 422 and a pointer; each path parameter that
 * names nothing is answered 404; without a token 401; a paged list is sorted and filtered by any field it tells.
 *
 * Call it at the top of the block's `everyOperation.test.ts`.
 *
 * @example
 * await contract({ block: crmBlock, piece: onePiece, inputs: { createContact: () => ({ first_name: 'Ada' }) } })
 */
export async function contract<Piece extends object>(parts: Contract<Piece>): Promise<void> {
  const { block, inputs = {}, invented = {}, statuses = {} } = parts
  const world = await servedWorld(block.name, { blocks: [block], ...parts.options })
  afterAll(world.close)
  /** For calls that are refused, which change nothing. */
  const untouched = await parts.piece(world, '')
  const known = await world.clientOf()
  const operations = [...operationsOf(block.operations)].map(([skill, operation]) => [exportName(skill), operation] as const)

  const refusal = async (client: RealClient, operation: Operation, input: GivenInput): Promise<object> =>
    client.ask(operation, input).then(
      () => ({ code: 'none: it was answered' }),
      (error: object) => error,
    )

  test('every declared operation is served, and the tables of this contract name no other', () => {
    const served = new Set(block.handlers.map(({ operation }) => operation))
    expect(operations.filter(([, operation]) => !served.has(operation)).map(([name]) => name)).toEqual([])
    const names = new Set(operations.map(([name]) => name))
    const named = [inputs, invented, statuses].flatMap((table) => Object.keys(table))
    expect(named.filter((name) => !names.has(name))).toEqual([])
  })

  test.each(operations)('%s answers as it is declared', async (name, operation) => {
    const piece = await parts.piece(world, name)
    const client = (await parts.as?.(world, piece, name)) ?? known
    const reported = world.world.reported.length
    const before = client.statuses.length
    const answer = await client.ask(operation, inputOf(parts, name, operation, piece)).catch((error: unknown) => error)
    await world.world.sandbox.settled()
    expect(world.world.reported.slice(reported)).toEqual([])
    // The answer stands beside the status so that a refusal says why.
    expect([client.statuses.slice(before), answer]).toEqual([[statuses[name] ?? usualStatus(operation)], answer])
    expect(answer).not.toBeInstanceOf(Error)
    if (operation.declared.streams !== undefined) expect(typesOf(answer)).toEqual(['token', 'done'])
  })

  const written = operations.filter(([, { declared }]) => declared.body !== undefined)
  test.each(written)('%s refuses a field nobody declared', async (name, operation) => {
    const input = { ...inputOf(parts, name, operation, untouched), weather: 'fine' }
    expect(await refusal(known, withWeather(operation), input)).toMatchObject({
      code: 'invalid',
      status: 422,
      errors: [{ code: 'validation_error', source: expect.stringMatching(/^\/(\w+\/)?weather$/) }],
    })
  })

  const addressed = operations.flatMap(([name, operation]) =>
    pathNames(operation.path)
      .filter((parameter) => !Object.hasOwn(invented[name] ?? {}, parameter))
      .map((parameter) => [name, parameter, operation] as const),
  )
  test.each(addressed)('%s answers 404 for a :%s that is not there', async (name, parameter, operation) => {
    const input = { ...inputOf(parts, name, operation, untouched), [parameter]: nobody }
    expect(await refusal(known, heard(operation), input)).toMatchObject({
      code: 'not_found',
      status: 404,
      errors: [{ code: 'not_found', title: expect.stringMatching(/^[A-Z].* Not Found$/) }],
    })
  })

  const guarded = operations.filter(([, { declared }]) => declared.auth !== 'none')
  test.each(guarded)('%s asks who is there', async (name, operation) => {
    const stranger = await world.stranger()
    const answer = await refusal(stranger, operation, inputOf(parts, name, operation, untouched))
    expect(stranger.statuses).toEqual([401])
    // Signing out is done here, whatever the server says.
    if (operation.declared.session !== 'ends') expect(answer).toMatchObject({ status: 401 })
  })

  const paged = operations.filter(([, { declared }]) => declared.query !== undefined && 'page' in declared.query)
  test.each(paged)('%s is sorted by any field it tells, and filtered by any it can be', async (name, operation) => {
    const { returns } = operation.declared
    const row: unknown = Array.isArray(returns) ? returns[0] : undefined
    const fields = isResource(row) ? Object.keys(row.fields) : []
    expect(fields.length).toBeGreaterThan(1)
    for (const field of ['unique_id', 'created_at', 'updated_at', ...fields]) {
      await known.ask(operation, { ...inputOf(parts, name, operation, untouched), sort: `-${field}` })
      const asked = await refusal(known, operation, { ...inputOf(parts, name, operation, untouched), filter: { [field]: 'null' } })
      // Opaque fields are refused by name; none is a mistake of the sandbox's own.
      expect([200, 422], JSON.stringify(asked)).toContain(known.statuses.at(-1))
    }
  })
}

function usualStatus({ method, declared: { returns, streams } }: Operation): number {
  if (returns === undefined && streams === undefined) return 204
  return method === 'POST' && isResource(returns) ? 201 : 200
}

/** The operation as an app declares it that knows one field more than the API. */
function withWeather(operation: Operation): Operation {
  const { declared } = operation
  const body = isResource(declared.body)
    ? { ...declared.body, fields: { ...declared.body.fields, weather: 'string' } }
    : { ...declared.body, weather: 'string' }
  return { ...operation, declared: { ...declared, body } }
}

/** To the client a removal of what is gone already is done; asked without that rule, it tells what the server said. */
function heard({ declared: { removes: _, ...declared }, ...operation }: Operation): Operation {
  return { ...operation, declared }
}

/** The types of a stream's events, repetitions told once. */
function typesOf(events: unknown): unknown[] {
  const types = Array.isArray(events) ? events.map((event: unknown) => Object(event).type as unknown) : []
  return [...new Set(types)]
}
