import ts from 'typescript'
import { at, nodes, type HouseFile } from './file.ts'

const SUITES = new Set(['test', 'it', 'describe', 'suite', 'bench'])
const BARRED = new Set(['skip', 'only', 'todo', 'fails'])
const CONFIG = /(\.config\.[cm]?[jt]s|^\.dependency-cruiser\.mjs|\.d\.ts)$/

/** No `any`, no default export, no test that is skipped or runs alone. */
export function syntax(file: HouseFile): string[] {
  const problems: string[] = []
  for (const node of nodes(file)) {
    if (node.kind === ts.SyntaxKind.AnyKeyword) problems.push(`${at(file, node)} says any: say what it is, or unknown`)
    if (isDefaultExport(node) && !CONFIG.test(file.path)) problems.push(`${at(file, node)} exports a default: export it by its name`)
    if (ts.isPropertyAccessExpression(node) && BARRED.has(node.name.text) && SUITES.has(root(node))) {
      problems.push(`${at(file, node)} ${root(node)}.${node.name.text}: every test runs, or goes`)
    }
  }
  return problems
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true
  if (ts.isExportSpecifier(node)) return node.name.text === 'default'
  return node.kind === ts.SyntaxKind.DefaultKeyword && (ts.isFunctionDeclaration(node.parent) || ts.isClassDeclaration(node.parent))
}

/** `test` of `test.concurrent.skip` and of `test.each(rows).skip`. */
function root(node: ts.Expression): string {
  if (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) return root(node.expression)
  return ts.isIdentifier(node) ? node.text : ''
}
