import type { RecordOf } from '@blockstate/core/describe'
import type { PromptVersion } from '@blockstate/core/jarvis'
import { slots } from '../answers/template.ts'
import type { Place } from '../database/place.ts'
import { addRow, findRow, instant } from '../database/rows.ts'
import { promptVersions } from './tables.ts'

/**
 * Adds a version to a prompt: a draft, numbered after the last one.
 *
 * @example
 * addVersion(context, 'p1', 'Dear {{name}}')
 */
export function addVersion(place: Place, prompt: string, content: string): string {
  const { database, tenant } = place
  const sql = 'select max(version_number) as last from jarvis_prompt_versions where tenant = ? and prompt_id = ?'
  const version_number = (database.get<{ last: number | null }>(sql, tenant, prompt)?.last ?? 0) + 1
  const id = place.mint()
  addRow(place, promptVersions, id, {}, { prompt_id: prompt, version_number, content, created_at: instant(place.now()) })
  return id
}

/**
 * Makes a version the one in use. Those published before stay published, but are used no longer. Call it inside a transaction.
 *
 * @example
 * publishVersion(context, 'p1', 'v2')
 */
export function publishVersion({ database, tenant, now }: Place, prompt: string, version: string): void {
  const at = instant(now())
  database.run('update jarvis_prompt_versions set is_published = 0 where tenant = ? and prompt_id = ?', tenant, prompt)
  database.run(
    `update jarvis_prompt_versions set is_published = 1, status = 'published', published_at = ? where tenant = ? and unique_id = ?`,
    at,
    tenant,
    version,
  )
  database.run(`update jarvis_prompts set status = 'published', updated_at = ? where tenant = ? and unique_id = ?`, at, tenant, prompt)
}

/**
 * The version of a prompt that is used when none is named: the published one, else the newest. Every prompt has one.
 *
 * @example
 * versionInUse(context, 'p1').version_number // 2
 */
export function versionInUse(place: Place, prompt: string): RecordOf<typeof PromptVersion> {
  const sql = `select unique_id from jarvis_prompt_versions
    where tenant = ? and prompt_id = ? order by is_published desc, version_number desc`
  const id = place.database.get<{ unique_id: string }>(sql, place.tenant, prompt)?.unique_id ?? ''
  return findRow(place, promptVersions, id)
}

/**
 * A version as it is told, with the names of its slots.
 *
 * @example
 * record(PromptVersion, withSlots(row))
 */
export function withSlots(row: RecordOf<typeof PromptVersion>): RecordOf<typeof PromptVersion> {
  return Object.assign({}, row, { variables: slots(row.content) })
}
