import { isResource } from '../declare/index.ts'
import type { Field, Resource, Shape } from '../declare/index.ts'
import { readWord } from './readWord.ts'
import type { ReadWord } from './readWord.ts'

/** A field of a shape, told apart. `optional` says whether it may be left out. */
export type FieldKind =
  | { readonly kind: 'word'; readonly word: ReadWord; readonly optional: boolean }
  | { readonly kind: 'shape'; readonly shape: Shape; readonly optional: boolean }
  | { readonly kind: 'resource'; readonly resource: Resource; readonly optional: boolean }
  | { readonly kind: 'list'; readonly item: Shape | Resource; readonly optional: boolean }

/**
 * Tells which form a declared field has: a word, a nested shape, a resource, or a list of either.
 *
 * Throws a `TypeError` where the field is a misspelt word.
 *
 * @example
 * fieldKind('string?').kind // 'word'
 * fieldKind([{ sku: 'string' }]).kind // 'list'
 */
export function fieldKind(field: Field | Resource | readonly [Resource]): FieldKind {
  if (typeof field === 'string') {
    const word = readWord(field)
    return { kind: 'word', word, optional: word.optional }
  }
  if (isList(field)) return { kind: 'list', item: field[0], optional: false }
  if (isResource(field)) return { kind: 'resource', resource: field, optional: false }
  const inner = field['optional']
  // `{ optional: 'boolean' }` is a shape with a field of that name; only the marker holds a shape there.
  if (typeof inner === 'object' && Object.keys(field).length === 1) return { ...fieldKind(inner), optional: true }
  // Neither word, list, resource nor marker: what is left of Field is Shape, which the compiler cannot subtract.
  return { kind: 'shape', shape: field as Shape, optional: false }
}

function isList(field: object): field is readonly [Shape | Resource] {
  return Array.isArray(field)
}
