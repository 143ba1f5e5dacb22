import type { RecordOf } from '@blockstate/core/describe'
import type { SearchIndex } from '@blockstate/core/search'
import type { RefusalDetail } from '../server/refusal.ts'
import { fieldPlace } from './fieldPath.ts'
import { compileSchema } from './contentSchema.ts'
import { fold } from './queryTerms.ts'

/** How an index is searched. What is not set: all fields are searched, counted and sorted by, each weighs 1 and the alias 3. */
export type IndexSettings = NonNullable<RecordOf<typeof SearchIndex>['settings']>

/** The alias counts more than what the document says, unless the index weighs it otherwise. */
const aliasWeight = 3

/**
 * What is wrong with settings and schema, each with its pointer; nothing where they can be used.
 *
 * @example
 * settingsMistakes((field) => context.pointer(field), { searchable_fields: ['a..b'] }, undefined)
 */
export function settingsMistakes(pointer: (field: string) => string, settings: IndexSettings, schema: unknown): RefusalDetail[] {
  const mistake = (field: string, detail: string): RefusalDetail => ({
    title: 'Invalid field',
    detail,
    source: { pointer: pointer(field) },
  })
  const { searchable_fields = [], weights = {}, synonyms = {} } = settings
  const named = (['searchable_fields', 'facet_fields', 'sort_fields'] as const).flatMap((list) =>
    (settings[list] ?? []).flatMap((name, at) =>
      fieldPlace(name) === undefined ? [mistake(`${list}/${at}`, `'${name}' is no path of a field, such as content.author.name`)] : [],
    ),
  )
  const weighed = Object.entries(weights).flatMap(([name, weight]) => {
    if (name !== 'entity_alias' && !searchable_fields.includes(name)) {
      return [mistake(`weights/${name}`, `'${name}' is not among searchable_fields, so it cannot weigh anything`)]
    }
    return weight >= 0 && weight <= 1000 ? [] : [mistake(`weights/${name}`, 'a weight is a number from 0 to 1000')]
  })
  const meant = Object.entries(synonyms).flatMap(([word, others]) =>
    Array.isArray(others) && others.every((other) => typeof other === 'string')
      ? []
      : [mistake(`synonyms/${word}`, 'synonyms of a word are a list of texts')],
  )
  const many = searchable_fields.length > 30 ? [mistake('searchable_fields', 'at most 30 fields can be searched')] : []
  const wrong = schema === undefined || schema === null ? undefined : compileSchema(schema)
  const schemas = wrong !== undefined && 'mistake' in wrong ? [mistake('schema', wrong.mistake)] : []
  return [...named, ...weighed, ...meant, ...many, ...schemas]
}

/**
 * The columns of an index's full-text table: the alias, then each searchable field, or one for the whole content; with their weights.
 *
 * @example
 * searchedColumns({ searchable_fields: ['title'], weights: { title: 2 } }) // [{ field: null, weight: 3 }, { field: 'title', weight: 2 }]
 */
export function searchedColumns({ searchable_fields, weights = {} }: IndexSettings): { field: string | null; weight: number }[] {
  const alias = { field: null, weight: weights['entity_alias'] ?? aliasWeight }
  // An empty path stands for the whole content.
  const fields = searchable_fields === undefined || searchable_fields.length === 0 ? [''] : searchable_fields
  const others = fields.filter((field) => field !== 'entity_alias').map((field) => ({ field, weight: weights[field] ?? 1 }))
  return [alias, ...others]
}

/**
 * The other words that a word of a query stands for, both as they are compared: without accents, in lower case.
 *
 * @example
 * synonymsOf({ synonyms: { TV: ['television'] } }).get('tv') // ['television']
 */
export function synonymsOf({ synonyms = {} }: IndexSettings): Map<string, readonly string[]> {
  // Checked when they were set: lists of texts.
  return new Map(Object.entries(synonyms).map(([word, others]) => [fold(word), others as readonly string[]]))
}
