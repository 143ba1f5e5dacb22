import type { Client } from '../client/createClient.ts'
import { addressed } from '../client/madeHere.ts'
import { writesOf } from '../client/writes.ts'
import type { Write } from '../client/writes.ts'
import type { Operation } from '../declare/index.ts'
import { BlockstateError } from '../wire/error.ts'
import { keepDoneWrites } from './doneWrites.ts'
import type { DoneWrites } from './doneWrites.ts'
import { writeKey } from './place.ts'
import { restoreWrites } from './restoreWrites.ts'
import { isStorable, leftWrites, readSavedWrite, saveError } from './savedWrite.ts'
import type { SavedWrite } from './savedWrite.ts'
import type { Entry, Shelf } from './shelf.ts'

/** The operations whose unsent writes may be stored, by name: a block's module, or several in one object. */
export type NamedOperations = Readonly<Record<string, unknown>>

/** One user's unsent writes on the shelf. */
export interface KeptWrites {
  /** Those that were acknowledged, as long as kept reads may not know of them. */
  readonly done: DoneWrites
  /** Stores what the queue holds, and from now on every change of it. */
  follow(): void
  /** Puts what an earlier visit left behind into the queue, in order, and looks after its entries. */
  adopt(entries: readonly Entry[]): void
  /** The queue's writes so far are another user's: they are never stored here. */
  stop(): void
  /** Where the stored ones stand. */
  places(): readonly string[]
}

interface KeptWrite {
  readonly place: string
  readonly write: Write | null
  readonly order: number
  readonly text: string
}

/**
 * Keeps the client's unsent writes on a shelf, each in an entry of its own from before it is sent until it is settled.
 *
 * @param foreign ids of writes that are another user's
 *
 * @example
 * const kept = keepWrites(client, shelf, { user: place.user, tab: client.mint(), operations: { ...jarvis }, foreign: new Set(), failed })
 */
export function keepWrites(
  client: Client,
  shelf: Shelf,
  {
    user,
    tab,
    operations,
    foreign,
    failed,
  }: {
    user: string
    tab: string
    operations: NamedOperations
    foreign: ReadonlySet<string>
    failed: (error: BlockstateError) => void
  },
): KeptWrites {
  const { $queue } = writesOf(client)
  const { entities } = client
  const named = new Map(Object.entries(operations).filter((entry): entry is [string, Operation] => isOperation(entry[1])))
  const names = new Map([...named].map(([name, operation]) => [operation, name]))
  const kept = new Map<string, KeptWrite>()
  const done = keepDoneWrites(client, shelf, user, (name) => named.get(name))
  /** Those that were sent before a restart and go out again: until they have, they count as on their way. */
  const resent = new Set<string>()
  let order = 0
  let off: (() => void) | undefined

  const saved = (write: Write, writes: readonly Write[], at: number): SavedWrite => {
    const { id, input, needs, operation, error } = write
    const status = write.status === 'waiting' && resent.has(id) ? 'sending' : write.status
    const first = writes.find((other) => other.status === 'sending' && other.lane === write.lane)
    return {
      id,
      name: names.get(operation) ?? '',
      input: addressed(entities, input),
      at: write.at,
      order: at,
      // What has its name by now is in the input.
      needs: needs.filter((need) => !entities.idOf(need)),
      status,
      ...(status === 'sending' && { group: first?.id }),
      ...(error && { error: saveError(error) }),
    }
  }
  const keep = (): void => {
    const { writes } = $queue.value
    for (const write of writes) {
      if (foreign.has(write.id) || !names.has(write.operation)) continue
      const before = kept.get(write.id)
      // Of those that name what was made up here, the name may have come.
      if (before?.write === write && write.needs.length === 0) continue
      if (!before && !isStorable(write)) continue
      const again = before?.write?.status === 'failed' && write.status !== 'failed'
      const place = before?.place ?? writeKey(user, tab, write.id)
      const at = before && !again ? before.order : (order += 1)
      const text = JSON.stringify(saved(write, writes, at))
      kept.set(write.id, { place, write, order: at, text })
      if (text !== before?.text) shelf.put(place, text)
    }
    const open = new Set(writes.map(({ id }) => id))
    for (const [id, { place, write }] of kept) {
      if (open.has(id)) continue
      kept.delete(id)
      shelf.remove(place)
      // On its way and then gone: through.
      if (write?.status === 'sending') done.keep(saved(write, writes, 0))
    }
  }

  return {
    done,
    follow: () => {
      keep()
      off ??= $queue.listen(keep)
    },
    adopt: (entries) => {
      const sound: SavedWrite[] = []
      for (const [place, value] of entries) {
        const write = readSavedWrite(value)
        const text = JSON.stringify(value)
        // Twice the same: what is left of a move that was cut short.
        if (!write || kept.has(write.id)) shelf.remove(place)
        else {
          sound.push(write)
          order = Math.max(order, write.order)
          kept.set(write.id, { place, write: null, order: write.order, text })
        }
      }
      const { left, unknown } = leftWrites(sound, (name) => named.get(name))
      for (const { name } of unknown)
        failed(new BlockstateError('storage', `A stored write of '${name}' is dropped: no operation of that name was given.`))
      for (const { id, sent, error } of left) if (sent && !error) resent.add(id)
      restoreWrites(client, left)
      keep()
    },
    stop: () => {
      off?.()
      off = undefined
    },
    places: () => [...[...kept.values()].map(({ place }) => place), ...done.places()],
  }
}

function isOperation(value: unknown): value is Operation {
  return typeof value === 'object' && value !== null && 'route' in value && 'declared' in value && 'method' in value
}
