/** Values that were ticked, by field. */
export type Chosen = Readonly<Record<string, readonly string[]>>

/** What the search block is asked. */
export interface Question {
  readonly query: string
  readonly entity_type: string
  readonly search_type: 'wide'
  readonly include: Record<string, string[]>
}

/**
 * The question for some words and what was ticked; fields without a tick narrow nothing.
 *
 * @example
 * questionOf('tides', { subjects: ['sea'], language: [] }).include // { subjects: ['sea'] }
 */
export function questionOf(query: string, chosen: Chosen): Question {
  const ticked = Object.entries(chosen).filter(([, values]) => values.length > 0)
  const include = Object.fromEntries(ticked.map(([field, values]) => [field, [...values]]))
  return { query, entity_type: 'book', search_type: 'wide', include }
}
