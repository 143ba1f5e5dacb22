import type { Page } from '../declare/index.ts'
import type { Answer, WireRecord } from './document.ts'
import { isObject } from './json.ts'
import type { Fields } from './request.ts'

/** An answer as plain JSON: for another tab, for a page to be hydrated, for the next visit. */
export interface SavedAnswer {
  /** Its records in order, as this very answer told them; `null` where it answered none. */
  readonly records: readonly WireRecord[] | null
  readonly included: readonly WireRecord[]
  /** What is left of the output without them: `null` for one record, `[]` for a list, a page without its items, else all of it. */
  readonly rest?: unknown
}

/** The answer that told a page of a list. */
export interface SavedPage extends SavedAnswer {
  readonly rest: Page<Fields>
}

/** What a read shows: the one answer, or a list's pages in order. */
export type Saved = SavedAnswer | readonly SavedPage[]

/**
 * What to keep of an answer so that it can be shown again.
 *
 * @example
 * const saved = saveAnswer(await perform(client, getEntity, { id }))
 */
export function saveAnswer({ records, included, value }: Answer): SavedAnswer {
  // Where there are records, the value is made of them: one, a list, or a page.
  const rest = !records ? value : Array.isArray(value) ? [] : isObject(value) && 'perPage' in value ? { ...value, items: [] } : null
  return { records, included, rest }
}
