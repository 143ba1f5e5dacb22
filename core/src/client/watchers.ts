/** Hears what was done something to, of what it watches. */
export type Watcher = (changed: ReadonlySet<string>) => void

/** Who wants to hear of which key. */
export interface Watchers {
  /** Calls `run` after something was done to any of the keys, once for each batch. Returns the undo. */
  watch(keys: readonly string[], run: Watcher): () => void
  /** Those who watch the key are told of `changed` when the batch is through. */
  owe(key: string, changed?: string): void
  /** Does anybody watch it? */
  watched(key: string): boolean
  /** Many changes, one notification for each watcher. */
  batch(change: () => void): void
}

/**
 * Keeps who watches what: telling costs by those who are told, however many watch something else.
 *
 * @example
 * const { watch, batch, owe } = createWatchers()
 * const off = watch(['entity/e1', 'entity/e2'], (changed) => console.log(changed.size))
 * batch(() => ['entity/e1', 'entity/e2'].forEach((key) => owe(key))) // 2
 */
export function createWatchers(): Watchers {
  const watchers = new Map<string, Set<Watcher>>()
  const due = new Map<Watcher, Set<string>>()
  let depth = 0
  return {
    watch: (keys, run) => {
      for (const key of keys) watchers.set(key, (watchers.get(key) ?? new Set()).add(run))
      return () => {
        for (const key of keys) if (watchers.get(key)?.delete(run) && watchers.get(key)?.size === 0) watchers.delete(key)
      }
    },
    owe: (key, changed = key) => {
      for (const run of watchers.get(key) ?? []) due.set(run, (due.get(run) ?? new Set()).add(changed))
    },
    watched: (key) => watchers.has(key),
    batch: (change) => {
      depth += 1
      try {
        change()
      } finally {
        depth -= 1
        if (depth === 0) {
          const told = [...due]
          due.clear()
          for (const [run, changed] of told) run(changed)
        }
      }
    },
  }
}
