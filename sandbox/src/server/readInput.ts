import { fieldKind, isResource, validate } from '@blockstate/core/describe'
import type { Operation, Shape } from '@blockstate/core/describe'
import { readBody } from './readBody.ts'
import { readQuery } from './readQuery.ts'
import { Refusal } from './refusal.ts'
import type { RefusalDetail } from './refusal.ts'

/** A checked input, and the JSON pointer of the object its body fields stood in. */
export interface GivenInput {
  readonly input: Readonly<Record<string, unknown>>
  readonly base: string
}

/**
 * Reads what a caller gives an operation, checks all of it, and lays path, query and body into one flat object.
 *
 * Refuses with 422 `validation_error` and one entry for each bad field, with its pointer (body) or parameter (query).
 * PUT and PATCH of a resource may leave any field out. Constants are checked and left out of the input, as in `Input`.
 *
 * @example
 * const { input } = await readInput(updateEntity, { id: 'e1' }, request)
 */
export async function readInput(operation: Operation, path: Readonly<Record<string, string>>, request: Request): Promise<GivenInput> {
  const mistakes: RefusalDetail[] = []
  const query = readQuery(operation.declared.query ?? {}, new URL(request.url).searchParams)
  mistakes.push(...query.mistakes)
  const body = await readWritten(operation, request, mistakes)
  if (mistakes.length > 0) throw new Refusal(422, 'validation_error', mistakes)
  // The path says which record is meant; a body field of the same name must not redirect the write.
  const input = Object.fromEntries([...Object.entries(query.values), ...Object.entries(body.fields), ...Object.entries(path)])
  return { input, base: body.base }
}

async function readWritten(
  operation: Operation,
  request: Request,
  mistakes: RefusalDetail[],
): Promise<{ fields: Record<string, unknown>; base: string }> {
  const { body } = operation.declared
  // A body that nobody declared (an empty POST with `{}`) is not read: there is nothing it could say.
  if (body === undefined) return { fields: {}, base: '' }
  const { fields, base, beside } = await readBody(operation, request)
  const partial = isResource(body) && (operation.method === 'PUT' || operation.method === 'PATCH')
  for (const { path, message } of validate(body, fields, { mode: 'body', partial })) {
    mistakes.push({ title: 'Invalid field', detail: `${fieldName(path, base)} ${message}`, source: { pointer: base + path } })
  }
  for (const name of beside) {
    mistakes.push({ title: 'Invalid field', detail: `${name} must stand inside '${base.slice(1)}'`, source: { pointer: `/${name}` } })
  }
  const shape: Shape = isResource(body) ? body.fields : body
  const written = typeof fields === 'object' && fields !== null ? Object.entries(fields) : []
  return { fields: Object.fromEntries(written.filter(([name]) => !isConstant(shape, name))), base }
}

function fieldName(path: string, base: string): string {
  return path === '' ? base.slice(1) || 'the body' : path.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~')
}

function isConstant(shape: Shape, name: string): boolean {
  const field = Object.hasOwn(shape, name) ? shape[name] : undefined
  const read = field === undefined ? undefined : fieldKind(field)
  return read?.kind === 'word' && read.word.core.kind === 'constant'
}
