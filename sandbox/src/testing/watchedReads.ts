import { collection, query } from '@blockstate/core'
import type { Client } from '@blockstate/core'
import type { Operation } from '@blockstate/core/describe'
import { turn, until } from '@blockstate/core/testing'
import type { GivenInput } from './inputOf.ts'

/** A record as a read shows it. */
type Row = Readonly<Record<string, unknown>>

/** What a read shows: its rows, and everything it shows as text. */
interface Shown {
  readonly text: string
  readonly rows: readonly Row[]
}

/** One read and what it asks. */
export interface Asked {
  readonly name: string
  readonly operation: Operation
  readonly input: GivenInput
}

/** What all reads show at one moment, by their names. */
export type Sight = ReadonlyMap<string, Shown>

/** Reads that somebody watches. */
export interface WatchedReads {
  /** What they show now. */
  sight(): Sight
  /** Those that were read again since this was asked the last time. */
  readAgain(): string[]
  /** Resolves when none is being read. */
  settled(): Promise<void>
  /** Reads one of them again. */
  refetch(name: string): Promise<void>
  stop(): void
}

/**
 * Watches reads, each as its own store: a `collection` where it comes in pages, else a `query`. Resolves when all show an answer.
 *
 * @example
 * const reads = await watchReads(client, [{ name: 'getPost', operation: getPost, input: { unique_id } }])
 * reads.sight()
 */
export async function watchReads(client: Client, asked: readonly Asked[]): Promise<WatchedReads> {
  const again = new Set<string>()
  const stores = asked.map(({ name, operation, input }) => {
    const { page: _, ...rest } = input
    const paged = operation.declared.query !== undefined && 'page' in operation.declared.query
    const store = paged ? collection(client, operation, rest) : query(client, operation, input)
    const stop = store.subscribe(({ fetching }) => {
      if (fetching) again.add(name)
    })
    return { name, store, stop }
  })
  const settled = async (): Promise<void> => {
    // A read that ends may begin another.
    for (let rounds = 0; rounds < 2; rounds += 1) {
      await turn()
      await until(() => stores.every(({ store }) => !store.get().fetching))
    }
  }
  await settled()
  again.clear()
  return {
    sight: () => new Map(stores.map(({ name, store }) => [name, shownBy(store.get())])),
    readAgain: () => {
      const names = [...again].sort()
      again.clear()
      return names
    },
    settled,
    refetch: async (name) => stores.find((one) => one.name === name)?.store.refetch(),
    stop: () => stores.forEach(({ stop }) => stop()),
  }
}

/**
 * The reads that show something else in `after` than in `before`.
 *
 * @example
 * changedIn(before, reads.sight()) // ['getPost', 'listPosts']
 */
export function changedIn(before: Sight, after: Sight): string[] {
  return [...after]
    .filter(([name, { text }]) => before.get(name)?.text !== text)
    .map(([name]) => name)
    .sort()
}

/**
 * Fields that were shown before the answer and turned out to be something else, as `listPosts likes_count: 3, not 4`. Rows that came or
 * went are not asked.
 *
 * @example
 * guessedWrong(before, atOnce, after) // []
 */
export function guessedWrong(before: Sight, atOnce: Sight, after: Sight): string[] {
  return [...atOnce].flatMap(([name, { rows }]) =>
    rows.flatMap((row) => {
      const [was, is] = [rowOf(before.get(name), row), rowOf(after.get(name), row)]
      if (!was || !is) return []
      const wrong = Object.keys(row).filter((field) => !same(row[field], was[field]) && !same(row[field], is[field]))
      return wrong.map((field) => `${name} ${field}: ${JSON.stringify(is[field])}, not ${JSON.stringify(row[field])}`)
    }),
  )
}

function rowOf(shown: Shown | undefined, { unique_id }: Row): Row | undefined {
  return shown?.rows.find((row) => row['unique_id'] === unique_id)
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

interface AnyState {
  readonly status: string
  readonly data?: unknown
  readonly items?: readonly unknown[]
  readonly error?: { readonly code: string } | undefined
}

function shownBy({ status, data, items, error }: AnyState): Shown {
  const shown = items ?? data
  const held: unknown = typeof shown === 'object' && shown !== null && 'items' in shown ? shown.items : shown
  const rows = (Array.isArray(held) ? held : [held]).filter(
    (row): row is Row => typeof row === 'object' && row !== null && 'unique_id' in row,
  )
  return { text: JSON.stringify([status, error?.code, shown]), rows }
}
