import { posix } from 'node:path'
import ts from 'typescript'
import { at, nodes, type HouseFile } from './file.ts'

/** A package reaches another through the other's public entries, never through a path. */
export function imports(file: HouseFile): string[] {
  const home = packageOf(file.path)
  if (home === undefined || file.isTest) return []
  return [...nodes(file)].flatMap((node) => {
    const target = specifier(node)
    if (target === undefined || !target.startsWith('.')) return []
    const path = posix.join(posix.dirname(file.path), target)
    return path.startsWith(`${home}/`) ? [] : [`${at(file, node)} leaves its package for ${target}: import it by its package's name`]
  })
}

function packageOf(path: string): string | undefined {
  return /^(core|sandbox|bindings\/[^/]+|demos\/[^/]+)(?=\/)/.exec(path)?.[0]
}

function specifier(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : undefined
  }
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword) return undefined
  const [argument] = node.arguments
  return argument !== undefined && ts.isStringLiteral(argument) ? argument.text : undefined
}
