import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collection, mutation, op, paged, query, resource, writes } from '../../index.ts'
import { testClient } from '../../testing/index.ts'
import { createJudge } from './oracleJudge.test.ts'
import { oracleServer, PER_PAGE } from './oracleServer.test.ts'
import type { Exchange, Row, Tells } from './oracleServer.test.ts'

const Item = resource('item', { name: 'string', note: 'string' })
const auth = 'none'
const listItems = op('GET shop/items', { about: 'List', query: paged(), returns: [Item], auth })
const getItem = op('GET shop/items/:id', { about: 'Read', returns: Item, auth })
const createItem = op('POST shop/items', { about: 'Create', body: Item, returns: Item, auth })
const updateItem = op('PUT shop/items/:id', { about: 'Change', body: Item, returns: Item, auth })
const deleteItem = op('DELETE shop/items/:id', { about: 'Remove', removes: Item, auth })

/** What may happen. Numbers pick among what is there at that moment. */
export type Step =
  | { readonly does: 'edit'; readonly row: number; readonly fields: readonly ('name' | 'note')[] }
  | { readonly does: 'remove'; readonly row: number }
  | { readonly does: 'create' }
  /** The person takes back a write that was not sent. */
  | { readonly does: 'cancel'; readonly pick: number }
  /** The network goes, or comes back. */
  | { readonly does: 'network'; readonly there: boolean }
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
const steps = fc.oneof(
  fc.record({ does: fc.constant('edit' as const), row: small, fields: fc.subarray(['name', 'note'] as const, { minLength: 1 }) }),
  fc.record({ does: fc.constant('remove' as const), row: small }),
  fc.record({ does: fc.constantFrom('create' as const, 'more' as const, 'leave' as const) }),
  fc.record({ does: fc.constant('create' as const) }),
  fc.record({ does: fc.constant('cancel' as const), pick: small }),
  fc.record({ does: fc.constant('network' as const), there: fc.boolean() }),
  fc.record({ does: fc.constant('refetch' as const), which: fc.nat({ max: 2 }) }),
  fc.record({ does: fc.constant('theirs' as const), what: fc.constantFrom('edit', 'insert', 'remove'), row: small }),
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('work' as const),
      pick: small,
      refuses: fc.nat({ max: 3 }).map((chance) => chance === 0),
      tells: fc.constantFrom('nothing', 'written', 'all'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('answer' as const), pick: small }) },
  fc.record({ does: fc.constant('lose' as const), pick: small }),
)

/**
 * Plays a schedule through a client and finds fault with what it shows; empty where there is none.
 *
 * @example
 * expect(await faultsOf([{ does: 'create' }])).toEqual([])
 */
export async function faultsOf(schedule: readonly Step[]): Promise<readonly string[]> {
  const server = oracleServer()
  for (let place = 0; place < 5; place += 1) server.insert(place, {})
  const judge = createJudge(server)
  const faults: string[] = []
  const { client, advance, setOnline } = testClient(server, { attempts: 1, timeout: 3_600_000, requestsPerMinute: 1_000_000 })
  const $all = collection(client, listItems, { per_page: PER_PAGE })
  const ones = ['r1', 'r2'].map((id) => ({ id, $one: query(client, getItem, { id }) }))
  const [$create, $update, $delete] = [mutation(client, createItem), mutation(client, updateItem), mutation(client, deleteItem)]
  const $writes = writes(client)
  const reads = [$all, ...ones.map(({ $one }) => $one)]
  let values = 0

  const watch = (): (() => void)[] => [
    $all.subscribe(judge.list),
    ...ones.map(({ id, $one }) => $one.subscribe(({ data }) => judge.one(id, data))),
  ]
  let watching = watch()
  const end = (exchange: Exchange | undefined, lost = false): void => {
    if (!exchange) return
    judge.ended(exchange)
    exchange.end(lost)
  }
  const open = (): Exchange[] => server.exchanges.filter(({ done, signal }) => !done && !signal.aborted)
  const at = <T>(list: readonly T[], pick: number): T | undefined => list[pick % list.length]
  /** The rows somebody at the screen can name. */
  const known = (): string[] => [...new Set([...$all.value.items.map(({ unique_id }) => unique_id), 'r1', 'r2'])]
  const mine = new Map<string, Parameters<typeof judge.taken>[0]>()
  /** What the judge knows of the write that was just made. */
  const keep = (known: Parameters<typeof judge.taken>[0]): void => {
    const { id } = $writes.value.writes.at(-1) ?? {}
    if (id && !mine.has(id)) mine.set(id, known)
  }
  const write = (id: string, change: Partial<Row> | 'removed'): void => {
    // What was not sent yet is not sent at all where its row is removed.
    const unsent = $writes.value.writes.find(
      ({ key, operation, status }) => key === `item/${id}` && operation === createItem && status === 'waiting',
    )
    const making = change === 'removed' && unsent && mine.get(unsent.id)
    if (making) judge.taken(making)
    const known = judge.wrote(id, change)
    const sent = change === 'removed' ? $delete.mutate({ id }) : $update.mutate({ id, ...change })
    sent.then(
      () => judge.settled(id, known, true),
      () => judge.settled(id, known, false),
    )
    keep(known)
  }
  const reach = async (): Promise<void> => {
    for (let task = 0; task < 3; task += 1) await new Promise<void>((go) => setImmediate(go))
    judge.landed()
  }
  const settle = async (): Promise<void> => {
    for (await reach(); open().length > 0; await reach()) {
      for (const exchange of open()) {
        if (exchange.at === 0) exchange.work()
        end(exchange)
      }
    }
  }
  const play = async (step: Step): Promise<void> => {
    const { does } = step
    if (does === 'edit')
      write(at(known(), step.row) ?? '', Object.fromEntries(step.fields.map((field) => [field, `mine ${(values += 1)}`])))
    if (does === 'remove') write(at(known(), step.row) ?? '', 'removed')
    if (does === 'create') {
      const fields = { name: `mine ${(values += 1)}`, note: '' }
      const made = judge.creating(fields)
      $create.mutate(fields).then(
        (row) => judge.created(made, row),
        () => judge.created(made, null),
      )
      keep(made)
    }
    if (does === 'cancel') {
      const unsent = $writes.value.writes.filter(({ status }) => status === 'waiting')
      const write = at(unsent, step.pick)
      const known = write && mine.get(write.id)
      if (known) judge.taken(known)
      if (write) $writes.cancel(write.id)
    }
    if (does === 'network') setOnline(step.there)
    if (does === 'refetch') void reads[step.which]?.refetch()
    if (does === 'more') void $all.loadMore()
    if (does === 'leave') {
      for (const off of watching) off()
      await advance(1_500)
      watching = watch()
    }
    if (does === 'theirs') {
      const id = at(server.rows, step.row)?.unique_id
      if (step.what === 'insert') server.insert(step.row % (server.rows.length + 1), {})
      else if (id && step.what === 'remove') server.remove(id)
      else if (id) server.edit(id, { [step.row % 2 ? 'name' : 'note']: `theirs ${(values += 1)}` })
    }
    const unworked = server.exchanges.filter((exchange) => exchange.at === 0)
    if (does === 'work') at(unworked, step.pick)?.work(step.refuses, step.tells)
    const worked = open().filter((exchange) => exchange.at > 0)
    if (does === 'answer') end(at(worked, step.pick))
    if (does === 'lose') end(at(open(), step.pick), true)
  }
  const compare = (when: string): void => {
    const { items, page, totalCount, hasMore } = $all.value
    const shown = { items, totalCount, hasMore, ones: ones.map(({ $one }) => $one.value.error?.code ?? $one.value.data) }
    const so = {
      items: server.rows.slice(0, page * PER_PAGE),
      totalCount: server.rows.length,
      hasMore: page * PER_PAGE < server.rows.length,
      ones: ones.map(({ id }) => server.rows.find(({ unique_id }) => unique_id === id) ?? 'not_found'),
    }
    if (JSON.stringify(shown) !== JSON.stringify(so)) faults.push(`${when}: ${JSON.stringify(shown)} for ${JSON.stringify(so)}`)
  }

  await settle()
  void $all.loadMore()
  await settle()
  for (const step of schedule) {
    await play(step)
    await reach()
    judge.list($all.value)
    for (const { id, $one } of ones) judge.one(id, $one.value.data)
  }
  setOnline(true)
  await settle()
  // Nobody else was there and nothing was lost: then every write has brought its own news.
  if (!schedule.some(({ does }) => does === 'theirs' || does === 'lose')) compare('with nobody else')
  for (const read of reads) void read.refetch()
  await settle()
  compare('at rest')
  for (const off of watching) off()
  client.dispose()
  return [...judge.faults, ...faults]
}

/** More where it is asked for: `ORACLE_RUNS=20000 vitest run oracle`. */
const RUNS = Number(process.env['ORACLE_RUNS'] ?? 20_000)

/** One of the four parts that all schedules are played in, beside one another. */
export function quarter(): void {
  test(
    `whatever happens in whichever order, nothing is shown that should not be (${RUNS / 4} schedules)`,
    async () => {
      const schedules = fc.array(steps, { minLength: 1, maxLength: 40, size: 'max' })
      await fc.assert(
        fc.asyncProperty(schedules, async (schedule) => {
          expect(await faultsOf(schedule)).toEqual([])
        }),
        { numRuns: RUNS / 4 },
      )
    },
    RUNS * 200,
  )
}

test('where nothing happens, the oracle finds no fault', async () => {
  expect(await faultsOf([])).toEqual([])
})
