import { atom } from 'nanostores'
import type { ReadableAtom } from 'nanostores'
import type { Operation } from '../declare/index.ts'
import { dependants, due } from '../model/queue.ts'
import { BlockstateError, abortedBy } from '../wire/error.ts'
import type { Fields } from '../wire/request.ts'
import { perform } from './call.ts'
import type { Client } from './createClient.ts'
import type { Mark } from './learn.ts'
import { madeHere } from './madeHere.ts'
import { oneFor } from './oneFor.ts'
import { orphaned, orphanedBy } from './orphaned.ts'
import { planWrite } from './planWrite.ts'
import type { WritePlan } from './planWrite.ts'
import { toError } from './send.ts'
import { createWatchers } from './watchers.ts'
import type { Write, WriteFacts } from './write.ts'

export type { Write } from './write.ts'

/** What the queue shows. */
export interface Queue {
  /** The oldest first. */
  readonly writes: readonly Write[]
}

/** Every write of a client. */
export interface Writes {
  readonly $queue: ReadableAtom<Queue> & { readonly value: Queue }
  /** Calls `run` after the writes of any of these rows changed. Returns the undo. */
  watch(keys: readonly string[], run: () => void): () => void
  /** Shows what the write will change, and sends it when its turn comes. Settles as the server answers. */
  add(operation: Operation, input: Fields, options?: WriteOptions): Promise<unknown>
  /** Takes back writes that were not sent, and what depends on them. False where it is too late. */
  cancel(id: string): boolean
  /** Tries a refused write once more. */
  retry(id: string): Promise<unknown>
  /** Forgets a refused write. */
  discard(id: string): void
  /** A write that waits, with what it will change in sight; it is not in the queue yet. */
  enter(plan: WritePlan, facts: WriteFacts, settle: Settle): Write
  /** Shows what a write changes once more, on top of what came in between. */
  show(write: Write): void
  /** Takes in what `revive` makes of a restart, in order and before whatever was asked for since. */
  restore(revive: (since: readonly Write[]) => readonly Write[]): void
  /**
   * From now on nothing is sent before `ready`, and then not before what `note` made of it has settled. Neither may reject. Returns the
   * undo.
   */
  noteFirst(note: (group: readonly Write[]) => Promise<void>, ready: Promise<void>): () => void
}

export interface WriteOptions {
  /** Names it; made here unless given. */
  readonly id?: string
  /** Milliseconds it is kept back, for an undo. */
  readonly hold?: number
  /** Hears of every other try, and what comes of it. */
  readonly retried?: ((settled: Promise<unknown>) => void) | undefined
}

/** How whoever waits for a write hears of its end. */
export interface Settle {
  resolve(value: unknown): void
  reject(error: BlockstateError): void
}

interface Settlers extends Settle {
  /** What it shows in the table. */
  readonly marks: readonly Mark[]
}

const idsOf = (writes: readonly Write[]): string[] => writes.map(({ id }) => id)

/** Refused writes that are remembered for a retry; the oldest are forgotten. */
const REMEMBERED = 100

/**
 * The client's writes; made when the first is asked for, so that an app without any carries none of this.
 *
 * @example
 * const { $queue } = writesOf(client)
 */
export function writesOf(client: Client): Writes {
  return oneFor(client, 'writes', () => createWrites(client))
}

function createWrites(client: Client): Writes {
  const { entities, platform, keeper, mint } = client
  const $queue = atom<Queue>({ writes: [] })
  const settlers = new Map<string, Settlers>()
  const { watch, owe, batch } = createWatchers()
  let session: AbortSignal | undefined
  let note: ((group: readonly Write[]) => Promise<void>) | undefined
  let held: Promise<void> | undefined
  const pending = (id: string): boolean => entities.idOf(id) === null
  const find = (id: string, status: Write['status']): Write | undefined =>
    $queue.value.writes.find((write) => write.id === id && write.status === status)
  const set = (next: readonly Write[]): void => {
    const before = $queue.value.writes
    $queue.set({ writes: next })
    batch(() => {
      for (const write of [...before, ...next]) if (write.key && before.includes(write) !== next.includes(write)) owe(write.key)
    })
  }
  const change = (some: readonly Write[], to: Partial<Write>): void => {
    const ids = idsOf(some)
    set($queue.value.writes.map((write) => (ids.includes(write.id) ? { ...write, ...to } : write)))
  }
  const drop = (some: readonly Write[]): void => {
    const ids = idsOf(some)
    set($queue.value.writes.filter(({ id }) => !ids.includes(id)))
  }
  /** They were never true: nothing of them is shown any more, and whoever waits for them hears. */
  const undo = (some: readonly Write[], error: BlockstateError): void =>
    entities.batch(() => {
      // The last first: what a later one followed from is still there when it is worked out anew.
      for (const { id } of some.toReversed()) {
        const { marks = [], reject } = settlers.get(id) ?? {}
        settlers.delete(id)
        for (const { key, seq } of marks) entities.reject(key, seq)
        reject?.(error)
      }
    })
  const fail = (group: readonly Write[], error: BlockstateError): void => {
    const lost = group.flatMap((write) => dependants($queue.value.writes, write))
    const consequence = orphaned(error)
    change(group, { status: 'failed', error })
    change(lost, { status: 'failed', error: consequence })
    drop($queue.value.writes.filter(({ status }) => status === 'failed').slice(0, -REMEMBERED))
    entities.batch(() => {
      undo(lost, consequence)
      undo(group, error)
    })
  }
  const send = async (group: readonly Write[]): Promise<void> => {
    const { operation, key, makes, id } = group[0] as Write // a group is never empty
    const own = group.flatMap((write) => settlers.get(write.id) ?? [])
    const input = group.reduce<Fields>((all, one) => ({ ...all, ...one.input }), {})
    const signal = session
    change(group, { status: 'sending' })
    if (key && makes) entities.sent(key)
    try {
      if (note) await note(group)
      const shown = { key, marks: own.flatMap(({ marks }) => marks) }
      const { value } = await perform(client, operation, input, { shown, signal, idempotencyKey: id })
      drop(group)
      for (const write of group) settlers.delete(write.id)
      for (const { resolve } of own) resolve(value)
    } catch (reason) {
      const error = toError(reason, operation.route)
      // Of a session that is over nothing is left to show or to try again.
      if (signal?.aborted) drop(group)
      if (signal?.aborted) undo(group, error)
      else fail(group, error)
    }
    pump()
  }
  const pump = (): void => {
    if (!platform.online() || held) return
    for (let group = due($queue.value.writes, pending); group.length > 0; group = due($queue.value.writes, pending)) void send(group)
  }
  client.signal.addEventListener('abort', platform.onReconnect(pump))

  /** When another signs in, nothing of the one before is shown any more, and what still waits does not go out in their name. */
  const follow = (): void => {
    const signal = keeper.signal()
    if (signal === session) return
    session = signal
    signal.addEventListener('abort', () => {
      const left = $queue.value.writes
      drop(left)
      undo(left, abortedBy(signal))
    })
  }
  const enter: Writes['enter'] = ({ shows, ...plan }, facts, settle) => {
    settlers.set(facts.id, { ...settle, marks: shows.map(({ key, ...patch }) => ({ key, seq: entities.patch(key, patch) })) })
    return { ...plan, ...facts, status: 'waiting' }
  }
  const add: Writes['add'] = (operation, input, { id = mint(), hold = 0, retried } = {}) => {
    follow()
    const plan = planWrite(entities, operation, input, id)
    const creation = (one: Write): boolean => one.makes !== null && one.key === plan.key && one.status === 'waiting'
    const unsent = plan.shows[0]?.change === 'removed' && $queue.value.writes.find(creation)
    const others = (): Write[] => $queue.value.writes.filter((other) => other.id !== id)
    // What the server never heard of need not be removed there.
    if (unsent) {
      take(unsent.id)
      return Promise.resolve(set(others()))
    }
    const needs = madeHere(entities, input)
    const facts = { id, operation, input, needs, backlog: !platform.online(), at: platform.now(), held: hold > 0, retried }
    const lost = orphanedBy($queue.value.writes, input)
    if (lost.length > 0) {
      const error = orphaned()
      set([...others(), { ...plan, ...facts, needs: lost, status: 'failed', error }])
      return Promise.reject(error)
    }
    let write!: Write
    const settled = new Promise<unknown>((resolve, reject) => {
      write = enter(plan, facts, { resolve, reject })
    })
    set([...others(), write])
    if (hold > 0)
      platform.after(hold, () => {
        change([write], { held: false })
        pump()
      })
    pump()
    return settled
  }
  const take = (id: string): boolean => {
    const write = find(id, 'waiting')
    if (!write) return false
    const taken = [write, ...dependants($queue.value.writes, write)]
    drop(taken)
    undo(taken, new BlockstateError('aborted', `${write.operation.route}: taken back before it was sent.`))
    pump()
    return true
  }
  return {
    $queue,
    watch,
    add,
    cancel: take,
    retry: async (id) => {
      const write = find(id, 'failed')
      if (!write) throw new BlockstateError('invalid_input', `There is no refused write ${id} to try again.`)
      // What it belongs to is still not there.
      if (write.error && write.needs.some((need) => entities.idOf(need) === undefined)) throw write.error
      const settled = add(write.operation, write.input, { id, retried: write.retried })
      write.retried?.(settled)
      return settled
    },
    discard: (id) => {
      const write = find(id, 'failed')
      if (write) drop([write])
    },
    enter,
    show: (write) => {
      const settle = settlers.get(write.id)
      if (!settle) return
      for (const { key, seq } of settle.marks) entities.reject(key, seq)
      enter(planWrite(entities, write.operation, write.input, write.id), write, settle)
    },
    restore: (revive) => {
      follow()
      const since = $queue.value.writes
      entities.batch(() => set([...revive(since), ...since]))
      pump()
    },
    noteFirst: (run, ready) => {
      const go = (): void => {
        if (held !== ready) return
        held = undefined
        pump()
      }
      note = run
      held = ready
      void ready.then(go)
      return () => {
        if (note === run) note = undefined
        go()
      }
    },
  }
}
