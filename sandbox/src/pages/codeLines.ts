import { exportName } from '@blockstate/core/describe'
import type { Operation } from '@blockstate/core/describe'
import { tryFields } from './tryFields.ts'

/**
 * What an app writes for an operation, by framework: a live list or query where it reads, a write where it does not.
 *
 * @example
 * codeLines('crm', 'list_contacts', listContacts)[1] // ['React', 'const contacts = useCollection(listContacts, {})']
 */
export function codeLines(block: string, skill: string, operation: Operation): [where: string, code: string][] {
  const name = exportName(skill)
  const { method, declared } = operation
  const fields = tryFields(operation)
  const needed = fields.filter(({ required, control }) => required && control.kind !== 'fixed').map((field) => field.name)
  const mayChange = (method === 'PUT' || method === 'PATCH') && fields.some(({ place, required }) => place === 'body' && !required)
  const given = [...needed, ...(mayChange ? ['...changes'] : [])]
  const input = given.length === 0 ? '{}' : `{ ${given.join(', ')} }`
  const imported = `import { ${name} } from '@blockstate/core/${block}'\n`
  const kind = storeOf(method, declared)
  if (kind === null) {
    const code = declared.streams ? `await stream(client, ${name}, ${input}, onEvent)` : `await call(client, ${name}, ${input})`
    return [['Any framework', imported + code]]
  }
  const made = kind[0]?.toUpperCase() + kind.slice(1)
  const isWrite = kind === 'mutation'
  const asked = isWrite ? name : `${name}, ${input}`
  const act = isWrite ? `.mutate(${input})` : ''
  return [
    ['Without a framework', `${imported}${kind}(client, ${asked})${isWrite ? act : '.subscribe(show)'}`],
    ['React, Vue', `${imported}const it = use${made}(${asked})${isWrite ? `\nawait it${act}` : ''}`],
    ['Svelte', `${imported}const it = create${made}(${asked})${isWrite ? `\nawait it${act}` : ''}`],
  ]
}

/** The store that shows it, `null` where none does: a stream, and whatever begins or ends a session. */
function storeOf(method: string, { query, streams, session, reads }: Operation['declared']): string | null {
  if (streams || session === 'begins' || session === 'ends') return null
  if (method !== 'GET' && !reads) return 'mutation'
  return query && 'page' in query ? 'collection' : 'query'
}
