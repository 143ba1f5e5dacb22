import { createClient } from '@blockstate/core'
import { QueryClient, QueryObserver, notifyManager } from '@tanstack/query-core'
import { atom } from 'nanostores'
import { hall } from './hall.ts'
import type { Hall } from './hall.ts'
import { report } from './line.ts'
import { ratio, rounds } from './rounds.ts'
import type { Candidate } from './rounds.ts'

/** Updates a sample. */
const MANY = 200
const SIZES = [1_000, 10_000, 100_000]
/** TanStack Query takes seconds to set up and most of a second for an update with 100,000. */
const PEER_SIZES = [1_000, 10_000]

notifyManager.setScheduler((run) => run())
let version = 0
let heard = 0
const hear = (): void => void (heard += 1)

interface Update {
  readonly at: number
  readonly row: Hall
}

/** As many updates of different rows, made before the clock runs. */
function updates(size: number, many: number): Update[] {
  return Array.from({ length: many }, () => {
    const at = Math.floor(Math.random() * size)
    return { at, row: hall(at, (version += 1)) }
  })
}

/** Each update is heard by one: the one who watches that row. */
async function exactly(many: number, work: () => Promise<void>): Promise<void> {
  heard = 0
  await work()
  if (heard !== many) throw new Error(`${many} updates were heard ${heard} times.`)
}

function alone(): Candidate {
  const $row = atom(hall(0, 0))
  $row.listen(hear)
  return (clock) => {
    const all = updates(1, MANY)
    return exactly(MANY, () => clock('alone', MANY, () => all.forEach(({ row }) => $row.set(row))))
  }
}

function bare(size: number): Candidate {
  const $rows = Array.from({ length: size }, (_, at) => atom(hall(at, 0)))
  $rows.forEach(($row) => $row.listen(hear))
  return (clock) => {
    const all = updates(size, MANY)
    return exactly(MANY, () => clock(`bare ${size}`, MANY, () => all.forEach(({ at, row }) => $rows[at]?.set(row))))
  }
}

function ours(size: number): Candidate {
  const { entities } = createClient({ appId: 'bench', storage: null })
  for (let at = 0; at < size; at += 1) {
    entities.tell({ type: 'entity', id: `h${at}`, fields: { ...hall(at, 0) } }, 0)
    entities.watch([`entity/h${at}`], () => {
      if (entities.seen(`entity/h${at}`)) hear()
    })
  }
  return (clock) => {
    const all = updates(size, MANY).map(({ row }) => ({ type: 'entity', id: row.unique_id, fields: { ...row } }))
    return exactly(MANY, () => clock(`ours ${size}`, MANY, () => all.forEach((record) => entities.tell(record, entities.begin()))))
  }
}

/** One list, an observer a row that selects it: what the documentation shows, with the row found by its place and not by searching. */
function peer(size: number): Candidate {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, gcTime: Infinity } } })
  client.setQueryData<Hall[]>(
    ['halls'],
    Array.from({ length: size }, (_, at) => hall(at, 0)),
  )
  for (let at = 0; at < size; at += 1) {
    const select = (halls: readonly Hall[]): Hall | undefined => halls[at]
    new QueryObserver(client, { queryKey: ['halls'], select, notifyOnChangeProps: ['data'] }).subscribe(hear)
  }
  return (clock) => {
    const all = updates(size, 1)
    const update = ({ at, row }: Update): unknown =>
      client.setQueryData<Hall[]>(['halls'], (halls) => halls?.map((one, place) => (place === at ? row : one)))
    return exactly(1, () => clock(`peer ${size}`, 1, () => all.forEach(update)))
  }
}

const samples = await rounds(20, {
  alone: alone(),
  ...Object.fromEntries(
    SIZES.flatMap((size) => [
      [`bare ${size}`, bare(size)],
      [`ours ${size}`, ours(size)],
    ]),
  ),
  ...Object.fromEntries(PEER_SIZES.map((size) => [`peer ${size}`, peer(size)])),
})
report([
  ...SIZES.map((size) => ({
    what: `update 1 of ${size.toLocaleString('en-US')} watched rows`,
    unit: 'sets of one of as many bare atoms',
    ours: ratio(samples, `ours ${size}`, `bare ${size}`),
    peer: PEER_SIZES.includes(size) ? ratio(samples, `peer ${size}`, `bare ${size}`) : null,
    ...(size === 10_000 && { promise: { of: 'ours', is: 'at most', value: 4 } as const }),
  })),
  {
    what: 'update 1 of 10,000 watched rows',
    unit: 'sets of one bare atom alone, hot in the cache',
    ours: ratio(samples, 'ours 10000', 'alone'),
    peer: ratio(samples, 'peer 10000', 'alone'),
  },
  {
    what: 'growth from 1,000 to 100,000 rows',
    unit: 'times; the peer from 1,000 to 10,000',
    ours: ratio(samples, 'ours 100000', 'ours 1000'),
    peer: ratio(samples, 'peer 10000', 'peer 1000'),
    promise: { of: 'ours', is: 'at most', value: 4 },
  },
])
