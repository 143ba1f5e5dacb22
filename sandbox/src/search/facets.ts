import type { Place } from '../database/place.ts'
import { fieldPlace } from './fieldPath.ts'
import { foundIn } from './find.ts'
import type { Wanted } from './find.ts'
import type { StoredIndex } from './indexes.ts'

/** How often each value of a field is found. */
export interface Facet {
  readonly field: string
  readonly buckets: { key: string; count: number }[]
  /** Documents in buckets beyond the limit. */
  readonly other_count: number
}

/**
 * Counts what is found by the values of a field, the most frequent first. Filters on the field itself do not count here: who ticked one
 * box must see what the others would bring. A document with several values counts once for each. `undefined` where no index asked has this facet.
 *
 * @example
 * facetOf(context, indexes, { query: 'tides' }, { field: 'content.year', limit: 20 })
 */
export function facetOf(
  place: Place,
  indexes: readonly StoredIndex[],
  wanted: Wanted,
  { field, limit }: { readonly field: string; readonly limit: number },
): Facet | undefined {
  const at = fieldPlace(field)
  if (at === undefined) return undefined
  const having = indexes.filter((index) => 'column' in at || hasFacet(index, field))
  if (having.length === 0 && indexes.length > 0) return undefined
  const others = { ...wanted, include: without(wanted.include, field), exclude: without(wanted.exclude, field) }
  const { sql, values } = foundIn(place, having, others)
  const from = `(${sql}) f join search_documents d on d.seq = f.seq`
  const rows =
    'column' in at
      ? place.database.all<{ bucket: string; count: number }>(
          `select d."${at.column}" as bucket, count(*) as count from ${from} where bucket is not null group by bucket order by count desc, bucket`,
          ...values,
        )
      : place.database.all<{ bucket: string; count: number }>(
          `select case v.type when 'true' then 'true' when 'false' then 'false' else cast(v.value as text) end as bucket,
             count(distinct d.seq) as count
           from ${from} join json_each(d.content, ?) v
           where v.type in ('text', 'integer', 'real', 'true', 'false') group by bucket order by count desc, bucket`,
          ...values,
          at.path,
        )
  const other_count = rows.slice(limit).reduce((sum, { count }) => sum + count, 0)
  return { field, buckets: rows.slice(0, limit).map(({ bucket, count }) => ({ key: bucket, count })), other_count }
}

function hasFacet({ settings: { facet_fields } }: StoredIndex, field: string): boolean {
  return facet_fields === undefined || facet_fields.some((one) => bare(one) === bare(field))
}

function without(filters: Wanted['include'] = {}, field: string): Wanted['include'] {
  return Object.fromEntries(Object.entries(filters).filter(([name]) => bare(name) !== bare(field)))
}

function bare(name: string): string {
  return name.replace(/^content\./, '')
}
