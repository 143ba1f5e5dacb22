import { listedBy } from '../model/listed.ts'
import { acknowledged, contested, patched, rejected, told, unknownRecord, visible } from '../model/record.ts'
import type { Patch, RecordState } from '../model/record.ts'
import type { WrittenRow } from '../model/standing.ts'
import type { WireRecord } from '../wire/document.ts'
import { same } from '../wire/json.ts'
import type { Fields } from '../wire/request.ts'
import type { Acknowledgement } from './acknowledgement.ts'
import { createWatchers } from './watchers.ts'
import type { Watcher } from './watchers.ts'

/** The records a client knows, each once, whichever lists show it. */
export interface Entities {
  /** A ticket for whoever begins to read or write now. Later ones are higher; acknowledgements take theirs when they land. */
  begin(): number
  /** The key a record is held and rendered under: the one it was created under here, for ever, else its type and id. */
  rowKey(type: string, id: string): string
  /** The same, of a key made before the server's record was known to be one created here. */
  rowOf(key: string): string
  /** What is seen of a record now; `null` where nothing is known of it or it is being removed. */
  seen(key: string): Fields | null
  /** The key of the record of a type that shows these values. */
  find(type: string, values: Fields): string | null
  /** What the server said of it, without what is pending. */
  base(key: string): Fields | null
  /** A read with this ticket told this. True where another read that was under way at the same time told otherwise: read once more. */
  tell(record: WireRecord, ticket: number): boolean
  /** A write begins: its change is seen at once. Returns the number to settle it by. */
  patch(key: string, patch: Omit<Patch, 'seq'>): number
  /** A creation was sent: from now on its row may come back with a list, under a key of the server's. */
  sent(key: string): void
  /** The row of ours that a record just read is the server's side of, while the creation's own answer is still to come. */
  twin(key: string): string | null
  /** The server named a record that was created here. */
  named(key: string, id: string): void
  /** The server's id for one made up here; `null` while it is to come, `undefined` for an id that was not made here. */
  idOf(id: string): string | null | undefined
  /** Resolves when it is known what becomes of an id made up here: named, or given up. */
  decided(id: string): Promise<void>
  /** A write was acknowledged, or heard of. */
  acknowledge(key: string, settled: Acknowledgement): void
  /** All that is known of a record. */
  record(key: string): RecordState
  reject(key: string, seq: number): void
  /** The records of a type written here lately: what lists need to know until they have been read again. */
  touched(type: string): Iterable<WrittenRow>
  /** The same of one record; `undefined` where it was not. */
  touchedAt(key: string): WrittenRow | undefined
  /** Calls `run` after any of the keys changed, with those that did, once for each batch. Returns the undo. */
  watch(keys: readonly string[], run: Watcher): () => void
  /** Calls `run` after a record of the type was written here, or what became of it. Returns the undo. */
  watchType(type: string, run: Watcher): () => void
  /** Many changes, one notification for each watcher. */
  batch(change: () => void): void
  /** Forgets the records that nobody needs, as far as nothing is pending. */
  sweep(needed: Iterable<string>): void
  /** Nothing is known any more: another user is at the keyboard. */
  clear(): void
}

/** How many records may be known before it is asked whether anybody needs them, besides twice those that were needed last. */
const ROOM = 1_000

/** How many settled writes lists may still ask for. Each is one small object. */
const TOUCHED = 1_000

/**
 * A record's key in the table.
 *
 * @example
 * recordKey('entity', 'e1') // 'entity/e1'
 */
export function recordKey(type: string, id: string): string {
  return `${type}/${id}`
}

/**
 * The entity table. Costs are by what changes: a read that tells nothing new notifies nobody, one changed row of 10,000 notifies the
 * watchers of that row.
 *
 * @param crowded called once when there are many more records than were needed at the last sweep
 *
 * @example
 * const entities = createEntities()
 * entities.tell({ type: 'entity', id: 'e1', fields: { name: 'Hall 2' } }, entities.begin())
 */
export function createEntities(crowded = (): void => {}): Entities {
  /** `contested`: the last difference between two reads that a third was asked to settle. */
  const rows = new Map<string, { state: RecordState; seen: Fields | null; contested?: string }>()
  const { watch, owe, watched, batch } = createWatchers()
  const touched = new Map<string, WrittenRow>() // by row key, the oldest first
  const aliases = new Map<string, string>() // row keys by the server's keys
  /** The server's ids by those made up here; `null` while they are to come. */
  const ids = new Map<string, string | null>()
  /** Creations whose answer is still to come, and the server's keys of those that a list brought back before it. */
  const flying = new Set<string>()
  const twins = new Map<string, string>()
  let room = ROOM
  let counter = 0
  let sequence = 0

  const typeOf = (key: string): string => key.slice(0, key.indexOf('/') + 1)
  const ownId = (key: string): string => key.slice(typeOf(key).length)
  const rowOf = (key: string): string => aliases.get(key) ?? key
  const move = (key: string, to: (state: RecordState) => RecordState): void => {
    const row: { state: RecordState; seen: Fields | null } = rows.get(key) ?? { state: unknownRecord, seen: null }
    const state = to(row.state)
    if (state === row.state) return
    if (row.state === unknownRecord) rows.set(key, row)
    if (rows.size > room) {
      room = Infinity
      crowded()
    }
    row.state = state
    const now = visible(state)
    if (same(row.seen, now)) return
    row.seen = now
    owe(key)
    const id = ids.get(ownId(key))
    // Whoever read it before it was recognised watches the server's key.
    if (id) owe(typeOf(key) + id, key)
  }
  /** A creation's answer is here: whoever waits for the server's id goes on, and nothing that was read is its other side any more. */
  const landed = (key: string): void => {
    flying.delete(key)
    owe(ownId(key))
    for (const [other, row] of twins) {
      if (row !== key) continue
      twins.delete(other)
      // Hidden until now, and a row of its own or none from now on: whoever shows it looks again.
      owe(typeOf(key), other)
    }
  }
  const forget = (key: string): void => {
    rows.delete(key)
    ids.delete(ownId(key))
    landed(key)
  }
  const touch = (key: string, to: (state: RecordState) => RecordState, seqs: readonly number[] = [], at = counter, heard?: boolean): void =>
    batch(() => {
      const last = touched.get(key)
      const known = rows.get(key)?.state
      const before = last?.at === Infinity ? last.before : (known?.base ?? null)
      const acked = (known?.log ?? []).filter(({ seq }) => seqs.includes(seq))
      move(key, to)
      const { base = null, log = [], removed = 0 } = rows.get(key)?.state ?? {}
      const pending = log.length > 0
      touched.delete(key)
      owe(typeOf(key), key)
      if (!base && !pending && !removed) return forget(key) // a creation that never was
      const settled = { ...last?.settled, ...listedBy(acked, at) }
      touched.set(key, { key, lists: { ...settled, ...listedBy(log, Infinity) }, settled, before, at: pending ? Infinity : at, heard })
      if (touched.size <= TOUCHED) return
      for (const one of touched.values()) {
        if (one.at === Infinity) continue
        touched.delete(one.key)
        return
      }
    })

  return {
    begin: () => ++counter,
    rowKey: (type, id) => rowOf(recordKey(type, id)),
    rowOf,
    seen: (key) => rows.get(rowOf(key))?.seen ?? null,
    find: (type, values) => {
      for (const [key, { seen }] of rows)
        if (seen && typeOf(key) === `${type}/` && Object.keys(values).every((name) => same(seen[name], values[name]))) return key
      return null
    },
    base: (key) => rows.get(rowOf(key))?.state.base ?? null,
    tell: ({ type, id, fields }, ticket) => {
      const key = rowOf(recordKey(type, id))
      const known = rows.get(key)
      const twin = flying.size > 0 && !known && [...flying].find((made) => typeOf(made) === `${type}/` && alike(made, fields))
      if (twin) twins.set(key, twin)
      const difference = known ? contested(known.state, fields, ticket) : ''
      // The same once more is no race: two routes tell the field differently, and will for ever.
      const again = difference !== '' && difference !== known?.contested
      if (known && again) known.contested = difference
      batch(() => move(key, (state) => told(state, fields, ticket, counter)))
      return again
    },
    patch: (key, patch) => {
      const seq = ++sequence
      if (patch.creates) ids.set(ownId(key), null)
      touch(rowOf(key), (state) => patched(state, { ...patch, seq }))
      return seq
    },
    sent: (key) => void flying.add(key),
    twin: (key) => twins.get(key) ?? null,
    named: (key, id) =>
      batch(() => {
        const real = typeOf(key) + id
        const known = rows.get(real)
        aliases.set(real, key)
        ids.set(ownId(key), id)
        landed(key)
        if (!known) return
        // A list brought it back before the answer did: what it said is the base, what is pending stays on top.
        rows.delete(real)
        move(key, (state) => ({ ...known.state, log: state.log }))
      }),
    idOf: (id) => ids.get(id),
    decided: (id) =>
      new Promise((go) => {
        if (ids.get(id) !== null) return go()
        const off = watch([id], () => {
          off()
          go()
        })
      }),
    acknowledge: (key, { seqs = [], answered, began, written, at = ++counter, heard }) =>
      touch(rowOf(key), (state) => acknowledged(state, seqs, answered, at, began, written), seqs, at, heard),
    record: (key) => rows.get(rowOf(key))?.state ?? unknownRecord,
    reject: (key, seq) => void (rows.has(rowOf(key)) && touch(rowOf(key), (state) => rejected(state, seq))),
    touched: function* (type) {
      for (const one of touched.values()) if (typeOf(one.key) === `${type}/`) yield one
    },
    touchedAt: (key) => touched.get(rowOf(key)),
    watch,
    watchType: (type, run) => watch([`${type}/`], run),
    batch,
    sweep: (needed) => {
      const kept = new Set([...needed].map(rowOf))
      for (const [key, { state }] of rows) if (!kept.has(key) && !watched(key) && state.log.length === 0) rows.delete(key)
      for (const [real, key] of aliases) {
        if (rows.has(key)) continue
        aliases.delete(real)
        ids.delete(ownId(key))
      }
      for (const key of touched.keys()) if (!rows.has(key)) touched.delete(key)
      room = 2 * rows.size + ROOM
    },
    clear: () =>
      batch(() => {
        for (const key of [...rows.keys(), ...ids.keys()]) owe(key)
        for (const all of [rows, aliases, ids, touched, flying, twins]) all.clear()
      }),
  }

  /** Not another's side already, and everything that was written is what was told. */
  function alike(made: string, fields: Fields): boolean {
    const written = rows.get(made)?.state.log[0]?.change
    if (typeof written !== 'object' || [...twins.values()].includes(made)) return false
    return Object.entries(written).every(
      ([name, value]) => value === ownId(made) || !Object.hasOwn(fields, name) || same(fields[name], value),
    )
  }
}
