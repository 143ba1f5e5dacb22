import { readAnswer } from '../wire/document.ts'
import type { WireRecord } from '../wire/document.ts'
import { same } from '../wire/json.ts'
import { readLiveEvent } from '../wire/liveEvent.ts'
import type { LiveEvent } from '../wire/liveEvent.ts'
import { identifierOf } from './carrier.ts'
import type { Client } from './createClient.ts'
import { lineOf } from './line.ts'
import type { ScheduledRead } from './scheduledRead.ts'
import { throttle } from './throttle.ts'

/** Milliseconds between reads of one list while changes pour in: 120 a minute, of the 1,000 that a client has. */
const REST = 500

/**
 * Lets a read follow what others change. What a change tells of a record is shown at once, in every store that shows it, and it stands in
 * the lists it belongs to now; what else it does to them is read, at once for the first of many and then twice a second at most.
 *
 * What this client has written itself lately is read rather than believed: the news may be older than the answer to the write, which
 * came another way. News of its own writes are none. After every gap the read is read again.
 *
 * @example
 * const stop = hearChanges(client, read)
 */
export function hearChanges(client: Client, read: ScheduledRead): () => void {
  const { platform, name } = client
  const { ask, cancel } = throttle(platform, REST, () => {
    // Only now: what is expired while it is read is read again at once, without a rest.
    read.expire()
    read.refetch()
    return true
  })
  const stop = lineOf(client).follow(identifierOf('ChangesChannel', { path: read.path }), {
    up: () => {
      read.hears(true)
      ask()
    },
    down: () => read.hears(false),
    hear: (message) => {
      const event = readLiveEvent(message)
      if (!event || String(event.told['request_id'] ?? '').startsWith(`${name}.`)) return
      const record = recordIn(read, event, platform.now())
      if (record) shown(client, record)
      ask()
    },
  })
  return () => {
    if (cancel()) read.expire()
    stop()
    read.hears(false)
  }
}

/**
 * What somebody else wrote is shown, with what that does to lists until they have been read again. Nothing where the record was written
 * here lately, for the news may be the older; what is told once more, to another list of the same path, changes nothing.
 */
function shown({ entities }: Client, record: WireRecord): void {
  const key = entities.rowKey(record.type, record.id)
  const { heard = false } = entities.touchedAt(key) ?? { heard: true }
  if (!heard) return
  const base = entities.base(key)
  const isNews = Object.entries(record.fields).some(([name, value]) => !same(base?.[name], value))
  if (base && isNews) entities.acknowledge(key, { answered: record.fields, heard: true })
  else entities.tell(record, entities.begin())
}

/** The record that a change tells, where it is of the kind that is read. */
function recordIn({ resource, path }: ScheduledRead, { event, object_type, data }: LiveEvent, now: number): WireRecord | null {
  if (event !== 'record.changed' || !data || !resource || object_type !== resource.type) return null
  const read = { route: `GET ${path}`, method: 'GET', path, declared: { about: '', returns: resource } } as const
  try {
    const { records } = readAnswer(read, { status: 200, header: () => null }, JSON.stringify({ data }), {}, now)
    return records?.[0] ?? null
  } catch {
    return null // told in a way nobody understands: it is read
  }
}
