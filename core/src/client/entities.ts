import { acknowledged, patched, rejected, same, told, unknownRecord, visible } from '../model/record.ts'
import type { Patch, RecordState } from '../model/record.ts'
import type { WireRecord } from '../wire/document.ts'
import type { Fields } from '../wire/request.ts'

/** The records a client knows, each once, whichever lists show it. */
export interface Entities {
  /** Counts acknowledged writes; a read remembers where it stood when it began. */
  epoch(): number
  /** What is seen of a record now; `null` where nothing is known of it or it is being removed. */
  seen(key: string): Fields | null
  /** A read that began at `epoch` told this. */
  tell(record: WireRecord, epoch: number): void
  /** A write begins: its change is seen at once. Returns the number to settle it by. */
  patch(key: string, change: Patch['change']): number
  /**
   * A write that began at `epoch` was acknowledged, with what its answer told. `seq` 0 for one that showed nothing beforehand;
   * `written` is what it wrote to this very record.
   */
  acknowledge(key: string, seq: number, answered: Fields, epoch?: number, written?: Fields): void
  reject(key: string, seq: number): void
  /** Calls `run` after any of the keys changed, with those that did, once for each batch. Returns the undo. */
  watch(keys: readonly string[], run: Watcher): () => void
  /** Many changes, one notification for each watcher. */
  batch(change: () => void): void
  /** Nothing is known any more: another user is at the keyboard. */
  clear(): void
}

/** Hears which of the records it watches have changed. */
export type Watcher = (changed: ReadonlySet<string>) => void

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
 * @example
 * const entities = createEntities()
 * entities.tell({ type: 'entity', id: 'e1', fields: { name: 'Hall 2' } }, entities.epoch())
 */
export function createEntities(): Entities {
  const rows = new Map<string, { state: RecordState; seen: Fields | null }>()
  const watchers = new Map<string, Set<Watcher>>()
  let counter = 0
  let sequence = 0
  let depth = 0
  const due = new Map<Watcher, Set<string>>()

  const owe = (key: string): void => {
    for (const notify of watchers.get(key) ?? []) due.set(notify, (due.get(notify) ?? new Set()).add(key))
  }
  const flush = (): void => {
    if (depth > 0) return
    const run = [...due]
    due.clear()
    for (const [notify, changed] of run) notify(changed)
  }
  const move = (key: string, to: (state: RecordState) => RecordState): void => {
    const before = rows.get(key)
    const state = to(before?.state ?? unknownRecord)
    if (state === before?.state) return
    const now = visible(state)
    const was = before?.seen ?? null
    const seen = same(was, now) ? was : now
    rows.set(key, { state, seen })
    if (seen === was) return
    owe(key)
    flush()
  }

  return {
    epoch: () => counter,
    seen: (key) => rows.get(key)?.seen ?? null,
    tell: (record, epoch) => move(recordKey(record.type, record.id), (state) => told(state, record.fields, epoch)),
    patch: (key, change) => {
      const seq = ++sequence
      move(key, (state) => patched(state, { seq, change }))
      return seq
    },
    acknowledge: (key, seq, answered, epoch, written) => {
      counter += 1
      move(key, (state) => acknowledged(state, seq, answered, counter, epoch, written))
    },
    reject: (key, seq) => move(key, (state) => rejected(state, seq)),
    watch: (keys, run) => {
      for (const key of keys) {
        const set = watchers.get(key) ?? new Set()
        watchers.set(key, set.add(run))
      }
      return () => {
        for (const key of keys) {
          const set = watchers.get(key)
          if (set?.delete(run) && set.size === 0) watchers.delete(key)
        }
      }
    },
    batch: (change) => {
      depth += 1
      try {
        change()
      } finally {
        depth -= 1
        flush()
      }
    },
    clear: () => {
      for (const key of rows.keys()) owe(key)
      rows.clear()
      flush()
    },
  }
}
