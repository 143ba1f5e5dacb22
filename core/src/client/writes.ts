import { atom } from 'nanostores'
import type { ReadableAtom } from 'nanostores'
import { isResource } from '../declare/index.ts'
import type { Operation } from '../declare/index.ts'
import { dependants, due } from '../model/queue.ts'
import type { Queued } from '../model/queue.ts'
import type { Patch } from '../model/record.ts'
import { fillPath } from '../wire/address.ts'
import { BlockstateError, abortedBy } from '../wire/error.ts'
import { isWritable, namedIn } from '../wire/request.ts'
import type { Fields } from '../wire/request.ts'
import { perform } from './call.ts'
import type { Client } from './createClient.ts'
import { recordKey } from './entities.ts'
import { madeHere } from './madeHere.ts'
import { toError } from './send.ts'
import { targetOf } from './target.ts'

/** A write that is not through: not sent yet, on its way, or refused. */
export interface Write extends Queued {
  readonly operation: Operation
  /** As it was asked for. Ids made up here stand in it until it is sent. */
  readonly input: Fields
  /** The row it concerns; `null` where it concerns none that a client could know beforehand. */
  readonly key: string | null
  /** Milliseconds since 1970. */
  readonly at: number
  readonly error?: BlockstateError
}

/** What the queue shows. */
export interface Queue {
  /** The oldest first. */
  readonly writes: readonly Write[]
}

/** Every write of a client. */
export interface Writes {
  readonly $queue: ReadableAtom<Queue> & { readonly value: Queue }
  /** Calls `run` after the writes of a row changed. Returns the undo. */
  watch(key: string, run: () => void): () => void
  /** Shows what the write will change, and sends it when its turn comes. Settles as the server answers. */
  add(operation: Operation, input: Fields, options?: WriteOptions): Promise<unknown>
  /** Takes back writes that were not sent, and what depends on them. False where it is too late. */
  cancel(id: string): boolean
  /** Tries a refused write once more. */
  retry(id: string): Promise<unknown>
  /** Forgets a refused write. */
  discard(id: string): void
}

export interface WriteOptions {
  /** Names it; made here unless given. */
  readonly id?: string
  /** Milliseconds it is kept back, for an undo. */
  readonly hold?: number
  /** It waited through a restart. */
  readonly backlog?: boolean
}

interface Settlers {
  /** What it shows in the table. */
  readonly seqs: readonly number[]
  resolve(value: unknown): void
  reject(error: BlockstateError): void
}

/** Refused writes that are remembered for a retry; the oldest are forgotten. */
const REMEMBERED = 100

/**
 * The client's writes; made when the first is asked for, so that an app without any carries none of this.
 *
 * @example
 * const { $queue } = writesOf(client)
 */
export function writesOf(client: Client): Writes {
  // The key says what the map holds there.
  const writes = (client.stores.get('writes') as Writes | undefined) ?? createWrites(client)
  client.stores.set('writes', writes)
  return writes
}

function createWrites(client: Client): Writes {
  const { entities, platform, keeper, mint } = client
  const $queue = atom<Queue>({ writes: [] })
  const settlers = new Map<string, Settlers>()
  const watchers = new Map<string, Set<() => void>>()
  let session: AbortSignal | undefined
  const pending = (id: string): boolean => entities.idOf(id) === null
  const find = (id: string, status: Write['status']): Write | undefined =>
    $queue.value.writes.find((write) => write.id === id && write.status === status)
  const set = (next: readonly Write[]): void => {
    const before = $queue.value.writes
    $queue.set({ writes: next })
    const changed = [...before.filter((write) => !next.includes(write)), ...next.filter((write) => !before.includes(write))]
    for (const key of new Set(changed.map((write) => write.key))) if (key) for (const run of watchers.get(key) ?? []) run()
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
      for (const { id, key } of some.toReversed()) {
        const { seqs = [], reject } = settlers.get(id) ?? {}
        settlers.delete(id)
        for (const seq of seqs) if (key) entities.reject(key, seq)
        reject?.(error)
      }
    })
  const fail = (group: readonly Write[], error: BlockstateError): void => {
    const lost = group.flatMap((write) => dependants($queue.value.writes, write))
    const orphaned = new BlockstateError('aborted', 'Not sent: the record it belongs to could not be created. Create it again first.', {
      cause: error,
    })
    change(group, { status: 'failed', error })
    change(lost, { status: 'failed', error: orphaned })
    drop($queue.value.writes.filter(({ status }) => status === 'failed').slice(0, -REMEMBERED))
    entities.batch(() => {
      undo(lost, orphaned)
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
      const shown = key ? { shown: { key, seqs: own.flatMap(({ seqs }) => seqs) } } : {}
      const { value } = await perform(client, operation, input, { ...shown, signal, idempotencyKey: id })
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
    if (!platform.online()) return
    for (let group = due($queue.value.writes, pending); group.length > 0; group = due($queue.value.writes, pending)) void send(group)
  }
  client.signal.addEventListener('abort', platform.onReconnect(pump))

  /** What still waits when another signs in must not go out in their name. */
  const follow = (): void => {
    const signal = keeper.signal()
    if (signal === session) return
    session = signal
    signal.addEventListener('abort', () => {
      const left = $queue.value.writes.filter(({ status }) => status !== 'sending')
      drop(left)
      undo(left, abortedBy(signal))
    })
  }
  const add: Writes['add'] = (operation, input, { id = mint(), hold = 0, backlog = !platform.online() } = {}) => {
    follow()
    const { key, change: shown, rule, list, ...plan } = planOf(client, operation, input, id)
    const unsent = shown === 'removed' && $queue.value.writes.find((one) => one.makes && one.key === key && one.status === 'waiting')
    // What the server never heard of need not be removed there.
    if (unsent) return Promise.resolve(void take(unsent.id))
    const seqs = key && shown ? [entities.patch(key, { change: shown, creates: plan.makes !== null, rule }, list)] : []
    const needs = madeHere(entities, input)
    const write: Write = { ...plan, id, operation, input, key, needs, backlog, at: platform.now(), status: 'waiting', held: hold > 0 }
    const settled = new Promise<unknown>((resolve, reject) => settlers.set(id, { seqs, resolve, reject }))
    set([...$queue.value.writes.filter((other) => other.id !== id), write])
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
    watch: (key, run) => {
      watchers.set(key, (watchers.get(key) ?? new Set()).add(run))
      return () => {
        if (watchers.get(key)?.delete(run) && watchers.get(key)?.size === 0) watchers.delete(key)
      }
    },
    add,
    cancel: take,
    retry: async (id) => {
      const write = find(id, 'failed')
      if (!write) throw new BlockstateError('invalid_input', `There is no refused write ${id} to try again.`)
      // What it belongs to is still not there.
      if (write.error && write.needs.some((need) => entities.idOf(need) === undefined)) throw write.error
      return add(write.operation, write.input, { id })
    },
    discard: (id) => {
      const write = find(id, 'failed')
      if (write) drop([write])
    },
  }
}

function idsOf(writes: readonly Write[]): string[] {
  return writes.map(({ id }) => id)
}

/** Where a write belongs and what it shows at once. */
interface Plan extends Pick<Queued, 'lane' | 'makes' | 'joins'> {
  readonly key: string | null
  /** `null` where only the server can tell. */
  readonly change: Patch['change'] | null
  readonly rule?: Patch['rule']
  readonly list?: string
}

function planOf({ entities }: Client, operation: Operation, input: Fields, id: string): Plan {
  const { declared, method, path } = operation
  const { body, returns, removes, patches } = declared
  const alone = { key: null, change: null, lane: id, makes: null, joins: null }
  const target = targetOf(operation, input)
  if (!target) {
    if (declared.optimistic === false) return alone
    if (method !== 'POST' || !isResource(body) || !isResource(returns) || body.type !== returns.type) return alone
    const made = `new-${id}`
    const key = recordKey(body.type, made)
    const change = { ...written(body.fields, input), unique_id: made, [body.id]: made }
    return { ...alone, key, lane: key, makes: made, change, list: fillPath(operation, input) }
  }
  const key = entities.rowOf(target)
  const at = { ...alone, key, lane: key }
  if (declared.optimistic === false) return at
  if (removes) return { ...at, change: 'removed' }
  if (patches) {
    const rule = (seen: Fields): Fields => patches.change(seen, input)
    const seen = entities.seen(key)
    return { ...at, change: seen && rule(seen), rule }
  }
  if ((method !== 'PUT' && method !== 'PATCH') || !isResource(body)) return at
  const named = Object.fromEntries(Object.entries(input).filter(([name]) => namedIn(path, name)))
  const joins = declared.ifMatch ? null : fillPath(operation, named)
  return { ...at, change: written(body.fields, input), joins: joins && `${operation.route} ${joins}` }
}

/** What an input says of fields that a caller may write. */
function written(fields: Fields, input: Fields): Fields {
  return Object.fromEntries(
    Object.entries(input).filter(([name, value]) => value !== undefined && Object.hasOwn(fields, name) && isWritable(fields[name])),
  )
}
