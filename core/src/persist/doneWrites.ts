import type { Client } from '../client/createClient.ts'
import { planWrite } from '../client/planWrite.ts'
import type { WritePlan } from '../client/planWrite.ts'
import type { Write } from '../client/writes.ts'
import type { Operation } from '../declare/index.ts'
import { lastAcknowledged } from '../model/lastAcknowledged.ts'
import { isObject } from '../wire/json.ts'
import type { Fields } from '../wire/request.ts'
import { doneKey } from './place.ts'
import type { Entry, Shelf } from './shelf.ts'

/** What is stored of a write that the server has acknowledged and that kept reads may not know of. */
interface DoneWrite extends Pick<Write, 'id'> {
  readonly status: 'done'
  readonly name: string
  readonly input: Fields
  /** What it left in its record, with what its answer told besides. */
  readonly told: Fields
  /** Milliseconds since 1970 when it was acknowledged. */
  readonly done: number
  /** The server's name for what it created. */
  readonly made?: string | undefined
}

/** One user's acknowledged writes on the shelf. */
export interface DoneWrites {
  /** A write was acknowledged. */
  keep(write: Pick<DoneWrite, 'id' | 'name' | 'input'>): void
  /**
   * Takes in what an earlier visit stored of them, and shows it. For before any kept read is shown: they know better than reads that are
   * older. Returns the entries of other kinds.
   */
  load(entries: readonly Entry[]): Entry[]
  /** Every kept read was read after this time: what was acknowledged before is in it. */
  prune(before: number): void
  /** Where they stand. */
  places(): readonly string[]
}

/** Acknowledged writes that are remembered; the oldest are forgotten. */
const REMEMBERED = 100

/**
 * Keeps what the server has acknowledged for as long as a kept read may be older: a page that is opened again before it could read again,
 * without a network too, still shows what was written.
 *
 * @param user what the user's keys begin with
 * @param named the operation of this name; `undefined` where there is none
 *
 * @example
 * const done = keepDoneWrites(client, shelf, place.user, (name) => operations.get(name))
 */
export function keepDoneWrites(
  { entities, platform }: Client,
  shelf: Shelf,
  user: string,
  named: (name: string) => Operation | undefined,
): DoneWrites {
  const kept = new Map<string, number>()
  const forget = (place: string): void => {
    kept.delete(place)
    shelf.remove(place)
  }
  const own = (place: string, at: number): void => {
    kept.set(place, at)
    for (const oldest of [...kept.keys()].slice(0, -REMEMBERED)) forget(oldest)
  }
  const planOf = ({ id, name, input }: DoneWrite): WritePlan | null => {
    const operation = named(name)
    return operation ? planWrite(entities, operation, input, id) : null
  }
  /** Does this visit know nothing of its record yet? */
  const isNews = (write: DoneWrite): boolean => {
    const { key, makes } = planOf(write) ?? {}
    return Boolean(key) && !entities.base(makes && write.made ? (key?.replace(makes, write.made) ?? '') : (key ?? ''))
  }
  const show = (write: DoneWrite): void => {
    const { made, done, told } = write
    const { key: own, makes, shows = [] } = planOf(write) ?? {}
    const [first] = shows
    // What it did to other records, kept reads of those do not tell either; but it may be in them.
    if (!first || first.key !== own || first.rule) return
    const { key, ...patch } = first
    const seqs = [entities.patch(key, patch)]
    // Of the same millisecond it was the later one: reads are told at the time they began (tellSaved.ts).
    const ids = patch.change === 'removed' || !made ? [] : Object.entries(patch.change).filter(([, value]) => value === makes)
    if (made) entities.named(key, made)
    entities.acknowledge(key, {
      seqs,
      answered: { ...told, ...Object.fromEntries(ids.map(([field]) => [field, made])) },
      at: (done + 0.5) / 1e15,
    })
  }
  return {
    keep: ({ id, name, input }) => {
      const operation = named(name)
      // What follows from what was there cannot be told from what it led to.
      if (!operation || operation.declared.patches || operation.declared.optimistic === false) return
      const { key } = planWrite(entities, operation, input, id)
      const told = key ? lastAcknowledged(entities.record(key)) : {}
      const write: DoneWrite = {
        status: 'done',
        id,
        name,
        input,
        told,
        done: platform.now(),
        made: entities.idOf(`new-${id}`) ?? undefined,
      }
      const place = doneKey(user, id)
      shelf.put(place, JSON.stringify(write))
      own(place, write.done)
    },
    load: (entries) => {
      const found = entries.map(([place, value]) => ({ place, write: readDoneWrite(value) }))
      const writes = found.flatMap(({ write }) => write ?? []).toSorted((a, b) => a.done - b.done)
      for (const { place, write } of found) if (write) own(place, write.done)
      entities.batch(() => writes.filter(isNews).forEach(show))
      return entries.filter((_, at) => !found[at]?.write)
    },
    prune: (before) => {
      for (const [place, done] of kept) if (done < before) forget(place)
    },
    places: () => [...kept.keys()],
  }
}

function readDoneWrite(value: unknown): DoneWrite | null {
  if (!isObject(value) || value['status'] !== 'done') return null
  const { id, name, input, told, done, made } = value
  const sound =
    typeof id === 'string' &&
    typeof name === 'string' &&
    isObject(input) &&
    isObject(told) &&
    Number.isFinite(done) &&
    (made === undefined || typeof made === 'string')
  // Every field was looked at.
  return sound ? ({ status: 'done', id, name, input, told, done, made } as DoneWrite) : null
}
