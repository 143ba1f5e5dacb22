import { relative } from 'node:path'
import ts from 'typescript'
import { ROOT } from '../root.ts'
import { readDocComment } from './docComment.ts'
import type { DocComment } from './docComment.ts'

/** Something a package exports. */
export interface PublicExport {
  name: string
  kind: 'function' | 'class' | 'value' | 'type'
  /** Its declaration as it stands in the source, without what it does. */
  signature: string
  doc: DocComment | undefined
  /** The file it stands in, from the repository's root. */
  file: string
}

/**
 * What entry files export, by name, each entry in alphabetical order.
 *
 * @param entries source files, from the repository's root
 *
 * @example
 * publicExports(['core/src/index.ts']).get('core/src/index.ts')
 */
export function publicExports(entries: readonly string[]): Map<string, PublicExport[]> {
  const { config } = ts.readConfigFile(`${ROOT}tsconfig.json`, ts.sys.readFile) as { config: object }
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, ROOT)
  const program = ts.createProgram(
    entries.map((entry) => `${ROOT}${entry}`),
    options,
  )
  const checker = program.getTypeChecker()
  return new Map(
    entries.map((entry) => {
      const source = program.getSourceFile(`${ROOT}${entry}`)
      const symbol = source && checker.getSymbolAtLocation(source)
      if (!symbol) throw new Error(`${entry} exports nothing`)
      return [
        entry,
        checker
          .getExportsOfModule(symbol)
          .map((one) => exportOf(checker, one))
          .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      ]
    }),
  )
}

function exportOf(checker: ts.TypeChecker, exported: ts.Symbol): PublicExport {
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
  const [declaration] = symbol.declarations ?? []
  if (!declaration) throw new Error(`${exported.name} is declared nowhere`)
  const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration
  const source = declaration.getSourceFile()
  const comments = ts.getLeadingCommentRanges(source.text, statement.getFullStart()) ?? []
  const comment = comments.map(({ pos, end }) => source.text.slice(pos, end)).findLast((text) => text.startsWith('/**'))
  return {
    name: exported.name,
    ...described(declaration),
    doc: comment === undefined ? undefined : readDocComment(comment),
    file: relative(ROOT, source.fileName).replaceAll('\\', '/'),
  }
}

function described(node: ts.Declaration): Pick<PublicExport, 'kind' | 'signature'> {
  if (ts.isFunctionDeclaration(node)) return { kind: 'function', signature: bare(node, node.body) }
  if (ts.isClassDeclaration(node)) {
    const head = node.getText().slice(0, (node.members[0]?.getFullStart() ?? node.getEnd()) - node.getStart())
    const members = node.members.map((member) => `  ${ts.isConstructorDeclaration(member) ? bare(member, member.body) : withDoc(member)}`)
    return { kind: 'class', signature: [unexported(head), ...members, '}'].join('\n') }
  }
  if (ts.isVariableDeclaration(node)) return { kind: 'value', signature: `const ${node.getText()}` }
  return { kind: 'type', signature: unexported(node.getText()) }
}

/** The text of a declaration up to its body. */
function bare(node: ts.Node, body: ts.Node | undefined): string {
  const text = node.getText()
  return unexported(body ? text.slice(0, body.getStart() - node.getStart()) : text).trimEnd()
}

function withDoc(node: ts.Node): string {
  return node.getFullText().trim()
}

function unexported(text: string): string {
  return text.replace(/^export /, '').replace(/^async /, '')
}
