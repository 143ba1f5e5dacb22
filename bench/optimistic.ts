import { collection, createClient } from '@blockstate/core'
import { listEntities } from '@blockstate/core/jarvis'
import { InfiniteQueryObserver, QueryClient, notifyManager } from '@tanstack/query-core'
import type { InfiniteData } from '@tanstack/query-core'
import { hall, page } from './hall.ts'
import type { Hall } from './hall.ts'
import { report } from './line.ts'
import type { Line, Promised } from './line.ts'
import { ratio, rounds } from './rounds.ts'
import type { Candidate } from './rounds.ts'

const PER_PAGE = 25
const SIZES = [10, 1_000]
/** Edits of ours a sample, each taken back again; the peer's are long enough one by one. */
const MANY = 20

notifyManager.setScheduler((run) => run())
let version = 0
const anyOf = (pages: number): number => Math.floor(Math.random() * pages * PER_PAGE)
const pageOf = (number: number): Hall[] => Array.from({ length: PER_PAGE }, (_, at) => hall((number - 1) * PER_PAGE + at, 0))

/** What a write does before it is sent, and when it is refused: the table's patch and its undoing, with the whole list watched. */
async function ours(pages: number): Promise<Candidate> {
  const client = createClient({
    appId: 'bench',
    baseUrl: 'http://bench.test',
    storage: null,
    requestsPerMinute: 1e9,
    fetch: async (input) => {
      const number = Number(new URL(input instanceof Request ? input.url : input).searchParams.get('page') ?? 1)
      return new Response(page(pageOf(number), { totalPages: pages, totalRecords: pages * PER_PAGE }))
    },
  })
  const $halls = collection(client, listEntities, { per_page: PER_PAGE })
  let shown = 0
  $halls.listen(() => void (shown += 1))
  await $halls.refetch()
  while ($halls.value.hasMore) await $halls.loadMore()
  if ($halls.value.items.length !== pages * PER_PAGE) throw new Error(`${$halls.value.items.length} rows are loaded.`)

  const edit = (at: number): number => client.entities.patch(`entity/h${at}`, { change: { name: `Hall ${(version += 1)}` } })
  return async (clock) => {
    const places = [...new Set(Array.from({ length: MANY }, () => anyOf(pages)))]
    const edits: number[] = []
    shown = 0
    await clock(`ours ${pages} edit`, places.length, () => places.forEach((at) => edits.push(edit(at))))
    const undo = (at: number, index: number): void => client.entities.reject(`entity/h${at}`, edits[index] ?? 0)
    await clock(`ours ${pages} rollback`, places.length, () => places.forEach(undo))
    if (shown !== places.length * 2) throw new Error(`${places.length} edits and rollbacks were shown ${shown} times.`)
  }
}

/** The least that a new list costs: its copy. */
function copy(pages: number): Candidate {
  let halls = Array.from({ length: pages * PER_PAGE }, (_, at) => hall(at, 0))
  return (clock) =>
    clock(`copy ${pages}`, MANY, () => {
      for (let made = 0; made < MANY; made += 1) halls = halls.slice()
    })
}

/** `onMutate` keeps the list and maps over its pages, `onError` puts the kept list back. Cancelling reads is left out: it waits. */
function peer(pages: number): Candidate {
  type Pages = InfiniteData<Hall[], number>
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, gcTime: Infinity } } })
  const queryKey = ['halls']
  const numbers = Array.from({ length: pages }, (_, at) => at + 1)
  client.setQueryData<Pages>(queryKey, { pages: numbers.map(pageOf), pageParams: numbers })
  let shown = 0
  new InfiniteQueryObserver(client, {
    queryKey,
    queryFn: ({ pageParam }: { pageParam: number }) => Promise.resolve(pageOf(pageParam)),
    initialPageParam: 1,
    getNextPageParam: (_last: Hall[], _all: Hall[][], last: number) => (last < pages ? last + 1 : undefined),
    staleTime: Infinity,
  }).subscribe(() => void (shown += 1))

  return async (clock) => {
    const id = `h${anyOf(pages)}`
    const change = { name: `Hall ${(version += 1)}` }
    const edited = (row: Hall): Hall => (row.unique_id === id ? { ...row, ...change } : row)
    let previous: Pages | undefined
    shown = 0
    await clock(`peer ${pages} edit`, 1, () => {
      previous = client.getQueryData<Pages>(queryKey)
      client.setQueryData<Pages>(queryKey, (all) => all && { ...all, pages: all.pages.map((rows) => rows.map(edited)) })
    })
    await clock(`peer ${pages} rollback`, 1, () => client.setQueryData(queryKey, previous))
    if (shown !== 2) throw new Error(`An edit and its rollback were shown ${shown} times.`)
  }
}

const candidates: Record<string, Candidate> = { copy: copy(1_000) }
for (const pages of SIZES) {
  candidates[`ours ${pages}`] = await ours(pages)
  candidates[`peer ${pages}`] = peer(pages)
}
const samples = await rounds(40, candidates)

const line = (pages: number, step: 'edit' | 'rollback', least?: number): Line => ({
  what: `optimistic ${step} with ${pages.toLocaleString('en-US')} pages of ${PER_PAGE}`,
  unit: 'our edits of one row with 10 pages',
  ours: ratio(samples, `ours ${pages} ${step}`, 'ours 10 edit'),
  peer: ratio(samples, `peer ${pages} ${step}`, 'ours 10 edit'),
  ...(least !== undefined && { promise: { of: 'ratio', is: 'at least', value: least } as const }),
})
/** Flat: noise, and memory that no longer fits the cache, are not growth with the pages. */
const flat: Promised = { of: 'ours', is: 'at most', value: 4 }
report([
  line(10, 'edit'),
  line(10, 'rollback'),
  line(1_000, 'edit', 100),
  line(1_000, 'rollback', 5),
  {
    what: 'of the edit with 1,000 pages, the copy of the list',
    unit: 'our edits of one row with 1,000 pages',
    ours: ratio(samples, 'copy 1000', 'ours 1000 edit'),
    peer: null,
  },
  ...(['edit', 'rollback'] as const).map((step) => ({
    what: `growth of the ${step} from 10 pages to 1,000`,
    unit: 'times',
    ours: ratio(samples, `ours 1000 ${step}`, `ours 10 ${step}`),
    peer: ratio(samples, `peer 1000 ${step}`, `peer 10 ${step}`),
    promise: flat,
  })),
])
