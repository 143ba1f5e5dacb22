import { fieldKind } from '@blockstate/core/describe'
import type { Field, Resource } from '@blockstate/core/describe'

/**
 * A declared field or shape in a line, as it is written in a declaration.
 *
 * @example
 * shapeText({ answer: 'string', sources: [{ file_id: 'string' }] }) // "{ answer: 'string', sources: [{ file_id: 'string' }] }"
 */
export function shapeText(field: Field | Resource | readonly [Resource]): string {
  if (typeof field === 'string') return `'${field}'`
  const read = fieldKind(field)
  if (read.kind === 'list') return wrapped(`[${shapeText(read.item)}]`, read.optional)
  if (read.kind === 'resource') return wrapped(read.resource.type, read.optional)
  if (read.kind === 'word') return `'${String(field)}'`
  const fields = Object.entries(read.shape).map(([name, one]) => `${name}: ${shapeText(one)}`)
  return wrapped(`{ ${fields.join(', ')} }`, read.optional)
}

function wrapped(text: string, optional: boolean): string {
  return optional ? `optional(${text})` : text
}
