/** Who wants to hear of which row. */
export interface RowWatchers {
  /** Calls `run` whenever the row is told of. Returns the undo. */
  watch(key: string, run: () => void): () => void
  /** Something was done to these rows; `null` is none. */
  tell(keys: readonly (string | null)[]): void
}

/**
 * Keeps who watches which row: telling costs by the rows that are told of, however many are watched.
 *
 * @example
 * const { watch, tell } = createRowWatchers()
 * const off = watch('entity/e1', () => console.log('written'))
 * tell(['entity/e1'])
 */
export function createRowWatchers(): RowWatchers {
  const watchers = new Map<string, Set<() => void>>()
  return {
    watch: (key, run) => {
      watchers.set(key, (watchers.get(key) ?? new Set()).add(run))
      return () => {
        if (watchers.get(key)?.delete(run) && watchers.get(key)?.size === 0) watchers.delete(key)
      }
    },
    tell: (keys) => {
      for (const key of new Set(keys)) if (key) for (const run of watchers.get(key) ?? []) run()
    },
  }
}
