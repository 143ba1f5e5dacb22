import type { Client } from '../client/createClient.ts'
import type { Answer, WireRecord } from '../wire/document.ts'
import { isObject } from '../wire/json.ts'

/** An answer as plain JSON: for another tab, for a page to be hydrated, for the next visit. */
export interface SavedAnswer {
  /** Its records in order, as this very answer told them; `null` where it answered none. */
  readonly records: readonly WireRecord[] | null
  readonly included: readonly WireRecord[]
  /** What is left of the output without them: `null` for one record, `[]` for a list, a page without its items, else all of it. */
  readonly rest?: unknown
}

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

/**
 * Reads what {@link saveAnswer} made. `null` for anything else: what another version or another program wrote is not obeyed.
 *
 * @example
 * readSavedAnswer(JSON.parse(text))
 */
export function readSavedAnswer(saved: unknown): SavedAnswer | null {
  if (!isObject(saved)) return null
  const { records, included, rest } = saved
  return (records === null || areRecords(records)) && areRecords(included) ? { records, included, rest } : null
}

/**
 * Tells the entity table what was read elsewhere at `at` (milliseconds since 1970).
 *
 * As news where nothing was written here since then, by a client that was there already; else as older than all this client read, which
 * changes no field anybody knows better.
 *
 * @example
 * tellSaved(client, saved, at)
 */
export function tellSaved({ entities, scheduler }: Client, { records, included }: SavedAnswer, at: number): void {
  // Tickets begin at 1. Below it, what was saved later knows better; times stay below it for 30,000 years.
  const ticket = at > scheduler.wroteAt() ? entities.begin() : at / 1e15
  entities.batch(() => [...included, ...(records ?? [])].forEach((record) => entities.tell(record, ticket)))
}

function areRecords(value: unknown): value is WireRecord[] {
  return (
    Array.isArray(value) &&
    value.every((row) => isObject(row) && typeof row['type'] === 'string' && typeof row['id'] === 'string' && isObject(row['fields']))
  )
}
