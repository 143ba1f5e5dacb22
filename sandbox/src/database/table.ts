import type { Resource } from '@blockstate/core/describe'

/** Where records of one kind are kept. All names are the block's own constants: nothing from a request may enter them. */
export interface Table<R extends Resource = Resource> {
  readonly resource: R
  readonly table: string
  /** The view that is read, where some fields are computed; the table itself otherwise. */
  readonly told: string
  /** What a refusal calls one: `Entity`. */
  readonly called: string
}

/**
 * Describes a table that is told as it is stored.
 *
 * @example
 * const contexts = stored(Context, 'jarvis_contexts', 'Context')
 */
export function stored<R extends Resource>(resource: R, table: string, called: string): Table<R> {
  return { resource, table, told: table, called }
}

/**
 * Describes a table that is told through its view `<table>_told`, which adds what is computed: counters, totals, states.
 *
 * @example
 * const entities = counted(Entity, 'jarvis_entities', 'Entity')
 */
export function counted<R extends Resource>(resource: R, table: string, called: string): Table<R> {
  return { resource, table, told: `${table}_told`, called }
}
