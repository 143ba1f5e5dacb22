import { fieldKind, inputSchema, isOperation, isResource, pathNames } from '@blockstate/core/describe'
import type { Field, Operation, RecordName, Resource } from '@blockstate/core/describe'
import { shapeText } from './shapeText.ts'

/**
 * The page of a block: its operations by path, then its resources, all from the declarations.
 *
 * @example
 * blockPage('@blockstate/core/auth', auth)
 */
export function blockPage(entry: string, module: object): string {
  // In an order of its own: a test runner may list a module's names in another.
  const values = Object.entries(module).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const operations = values.filter((pair): pair is [string, Operation] => isOperation(pair[1])).toSorted(byPath)
  const resources = values.filter((pair): pair is [string, Resource] => isResource(pair[1]))
  const names = new Map(resources.map(([name, { type }]) => [type, name]))
  const chats = values.filter(([, value]) => !isOperation(value) && !isResource(value))
  const overview = operations.map(([name, { route, declared }]) => [`[${code(name)}](#${name.toLowerCase()})`, code(route), declared.about])
  const parts = [
    `# ${entry}`,
    `${operations.length} operations, ${resources.length} resources. What the words mean is in [the notation](../notation.md).`,
    table(['operation', 'route', 'about'], overview),
    ...(chats.length > 0 ? ['## For conversations', ...chats.map(([name, value]) => chat(name, value, operations))] : []),
    '## Operations',
    ...operations.map(([name, operation]) => section(name, operation, names)),
    '## Resources',
    ...resources.map(([name, resource]) => resourceSection(name, resource)),
  ]
  return `${parts.join('\n\n')}\n`
}

function byPath([a, one]: [string, Operation], [b, other]: [string, Operation]): number {
  const [left, right] = [`${one.path} ${one.method} ${a}`, `${other.path} ${other.method} ${b}`]
  return left < right ? -1 : 1
}

function chat(name: string, routes: unknown, operations: readonly [string, Operation][]): string {
  const nameOf = (value: unknown): string => operations.find(([, operation]) => operation === value)?.[0] ?? ''
  const parts = Object.entries(routes ?? {}).map(([part, value]) => `${part} [\`${nameOf(value)}\`](#${nameOf(value).toLowerCase()})`)
  return `\`${name}\`: ${parts.join(', ')}.`
}

function section(name: string, operation: Operation, names: ReadonlyMap<string, string>): string {
  const { route, declared } = operation
  const rows = inputRows(operation)
  const link = ({ type }: Resource): string => (names.has(type) ? `[${names.get(type)}](#${names.get(type)?.toLowerCase()})` : code(type))
  const effects = [
    declared.auth === 'none' && 'Sent without a token.',
    declared.credentials && 'A 401 is its answer, not a lost session.',
    declared.session && { begins: 'Begins a session.', ends: 'Ends the session.', tells: 'Tells who is signed in.' }[declared.session],
    declared.creates &&
      `Adds the ${named(declared.creates, link)} to the lists at its path${declared.optimistic === false ? '' : ', at once'}.`,
    declared.removes && `Removes the ${named(declared.removes, link)} from every list.`,
    declared.patches && `What it changes in the ${link(declared.patches.resource)} is shown at once.`,
    declared.besides && `So is what it changes in ${declared.besides.map((one) => `the ${named(one, link)}`).join(' and ')}.`,
    declared.into && `Comes into ${declared.into.map(code).join(' and ')} at once.`,
    declared.outOf && `Leaves ${declared.outOf.map(code).join(' and ')} at once.`,
    declared.idempotent && 'Sent with a key, so that it may be sent again.',
    declared.ifMatch && `Sent with the last known ${code(declared.ifMatch)} as \`If-Match\`.`,
    declared.optimistic === false && 'Shown when the server has answered.',
    declared.stale === false && 'Makes nothing stale.',
    declared.stale && `Also makes stale: ${declared.stale.map(code).join(', ')}.`,
  ].filter(Boolean)
  const input = rows.length > 0 ? table(['input', 'where', 'word', 'required'], rows) : 'No input.'
  const parts = [`### ${name}`, `${declared.about}.`, code(route), input, answer(operation, link)]
  if (effects.length > 0) parts.push(effects.join(' '))
  return parts.join('\n\n')
}

/** A record and what names it. */
function named(name: Resource | RecordName, link: (resource: Resource) => string): string {
  if (isResource(name)) return link(name)
  const { resource, by = '' } = name
  if (typeof by === 'string') return `${link(resource)} named by ${code(by)}`
  return `${link(resource)} whose ${Object.entries(by)
    .map(([field, input]) => `${code(field)} is ${code(input)}`)
    .join(' and ')}`
}

function inputRows(operation: Operation): string[][] {
  const { path, declared } = operation
  const required = new Set(inputSchema(operation).required)
  const properties = inputSchema(operation).properties ?? {}
  const inPath = pathNames(path)
  const row = (name: string, where: string, word: string): string[] => [code(name), where, word, required.has(name) ? 'yes' : '']
  const rows = inPath.map((name) => row(name, 'path', code('string')))
  for (const [name, field] of Object.entries(declared.query ?? {})) rows.push(row(name, 'query', wordOf(field)))
  const { body } = declared
  const root = declared.root ?? (isResource(body) ? body.root : undefined)
  const where = root === undefined ? 'body' : `body, in ${code(root)}`
  for (const [name, field] of Object.entries((isResource(body) ? body.fields : body) ?? {})) {
    if (inPath.includes(name) || !Object.hasOwn(properties, name)) continue
    rows.push(row(name, where, wordOf(field)))
  }
  return rows
}

function answer({ declared }: Operation, link: (resource: Resource) => string): string {
  const { returns, streams, query } = declared
  if (streams)
    return `Streams ${Object.entries(streams)
      .map(([type, shape]) => `${code(type)} ${code(shapeText(shape))}`)
      .join(', ')}.`
  if (returns === undefined) return 'Answers nothing.'
  const read = fieldKind(returns)
  if (read.kind === 'list') {
    const item = isResource(read.item) ? link(read.item) : code(shapeText(read.item))
    return `Answers a ${query && 'page' in query ? 'page' : 'list'} of ${item}.`
  }
  return read.kind === 'resource' ? `Answers ${link(read.resource)}.` : `Answers ${code(shapeText(returns))}.`
}

function resourceSection(name: string, { type, fields, id, root }: Resource): string {
  const rows = Object.entries(fields).map(([field, word]) => [code(field), wordOf(word)])
  const about = `Type ${code(type)}, addressed by ${code(id)}, written in ${code(root)}.`
  return [`### ${name}`, about, table(['field', 'word'], rows)].join('\n\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const escaped = rows.map((cells) => cells.map((cell) => cell.replaceAll('|', '\\|')))
  return [line(head), `|${'---|'.repeat(head.length)}`, ...escaped.map(line)].join('\n')
}

/** A plain word needs no quotes in a table. */
function wordOf(field: Field): string {
  return code(typeof field === 'string' ? field : shapeText(field))
}

function code(text: string): string {
  return `\`${text}\``
}
