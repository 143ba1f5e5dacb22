import { fieldKind } from '@blockstate/core/describe'
import type { Resource } from '@blockstate/core/describe'
import type { AnswerOptions, ListAnswer, MessageAnswer, PlainAnswer, RecordAnswer } from './answer.ts'
import { pageMeta } from './paging.ts'
import type { Paging } from './paging.ts'

type Told = Readonly<Record<string, unknown>>

/** An answer as JSON, before it becomes bytes. */
export interface Encoded {
  readonly status: number
  readonly document: Told
}

/**
 * Prints an answer as the API's JSON: `{ data: { id, type, attributes, relationships } }` for records (JSON:API), `{ message }` for
 * sentences, data as it is for what is no record. Attributes that are `undefined` or not declared are left out.
 *
 * @example
 * encode(record(User, row), 'POST', paging) // { status: 201, document: { data: { id: 'u1', type: 'user', attributes: { … } } } }
 */
export function encode(answer: RecordAnswer | ListAnswer | PlainAnswer | MessageAnswer, method: string, paging: Paging): Encoded {
  if (answer.kind === 'message') return { status: answer.status ?? 200, document: { message: answer.text } }
  const included = answer.included?.map((one) => encodeRecord(one.resource, one.row, one))
  const paged = answer.kind === 'list' && answer.total !== undefined ? pageMeta(paging, answer.total) : {}
  const meta = { ...paged, ...answer.meta }
  const document = {
    data: encodeData(answer),
    ...(included === undefined ? {} : { included }),
    ...(Object.keys(meta).length === 0 ? {} : { meta }),
  }
  return { status: answer.status ?? (answer.kind === 'record' && method === 'POST' ? 201 : 200), document }
}

function encodeData(answer: RecordAnswer | ListAnswer | PlainAnswer): unknown {
  if (answer.kind === 'record') return encodeRecord(answer.resource, answer.row, answer)
  if (answer.kind === 'list') return answer.rows.map((row) => encodeRecord(answer.resource, row))
  if (answer.type === undefined) return answer.data
  return {
    ...(answer.id === undefined ? {} : { id: answer.id }),
    type: answer.type,
    attributes: answer.data,
    ...(answer.relationships === undefined ? {} : { relationships: linked(answer.relationships) }),
  }
}

/**
 * Prints one record as JSON:API does.
 *
 * @example
 * encodeRecord(Channel, row) // { id: 'c1', type: 'channel', attributes: { … } }
 */
export function encodeRecord(resource: Resource, row: Told, options: AnswerOptions = {}): Told {
  const attributes: [string, unknown][] = [['unique_id', row['unique_id']]]
  const references: [string, unknown][] = Object.entries(options.relationships ?? {})
  for (const [name, field] of Object.entries(resource.fields)) {
    if (!Object.hasOwn(row, name)) continue
    const read = fieldKind(field)
    const isReference = read.kind === 'word' && read.word.core.kind === 'scalar' && read.word.core.scalar === 'ref'
    if (isReference) references.push([name, row[name]])
    else attributes.push([name, row[name]])
  }
  attributes.push(['created_at', row['created_at']], ['updated_at', row['updated_at']])
  const told = references.filter(([, value]) => value !== undefined)
  return {
    id: String(row[resource.id] ?? row['unique_id']),
    // A kind that another block has too is declared with its block: `rewards:customer`.
    type: resource.type.replace(/^.*:/, ''),
    attributes: Object.fromEntries(attributes.filter(([, value]) => value !== undefined)),
    ...(told.length === 0 ? {} : { relationships: linked(Object.fromEntries(told)) }),
  }
}

function linked(references: Told): Told {
  return Object.fromEntries(Object.entries(references).map(([name, data]) => [name, { data }]))
}
