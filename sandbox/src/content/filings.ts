import type { Place } from '../database/place.ts'
import { isTaken } from '../database/isTaken.ts'
import type { RequestContext } from '../server/context.ts'
import { Refusal } from '../server/refusal.ts'
import type { RefusalDetail } from '../server/refusal.ts'
import { categories, tags } from './tables.ts'

/** What a caller says about where a post is filed. What is left out stays as it is. */
export interface Filed {
  readonly tag_unique_ids?: readonly string[] | undefined
  readonly category_unique_ids?: readonly string[] | undefined
}

const kinds = [
  { kind: 'tag', field: 'tag_unique_ids', table: tags },
  { kind: 'category', field: 'category_unique_ids', table: categories },
] as const

/**
 * Refuses tags and categories that do not exist, each with its pointer (422).
 *
 * @example
 * checkFilings(context, input)
 */
export function checkFilings(context: RequestContext & { pointer(field: string): string }, given: Filed): void {
  const mistakes = kinds.flatMap(({ kind, field, table }) =>
    (given[field] ?? []).flatMap((id, index): RefusalDetail[] => {
      if (isTaken(context, table, id)) return []
      return [
        {
          title: 'Invalid field',
          detail: `there is no ${kind} with the id ${id}`,
          source: { pointer: context.pointer(`${field}/${index}`) },
        },
      ]
    }),
  )
  if (mistakes.length > 0) throw new Refusal(422, 'validation_error', mistakes)
}

/**
 * Files a post under exactly these tags and categories, in this order. Call it inside a transaction.
 *
 * @example
 * filePost(context, 'p1', { tag_unique_ids: ['t1', 't2'] })
 */
export function filePost({ database, tenant }: Place, post_id: string, given: Filed): void {
  for (const { kind, field } of kinds) {
    const labels = given[field]
    if (labels === undefined) continue
    database.run('delete from content_filings where tenant = ? and post_id = ? and kind = ?', tenant, post_id, kind)
    for (const label of labels) {
      const sql = 'insert into content_filings (tenant, post_id, kind, label_id) values (?, ?, ?, ?) on conflict do nothing'
      database.run(sql, tenant, post_id, kind, label)
    }
  }
}
