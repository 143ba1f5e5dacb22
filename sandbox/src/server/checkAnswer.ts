import { isResource, validate } from '@blockstate/core/describe'
import type { Field, Issue, Operation } from '@blockstate/core/describe'
import type { Answer, PlainAnswer } from './answer.ts'

/**
 * Holds a handler's answer to its declaration; throws an `Error` that names every departure. For tests: what the sandbox answers is
 * what clients are built on, so a field nobody declared is a mistake here.
 *
 * Answers to PUT and PATCH may tell the changed attributes only, as the deployed API does.
 *
 * @example
 * checkAnswer(getEntity, record(Entity, row))
 */
export function checkAnswer(operation: Operation, answer: Answer): void {
  const issues = issuesOf(operation, answer)
  if (issues.length === 0) return
  const told = issues.map(({ path, message }) => `${path === '' ? 'the answer' : path} ${message}`).join('; ')
  throw new Error(`${operation.route} answered what it does not declare: ${told}`)
}

function issuesOf(operation: Operation, answer: Answer): Issue[] {
  const { returns, streams } = operation.declared
  if (answer.kind === 'stream') return streams === undefined ? [{ path: '', message: 'is a stream, which is not declared' }] : []
  // A file is told beside what is declared, to those who ask for its type.
  if (answer.kind === 'file') return []
  if (answer.kind === 'nothing') return returns === undefined ? [] : [{ path: '', message: 'is empty' }]
  if (answer.kind === 'message') return returns === undefined ? [] : validate(returns, { message: answer.text }, { mode: 'answer' })
  if (returns === undefined) return [{ path: '', message: 'holds data, and none is declared' }]
  if (answer.kind === 'plain') return validate(returns, withReferences(answer), { mode: 'answer' })
  const partial = operation.method === 'PUT' || operation.method === 'PATCH'
  if (answer.kind === 'record') {
    if (!isResource(returns)) return [{ path: '', message: 'is a record, and none is declared' }]
    return [...sameType(returns.type, answer.resource.type), ...validate(returns, answer.row, { mode: 'answer', partial })]
  }
  const item: Field | undefined = Array.isArray(returns) ? returns[0] : undefined
  if (item === undefined || !isResource(item)) return [{ path: '', message: 'is a list, and none is declared' }]
  return [...sameType(item.type, answer.resource.type), ...validate([item], answer.rows, { mode: 'answer' })]
}

function withReferences({ data, relationships }: PlainAnswer): Record<string, unknown> {
  return { ...data, ...relationships }
}

function sameType(declared: string, told: string): Issue[] {
  return declared === told ? [] : [{ path: '', message: `is a ${told}, not a ${declared}` }]
}

/**
 * Holds one piece of a stream to its declaration; throws as {@link checkAnswer} does. `error` pieces may stand in every stream.
 *
 * @example
 * checkEvent(sendMessageStream, { type: 'token', content: 'Hi' })
 */
export function checkEvent(operation: Operation, event: Readonly<Record<string, unknown>>): void {
  const { type, ...rest } = event
  const streams = operation.declared.streams ?? {}
  const shape = typeof type === 'string' && Object.hasOwn(streams, type) ? streams[type] : undefined
  if (shape === undefined && type === 'error') return
  const issues =
    shape === undefined ? [{ path: '/type', message: `'${String(type)}' is not declared` }] : validate(shape, rest, { mode: 'answer' })
  if (issues.length > 0)
    throw new Error(
      `${operation.route} streamed what it does not declare: ${issues.map(({ path, message }) => `${path} ${message}`).join('; ')}`,
    )
}
