import { fieldKind, isResource } from '@blockstate/core/describe'
import type { Operation, Shape } from '@blockstate/core/describe'
import { fromText } from './fromText.ts'
import { refuse } from './refusal.ts'

/** The fields of a body, and the JSON pointer of the object that held them (`/user` where it was wrapped, `''` where flat). */
export interface ReadBody {
  readonly fields: unknown
  readonly base: string
  /** What stood beside the wrapping key. */
  readonly beside: readonly string[]
}

/**
 * Reads a request's body: JSON, or a form where the operation takes files. It may be wrapped in its root key or flat.
 *
 * Refuses 415 where the content type is neither, 400 `malformed_body` where the text is no JSON object. A missing body is an empty one.
 *
 * @example
 * await readBody(login, request) // { fields: { email, password }, base: '/session', beside: [] }
 */
export async function readBody(operation: Operation, request: Request): Promise<ReadBody> {
  const { body, root: named } = operation.declared
  const root = named ?? (body !== undefined && isResource(body) ? body.root : undefined)
  const shape: Shape = body === undefined ? {} : isResource(body) ? body.fields : body
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (type === 'multipart/form-data') return { fields: await readForm(request, shape, root), base: '', beside: [] }
  const text = await request.text()
  if (text.trim() === '') return { fields: {}, base: root === undefined ? '' : `/${root}`, beside: [] }
  if (type !== 'application/json' && !type.endsWith('+json')) {
    refuse(415, 'unsupported_media_type', 'Unsupported media type', `Send the body as application/json, not '${type}'.`)
  }
  const sent = parse(text)
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
    refuse(400, 'malformed_body', 'Malformed body', 'The body must be a JSON object.')
  }
  if (root === undefined || !Object.hasOwn(sent, root)) return { fields: sent, base: '', beside: [] }
  const inner: unknown = Reflect.get(sent, root)
  // A flat body may have a field with the root's name (`{ message: 'hi' }`): then it is no wrapping.
  if (Object.hasOwn(shape, root) && (typeof inner !== 'object' || inner === null)) return { fields: sent, base: '', beside: [] }
  return { fields: inner, base: `/${root}`, beside: Object.keys(sent).filter((name) => name !== root) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // The parser's own words say where; JSON.parse throws nothing but SyntaxError.
    refuse(400, 'malformed_body', 'Malformed body', `The body is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function readForm(request: Request, shape: Shape, root: string | undefined): Promise<Record<string, unknown>> {
  const form = await request.formData().catch(() => refuse(400, 'malformed_body', 'Malformed body', 'The form cannot be read.'))
  const parts = new Map<string, (string | File)[]>()
  for (const [key, part] of form) {
    const unwrapped = root !== undefined && key.startsWith(`${root}[`) ? key.slice(root.length + 1).replace(']', '') : key
    const name = unwrapped.replace(/\[\]$/, '')
    parts.set(name, [...(parts.get(name) ?? []), part])
  }
  return Object.fromEntries(
    [...parts].map(([name, all]): [string, unknown] => {
      const field = Object.hasOwn(shape, name) ? shape[name] : undefined
      const texts = all.filter((part) => typeof part === 'string')
      if (texts.length === all.length) return [name, field === undefined ? texts.at(-1) : fromText(field, texts)]
      const read = field === undefined ? undefined : fieldKind(field)
      return [name, read?.kind === 'word' && read.word.many === 'list' ? all : all.at(-1)]
    }),
  )
}
