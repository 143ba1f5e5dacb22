import { call, createClient } from '@blockstate/core'
import { listEntities } from '@blockstate/core/jarvis'
import { QueryClient, QueryObserver, notifyManager } from '@tanstack/query-core'
import { hall, page } from './hall.ts'
import type { Hall } from './hall.ts'
import { report } from './line.ts'
import { ratio, rounds } from './rounds.ts'
import type { Candidate } from './rounds.ts'

const ROWS = 10_000
/** Every hundredth row differs from one reading to the next. */
const CHANGED = 100

notifyManager.setScheduler((run) => run())

let reading = 0
const halls = (): Hall[] => Array.from({ length: ROWS }, (_, at) => hall(at, at % (ROWS / CHANGED) === 0 ? reading : 0))
/** The next answer, printed before the clock runs. */
const next = (): string => {
  reading += 1
  return page(halls(), { totalPages: 1, totalRecords: ROWS })
}

const told = { ours: new Set<number>(), peer: new Set<number>() }

function bare(): Candidate {
  return (clock) => {
    const text = next()
    return clock('bare', 1, () => JSON.parse(text))
  }
}

/** The same answer, as far as the text of its body: what both of us begin with. */
function body(): Candidate {
  return (clock) => {
    const text = next()
    return clock('body', 1, () => new Response(text).text())
  }
}

async function ours(): Promise<Candidate> {
  let text = next()
  const fetch = async (): Promise<Response> => new Response(text)
  const client = createClient({ appId: 'bench', baseUrl: 'http://bench.test', storage: null, requestsPerMinute: 1e9, fetch })
  await call(client, listEntities, {})
  for (let at = 0; at < ROWS; at += 1) {
    const key = `entity/h${at}`
    client.entities.watch([key], () => client.entities.seen(key) && told.ours.add(at))
  }
  return async (clock) => {
    text = next()
    told.ours.clear()
    await clock('ours', 1, () => call(client, listEntities, {}))
  }
}

async function peer(): Promise<Candidate> {
  let text = next()
  const client = new QueryClient({ defaultOptions: { queries: { gcTime: Infinity } } })
  const queryFn = async (): Promise<Hall[]> => {
    // `page` printed it.
    const { data } = (await new Response(text).json()) as { data: { attributes: Hall }[] }
    return data.map(({ attributes }) => attributes)
  }
  const read = (): Promise<unknown> => client.fetchQuery({ queryKey: ['halls'], queryFn, staleTime: 0 })
  await read()
  for (let at = 0; at < ROWS; at += 1) {
    const select = (halls: readonly Hall[]): Hall | undefined => halls[at]
    const observer = new QueryObserver(client, { queryKey: ['halls'], queryFn, select, staleTime: Infinity, notifyOnChangeProps: ['data'] })
    observer.subscribe(() => told.peer.add(at))
  }
  return async (clock) => {
    text = next()
    told.peer.clear()
    await clock('peer', 1, read)
  }
}

const samples = await rounds(15, { bare: bare(), body: body(), ours: await ours(), peer: await peer() })
const beyond = (name: string): number => ratio(samples, name, 'bare') - ratio(samples, 'body', 'bare') - 1
report([
  {
    what: `notified of ${CHANGED} changed rows in ${ROWS.toLocaleString('en-US')}`,
    unit: 'watchers',
    ours: told.ours.size,
    peer: told.peer.size,
    promise: { of: 'ours', is: 'exactly', value: CHANGED },
  },
  {
    what: 're-read them, from parsed to notified',
    unit: 'JSON.parse of the same bytes',
    ours: beyond('ours'),
    peer: beyond('peer'),
    promise: { of: 'ours', is: 'at most', value: 1 },
  },
  {
    what: 're-read them, from answered to notified',
    unit: 'JSON.parse of the same bytes',
    ours: ratio(samples, 'ours', 'bare'),
    peer: ratio(samples, 'peer', 'bare'),
  },
])
