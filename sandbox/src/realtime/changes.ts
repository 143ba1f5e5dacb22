import { makesStale } from '@blockstate/core/describe'
import type { Operation } from '@blockstate/core/describe'
import { sessionUser } from '../auth/sessionUser.ts'
import type { Place } from '../database/place.ts'
import { instant } from '../database/rows.ts'
import type { Answer } from '../server/answer.ts'
import type { InProcess } from '../server/inProcess.ts'
import { inOrder } from '../server/inOrder.ts'
import type { RouteEntry } from '../server/routes.ts'
import type { WatchWrite, WriteCall } from '../server/watchWrite.ts'
import { told } from './channelRules.ts'
import type { Subscription } from './channelRules.ts'
import { shownBy } from './changesChannel.ts'
import type { ReadOf, Watched } from './changesChannel.ts'
import { listeners, tell } from './listeners.ts'
import type { OpenSocket } from './openSocket.ts'
import { recordReads } from './recordReads.ts'
import type { RecordAt } from './recordReads.ts'
import { stalePaths } from './stalePaths.ts'

type Watching = Subscription<Watched>

/** A record as one user reads it, as JSON:API tells it. */
interface Seen {
  readonly type: string
  readonly id: string
}

/** A write that was done. */
interface Change {
  readonly tenant: string
  readonly method: string
  readonly path: string
  readonly stale: readonly string[]
  readonly request_id: string | null
  readonly record: RecordAt | undefined
  /** The record at the written path itself is gone. */
  readonly removed: boolean
  /** What users saw of the record at the path before, by their id. */
  readonly before: ReadonlyMap<string, Seen>
  readonly sent_at: string
}

export interface ChangesParts {
  readonly routes: readonly RouteEntry[]
  readonly readOf: ReadOf
  readonly ask: InProcess
  readonly place: (tenant: string) => Place
  readonly sockets: Iterable<OpenSocket>
  readonly background: (work: Promise<unknown>) => void
}

/** What tells of changes. */
export interface Changes {
  readonly watchWrite: WatchWrite
  /** What is read at a filled path came to be otherwise, by no write. */
  changed(tenant: string, path: string): void
}

/**
 * Tells of every write, of any block, those who listen to a path whose read it concerns. The record goes along as each of them reads it:
 * it is read in their name, once for each write. Who may not read it hears no more than that something changed at the path they listen to,
 * and that only where they may read this path.
 *
 * @example
 * const { watchWrite, changed } = createChanges({ routes, readOf, ask, place, sockets, background })
 */
export function createChanges({ routes, readOf, ask, place, sockets, background }: ChangesParts): Changes {
  const records = recordReads(routes)
  const later = inOrder(background)

  /** What somebody reads at a path: `null` where they may not, or where no one record is. */
  const readFor = async (
    { tenant, user, origin }: OpenSocket,
    path: string,
    operation?: Operation,
  ): Promise<{ may: boolean; seen: Seen | null }> => {
    const now = sessionUser(place(tenant), user.unique_id, user.session_id)
    if (now === undefined) return { may: false, seen: null }
    const byBody = operation !== undefined && operation.method !== 'GET' && { body: {} }
    const asked = { tenant, user: now, origin, method: operation?.method ?? 'GET', path, unseen: true, ...byBody } as const
    const { status, document } = await ask(asked)
    const [type, id] = [told(document, 'data', 'type'), told(document, 'data', 'id')]
    const seen = status < 300 && typeof type === 'string' && typeof id === 'string' ? (told(document, 'data') as Seen) : null // as just checked
    // What a read needs besides its path nobody knows here: that it asks for more is no refusal.
    return { may: status < 300 || status === 422, seen }
  }

  const announce = async (change: Change): Promise<void> => {
    const { tenant, record, removed, before } = change
    const concerned = listeners(sockets, tenant, 'ChangesChannel').filter(({ identifier }) => concerns(readOf, change, identifier))
    const seenBy = new Map<string, Seen | null>()
    const mayRead = new Map<string, boolean>()
    for (const one of concerned) {
      const { socket, identifier, text } = one
      const { unique_id } = socket.user
      if (!seenBy.has(unique_id)) seenBy.set(unique_id, removed || !record ? null : (await readFor(socket, record.path)).seen)
      const read = seenBy.get(unique_id) ?? null
      const others = record?.id !== null && read !== null && read.id !== record?.id
      // A read without an id in its path (one's own profile) shows each their own record: another's is none of theirs.
      if (others && identifier.path === record?.path) continue
      const seen = others ? null : removed ? (before.get(unique_id) ?? null) : read
      const known = seen !== null || (!others && before.has(unique_id))
      const key = JSON.stringify([unique_id, identifier.path])
      if (!known && !mayRead.has(key)) mayRead.set(key, (await readFor(socket, identifier.path, readOf(identifier))).may)
      if (!known && mayRead.get(key) !== true) continue
      // While it was read for them, they may have left.
      if (socket.subscriptions.get(text) === identifier) tell([one], known ? openly(change, one, seen) : discreetly(readOf, change, one))
    }
  }

  const watchWrite: WatchWrite = async (write) => {
    const { operation, context, path } = write
    const { tenant } = context
    const nobody = (): void => {}
    const { session, stale } = operation.declared
    if (session === 'begins' || session === 'ends' || stale === false) return nobody
    const listening = listeners(sockets, tenant, 'ChangesChannel')
    if (listening.length === 0) return nobody
    const known = { ...readWrite(write), record: records.above(path) }
    const before = new Map<string, Seen>()
    for (const { socket, identifier } of listening) {
      if (known.record === undefined || before.has(socket.user.unique_id) || !concerns(readOf, known, identifier)) continue
      const { seen } = await readFor(socket, known.record.path)
      if (seen !== null) before.set(socket.user.unique_id, { type: seen.type, id: seen.id })
    }
    return (answer) => {
      const record = answeredRecord(answer, path) ?? known.record
      const removed = operation.method === 'DELETE' && known.record?.path === path
      // Who saw another record before learns nothing of this one by that.
      const same = record?.path === known.record?.path
      const change = { ...known, tenant, record, removed, before: same ? before : new Map<string, Seen>(), sent_at: instant(context.now()) }
      later(() => announce(change))
    }
  }
  const changed: Changes['changed'] = (tenant, path) => {
    const work = { method: 'PUT', path, stale: [], request_id: null, record: records.above(path) }
    const change = { ...work, tenant, removed: false, before: new Map<string, Seen>(), sent_at: instant(place(tenant).now()) }
    later(() => announce(change))
  }
  return { watchWrite, changed }

  function answeredRecord(answer: Answer, path: string): RecordAt | undefined {
    return answer.kind === 'record' ? records.answered(answer, path) : undefined
  }
}

function readWrite({ operation, context, path, input }: WriteCall): Pick<Change, 'method' | 'path' | 'stale' | 'request_id'> {
  const request_id = context.request.headers.get('x-request-id')
  return { method: operation.method, path, stale: stalePaths(operation, input), request_id }
}

/** Does a write make a read at this path stale, or has it changed one of the records that are read there? */
function concerns(readOf: ReadOf, change: Pick<Change, 'method' | 'path' | 'stale' | 'record'>, watched: Watched): boolean {
  const { method, path: written, stale, record } = change
  const { path } = watched
  if (makesStale(method, written, path) || stale.some((one) => makesStale('POST', one, path))) return true
  const read = record && readOf(watched)
  if (!read) return false
  return Array.isArray(read.declared.returns) ? shownBy(read) === record.resource : path === record.path
}

/** To somebody who may read the record, or could before: what was done, and where. */
function openly(change: Change, { identifier }: Watching, seen: Seen | null): object {
  const { method, path, stale, request_id, sent_at, removed, record } = change
  return {
    event: removed ? 'record.removed' : 'record.changed',
    // As it is declared, with its block where blocks share the name: clients know by it which of their records is meant.
    object_type: record?.resource.type ?? 'record',
    channel_unique_id: null,
    data: seen,
    method,
    path,
    stale: stale.filter((one) => makesStale('POST', one, identifier.path)),
    request_id,
    sent_at,
  }
}

/** To anybody else: the path they listen to is to be read again. Neither an id nor an address of what they may not see goes along. */
function discreetly(readOf: ReadOf, { request_id, sent_at }: Change, { identifier }: Watching): object {
  const read = readOf(identifier)
  return {
    event: 'record.changed',
    object_type: (read && shownBy(read)?.type) ?? 'record',
    channel_unique_id: null,
    data: null,
    method: 'PUT',
    path: identifier.path,
    stale: [],
    request_id,
    sent_at,
  }
}
