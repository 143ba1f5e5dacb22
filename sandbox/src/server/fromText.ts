import { fieldKind } from '@blockstate/core/describe'
import type { Field } from '@blockstate/core/describe'

/**
 * Reads the texts of a query parameter or a form part as the value its field declares. What cannot be read stays text, so that
 * the validation that follows names the mistake.
 *
 * @example
 * fromText('integer?', ['3']) // 3
 * fromText('string[]?', ['a,b']) // ['a', 'b'], as from '["a","b"]'
 */
export function fromText(field: Field, texts: readonly string[]): unknown {
  const read = fieldKind(field)
  const last = texts.at(-1) ?? ''
  if (read.kind !== 'word') return fromJson(last)
  const { core, many, nullable } = read.word
  if (nullable && (last === 'null' || last === '')) return null
  const scalar = core.kind === 'scalar' ? core.scalar : 'string'
  const one = (text: string): unknown => {
    if (scalar === 'boolean') return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : text
    if (scalar === 'integer' || scalar === 'number' || scalar === 'decimal')
      return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text)
    return scalar === 'json' || scalar === 'ref' ? fromJson(text) : text
  }
  if (many === 'map') return fromJson(last)
  // A form tells a list as JSON.
  const told: unknown = many === 'list' && texts.length === 1 && last.startsWith('[') ? fromJson(last) : undefined
  if (Array.isArray(told)) return told
  if (many === 'list') return (texts.length === 1 ? last.split(',').filter((text) => text !== '') : texts).map(one)
  return one(last)
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text // json takes any value, a bare word included; other fields are refused by the validation
  }
}
