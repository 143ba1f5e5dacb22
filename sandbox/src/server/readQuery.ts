import { validate } from '@blockstate/core/describe'
import type { Shape } from '@blockstate/core/describe'
import { fromText } from './fromText.ts'
import type { RefusalDetail } from './refusal.ts'

/** What a query says, or what is wrong with it. */
export interface ReadQuery {
  readonly values: Readonly<Record<string, unknown>>
  readonly mistakes: readonly RefusalDetail[]
}

/** Read by `readPaging`; every list answers to them, declared paged or not. */
const paging: ReadonlySet<string> = new Set(['page', 'per_page', 'records'])

/**
 * Reads a query by the shape an operation declares for it: numbers and truths from text, `name[]=a&name[]=b` and `name=a,b` as lists,
 * `filter[field]=value` as a map. Parameters nobody declared are mistakes: a misspelt filter must not look like an empty one.
 *
 * @example
 * readQuery(paged(), new URLSearchParams('page=2&filter[name]=ci')).values // { page: 2, filter: { name: 'ci' } }
 */
export function readQuery(shape: Shape, query: URLSearchParams): ReadQuery {
  const texts = new Map<string, string[]>()
  const maps = new Map<string, [string, string][]>()
  for (const [name, text] of query) {
    const [, base = name, key = ''] = /^([^[\]]+)\[([^\]]*)\]$/.exec(name) ?? []
    if (key === '') texts.set(base, [...(texts.get(base) ?? []), text])
    else maps.set(base, [...(maps.get(base) ?? []), [key, text]])
  }
  // fromEntries defines keys: one called `__proto__` stays a key.
  const given = Object.fromEntries([
    ...[...texts].map(([name, all]): [string, unknown] => {
      const field = Object.hasOwn(shape, name) ? shape[name] : undefined
      return [name, field === undefined ? all.at(-1) : fromText(field, all)]
    }),
    ...[...maps].map(([name, pairs]): [string, unknown] => [name, Object.fromEntries(pairs)]),
  ])
  if (Object.hasOwn(shape, 'per_page') && Object.hasOwn(given, 'records')) {
    given['per_page'] ??= Number(given['records'])
    delete given['records']
  }
  const mistakes = validate(shape, given, { mode: 'body' }).flatMap(({ path, message }): RefusalDetail[] => {
    const [name = '', ...inner] = path.slice(1).split('/')
    if (paging.has(name) && Object.hasOwn(shape, 'page')) return []
    const detail = message === 'is not a field here' ? `there is no parameter '${name}' here` : `${[name, ...inner].join('.')} ${message}`
    return [{ title: 'Invalid parameter', detail, source: { parameter: name } }]
  })
  return { values: given, mistakes }
}
