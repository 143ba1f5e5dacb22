import type { Fields } from '../wire/request.ts'

/** Does a list show a row? `unknown` where only the server can tell. */
export type Verdict = 'in' | 'out' | 'unknown'

/** What a list asks of its rows, as far as it can be read from its input. */
export interface Terms {
  /** Filters and query parameters named like a field: `status`, `amount_gt`. */
  readonly wanted: Fields
  /** It also asks something that no row can answer: a search, a parameter that names no field. */
  readonly beyond: boolean
  readonly order: readonly { readonly name: string; readonly down: boolean }[]
}

/**
 * What a list's input asks of its rows.
 *
 * @param fields the resource's fields, and which of its names the query knows
 * @param path the names that stand in the path: they say where the list is, not what is in it
 *
 * @example
 * termsOf({ sort: '-amount', filter: { status: 'open' } }, Deal.fields, [])
 */
export function termsOf({ sort, filter, page: _, per_page: __, ...rest }: Fields, fields: object, path: readonly string[]): Terms {
  const told = Object.entries(rest).filter(([name, value]) => value != null && value !== '' && !path.includes(name))
  return {
    // The query's words say that a filter is a map of names.
    wanted: { ...Object.fromEntries(told.filter(([name]) => Object.hasOwn(fields, name))), ...(filter as Fields | undefined) },
    beyond: told.some(([name]) => !Object.hasOwn(fields, name)),
    order: typeof sort === 'string' && sort ? sort.split(',').map((part) => ({ name: part.replace(/^-/, ''), down: part[0] === '-' })) : [],
  }
}

/**
 * Does a row belong to a list?
 *
 * `out` as soon as one condition fails for sure, `unknown` where one cannot be decided: the row does not have the field, the texts
 * differ in case only, a text is asked to be larger than another, a value is neither number, text nor truth.
 *
 * @example
 * decide({ status: 'open', amount: 7 }, termsOf({ filter: { status: 'open', amount_gt: 5 } }, Deal.fields, [])) // 'in'
 */
export function decide(row: Fields, { wanted, beyond }: Terms): Verdict {
  const verdicts = Object.entries(wanted).map(([name, value]) => holds(row, name, value))
  if (verdicts.includes(false)) return 'out'
  return beyond || verdicts.includes(null) ? 'unknown' : 'in'
}

/**
 * Do two states of a row differ in anything the list asks or sorts by? Where it asks something beyond the fields, anything may count.
 *
 * @example
 * matters({ status: 'open', name: 'a' }, { status: 'open', name: 'b' }, terms) // false for a list by status
 */
export function matters(before: Fields, row: Fields, { wanted, beyond, order }: Terms): boolean {
  if (beyond) return true
  const names = [...Object.keys(wanted).map((name) => fieldOf(before, name)[0]), ...order.map(({ name }) => name)]
  return names.some((name) => String(before[name]) !== String(row[name]))
}

/**
 * Where a row stands among rows that are in order: the place it would be put at. `null` where that cannot be told: no order, a value
 * that is missing, or texts that one server sorts so and another so.
 *
 * @param rows how many there are, and each of them
 *
 * @example
 * place({ amount: 7 }, termsOf({ sort: '-amount' }, {}, []).order, 2, (at) => [{ amount: 9 }, { amount: 3 }][at]) // 1
 */
export function place(row: Fields, order: Terms['order'], rows: number, at: (index: number) => Fields | null | undefined): number | null {
  const [exact, folded] = [(text: string) => text, (text: string) => text.toLowerCase()].map((spelt) => {
    let [low, high] = [0, rows]
    while (low < high) {
      const middle = (low + high) >> 1
      const sign = compare(row, at(middle) ?? {}, order, spelt)
      if (sign === null) return null
      if (sign < 0) high = middle
      else low = middle + 1
    }
    return low
  })
  return order.length > 0 && exact === folded ? (exact ?? null) : null
}

/** Below 0 where `row` goes before `other`. Of equal rank the new one goes last, and first where the last of the order is downwards. */
function compare(row: Fields, other: Fields, order: Terms['order'], spelt: (text: string) => string): number | null {
  for (const { name, down } of order) {
    const sign = rank(row[name], other[name], spelt)
    if (sign !== 0) return sign && (down ? -sign : sign)
  }
  return order.at(-1)?.down ? -1 : 1
}

/** Below 0 where `a` is the smaller; `null` where the two cannot be compared. */
function rank(a: unknown, b: unknown, spelt = (text: string): string => text): number | null {
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b)
  const [x, y] = [measured(a), measured(b)]
  if (x !== null && y !== null) return x - y
  if (typeof a !== 'string' || typeof b !== 'string') return null
  return spelt(a) < spelt(b) ? -1 : Number(spelt(a) > spelt(b))
}

/** A number, a decimal in a string, or a point in time in milliseconds. */
function measured(value: unknown): number | null {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return null
  if (/^-?\d+(\.\d+)?$/.test(value)) return Number(value)
  return /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/.test(value) ? Date.parse(value) : null
}

/** The field a filter's name means, and how it compares. A field whose own name ends like a suffix is meant itself. */
function fieldOf(row: Fields, name: string): readonly [name: string, compared: string] {
  const [, field = name, compared = ''] = (!Object.hasOwn(row, name) && /^(.+)_(gte|gt|lte|lt|in|ne)$/.exec(name)) || []
  return [field, compared]
}

/** Is one condition met? `null` where it cannot be told. */
function holds(row: Fields, name: string, wanted: unknown): boolean | null {
  const [field, compared] = fieldOf(row, name)
  const value = row[field]
  if (value === undefined) return null
  if (compared === 'in') return some(String(wanted).split(','), (one) => equal(value, one))
  const same = equal(value, wanted)
  if (compared === 'ne') return value === null || same === null ? null : !same
  if (compared === '') return same
  if (value === null) return false
  const asked = typeof wanted === 'object' ? null : measured(typeof value === 'string' ? String(wanted) : Number(wanted))
  const known = measured(value)
  if (known === null || asked === null || Number.isNaN(asked)) return null
  return (compared.startsWith('g') ? known > asked : known < asked) || (compared.endsWith('e') && known === asked)
}

/** What goes over the wire is text: `5` and `'5'` ask the same, `'null'` finds empty ones, a list is asked whether it holds a value. */
function equal(value: unknown, wanted: unknown): boolean | null {
  if (Array.isArray(value)) return some(value, (one) => equal(one, wanted))
  if (typeof wanted === 'object' && wanted) return null
  if (value === null || typeof value !== 'object') {
    const [is, asked] = [String(value), String(wanted)]
    if (is === asked || (is !== 'null' && asked !== 'null' && rank(is, asked) === 0)) return true
    // Some databases compare texts without their case.
    return is.toLowerCase() === asked.toLowerCase()
      ? null
      : typeof value === 'boolean' && /^[01]$/.test(asked)
        ? value === (asked === '1')
        : false
  }
  return null
}

function some(all: readonly unknown[], met: (one: unknown) => boolean | null): boolean | null {
  const found = all.map(met)
  return found.includes(true) || (found.includes(null) ? null : false)
}
