import type { Fields } from '../wire/request.ts'
import { isObject } from '../wire/json.ts'
import type { Entities } from './entities.ts'

/**
 * The ids in an input that were made up here, for records whose creation the server has not answered yet or has by now.
 *
 * @example
 * madeHere(entities, { id: 'new-1', name: 'Hall 2' }) // ['new-1']
 */
export function madeHere(entities: Pick<Entities, 'idOf'>, input: Fields): string[] {
  const found: string[] = []
  replaceTexts(input, (text) => {
    if (entities.idOf(text) !== undefined) found.push(text)
    return text
  })
  return found
}

/**
 * The input as the server understands it: its own ids in place of those made up here, wherever they stand.
 *
 * @example
 * addressed(entities, { id: 'new-1' }) // { id: 'e7' }
 */
export function addressed(entities: Entities, input: Fields): Fields {
  // The walk keeps the input's shape.
  return replaceTexts(input, (text) => entities.idOf(text) ?? text) as Fields
}

function replaceTexts(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === 'string') return replace(value)
  if (Array.isArray(value)) return value.map((item) => replaceTexts(item, replace))
  // Of plain objects only: a file or a date is no place for ids.
  if (!isObject(value) || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaceTexts(one, replace)]))
}
