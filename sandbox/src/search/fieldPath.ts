/** Where a field of a document stands: in a column, or at a path of its content. */
export type FieldPlace = { readonly column: string } | { readonly path: string }

const columns: ReadonlySet<string> = new Set(['entity_type', 'entity_alias', 'entity_source', 'slug', 'status', 'created_at', 'updated_at'])

/**
 * Reads the name of a field: an attribute of the document, or a dotted path into its content, with `content.` before it or not.
 * `undefined` where it is no name: empty parts, quotes, more than ten parts.
 *
 * @example
 * fieldPlace('entity_type') // { column: 'entity_type' }
 * fieldPlace('content.author.name') // { path: '$."author"."name"' }
 */
export function fieldPlace(name: string): FieldPlace | undefined {
  if (columns.has(name)) return { column: name }
  const parts = name.replace(/^content\./, '').split('.')
  // SQLite's paths have no escape for a quote inside of quotes.
  if (parts.length > 10 || parts.some((part) => part === '' || part.length > 100 || /["\\\p{Cc}]/u.test(part))) return undefined
  return { path: `$${parts.map((part) => `."${part}"`).join('')}` }
}

/**
 * What a document holds at a field; a list's members are taken together by {@link textOf}.
 *
 * @example
 * valueAt({ author: { name: 'Ada' } }, 'author.name') // 'Ada'
 */
export function valueAt(content: Readonly<Record<string, unknown>>, name: string): unknown {
  return name
    .replace(/^content\./, '')
    .split('.')
    .reduce<unknown>((value, part) => (isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined), content)
}

/**
 * All text and numbers inside a value, in order, as one text.
 *
 * @example
 * textOf({ title: 'Tides', tags: ['sea', 4] }) // 'Tides sea 4'
 */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join(' ')
  return isObject(value) ? Object.values(value).map(textOf).filter(Boolean).join(' ') : ''
}

/** Is this an object of named values? */
function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
