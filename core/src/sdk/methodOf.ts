import { perform } from '../client/call.ts'
import type { Client } from '../client/createClient.ts'
import type { SendOptions } from '../client/send.ts'
import { isResource } from '../declare/index.ts'
import type { Operation, Shape } from '../declare/index.ts'
import { BlockstateError } from '../wire/error.ts'
import { isObject } from '../wire/json.ts'
import { isWritable, namedIn } from '../wire/request.ts'
import type { Fields } from '../wire/request.ts'
import { streamOf } from './streamOf.ts'

/**
 * An operation as a method: the untyped side of `Method`.
 *
 * Throws, by rejecting, `invalid_input` for an argument too many and for data that is no object, and whatever the call does.
 *
 * @example
 * await methodOf(client, updateEntity)('e1', { name: 'Hall 2' })
 */
export function methodOf(client: Client, operation: Operation): (...given: unknown[]) => Promise<unknown> {
  const { declared, path, route } = operation
  const parameters = path.split('/').flatMap((segment) => (segment[0] === ':' ? segment.slice(1) : []))
  const fields = writtenBeside(operation)
  const wanted = parameters.length + Math.min(fields.length, 1)
  return async (...given) => {
    if (given.length > wanted + 1)
      throw new BlockstateError('invalid_input', `${route}: ${given.length} arguments; ${wanted} are taken, and options.`)
    const input: Record<string, unknown> = {}
    for (const [index, name] of parameters.entries()) input[name] = given[index]
    const data = wanted > parameters.length ? given[parameters.length] : undefined
    if (typeof data === 'string' && fields.join() === 'unique_id') input['unique_id'] = data
    else if (isObject(data)) Object.assign(input, data)
    else if (data !== undefined)
      throw new BlockstateError('invalid_input', `${route}: '${String(data)}' is no object of ${fields.join(', ')}.`)
    const options = optionsOf(given[wanted])
    if (declared.streams) return streamOf(client, operation, input, options)
    return told(operation, (await perform(client, operation, input, options)).value)
  }
}

/** The names that a caller gives in one object: query and body, without what stands in the path. */
function writtenBeside({ path, declared: { query = {}, body = {} } }: Operation): string[] {
  // What is no resource is a shape.
  const shape = isResource(body) ? body.fields : (body as Shape)
  const writable = Object.keys(shape).filter((name) => isWritable(shape[name]))
  return [...Object.keys(query), ...writable].filter((name) => !namedIn(path, name))
}

/** The types know the options; from JavaScript, anything else is none. */
function optionsOf(given: unknown): SendOptions {
  return isObject(given) ? (given as SendOptions) : {}
}

/** A page under the SDK's names; nothing in place of a mere "it went well"; all else as it is. */
function told({ declared: { query = {}, returns } }: Operation, value: unknown): unknown {
  if (Array.isArray(returns) && 'page' in query && isObject(value)) {
    const { items, page, perPage, totalPages, totalCount } = value
    return { data: items, meta: { currentPage: page, perPage, totalPages, totalCount } }
  }
  return returns && !isResource(returns) && Object.keys(returns).join() === 'message' ? undefined : (value as Fields)
}
