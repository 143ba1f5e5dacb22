import { isObject } from './json.ts'
import type { Saved, SavedAnswer, SavedPage } from './savedAnswer.ts'

/**
 * Reads what a read dumped. `null` for anything else: what another version or another program wrote is not obeyed.
 *
 * @example
 * readSaved(JSON.parse(text))
 */
export function readSaved(saved: unknown): Saved | null {
  if (Array.isArray(saved)) return saved.length > 0 && saved.every(isPage) ? saved : null
  return isAnswer(saved) ? saved : null
}

function isAnswer(value: unknown): value is SavedAnswer {
  return isObject(value) && (value['records'] === null || areRecords(value['records'])) && areRecords(value['included'])
}

function isPage(value: unknown): value is SavedPage {
  const rest = isAnswer(value) ? value.rest : null
  return isObject(rest) && ['page', 'perPage'].every((name) => Number.isInteger(rest[name])) && typeof rest['hasMore'] === 'boolean'
}

function areRecords(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((row) => isObject(row) && typeof row['type'] === 'string' && typeof row['id'] === 'string' && isObject(row['fields']))
  )
}
