/** Values that were ticked, by field. */
export type Chosen = Readonly<Record<string, readonly string[]>>

/** What the search block is asked besides the words. */
export interface Within {
  readonly entity_type: string
  readonly search_type: 'wide'
  readonly include: Record<string, string[]>
}

/**
 * Which books are searched after what was ticked; fields without a tick narrow nothing.
 *
 * @example
 * within({ subjects: ['sea'], language: [] }).include // { subjects: ['sea'] }
 */
export function within(chosen: Chosen): Within {
  const ticked = Object.entries(chosen).filter(([, values]) => values.length > 0)
  const include = Object.fromEntries(ticked.map(([field, values]) => [field, [...values]]))
  return { entity_type: 'book', search_type: 'wide', include }
}
