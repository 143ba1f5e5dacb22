import type { PublicExport } from './publicExports.ts'

const KINDS = { function: 'Functions', class: 'Classes', value: 'Values', type: 'Types' } as const

/**
 * The page of one entry: what it exports, with signature, doc sentence, parameters and example.
 *
 * @param elsewhere names that another entry's page has already, with that page
 *
 * @example
 * exportsPage('@blockstate/core', exports, new Map())
 */
export function exportsPage(entry: string, exports: readonly PublicExport[], elsewhere: ReadonlyMap<string, string>): string {
  const own = exports.filter(({ name }) => !elsewhere.has(name))
  const parts = [`# ${entry}`]
  for (const [kind, title] of Object.entries(KINDS)) {
    const some = own.filter((one) => one.kind === kind)
    if (some.length > 0) parts.push(`## ${title}`, ...some.map((one) => section(one, entry)))
  }
  const again = exports.filter(({ name }) => elsewhere.has(name))
  const others = again.map(({ name }) => `[\`${name}\`](${elsewhere.get(name)}#${name.toLowerCase()})`)
  if (others.length > 0) parts.push('## Also exported', others.join(', '))
  return `${parts.join('\n\n')}\n`
}

function section({ name, signature, doc, file }: PublicExport, entry: string): string {
  const language = entry.endsWith('react') ? 'tsx' : 'ts'
  const parts = [`### ${name}`]
  if (doc?.text) parts.push(doc.text)
  parts.push(`\`\`\`ts\n${signature}\n\`\`\``)
  if (doc && doc.params.length > 0) parts.push(doc.params.map((param) => `* \`${param.name}\`: ${param.text}`).join('\n'))
  if (doc?.returns) parts.push(`Returns ${doc.returns}`)
  if (doc?.throws) parts.push(`Throws ${doc.throws}`)
  if (doc?.example) parts.push(`\`\`\`${language}\n${doc.example}\n\`\`\``)
  parts.push(`[${file}](../../${file})`)
  return parts.join('\n\n')
}
