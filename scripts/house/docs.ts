import ts from 'typescript'
import { at, type HouseFile } from './file.ts'

const LIBRARY = /^(core|sandbox|bindings\/(react|vue|svelte))\/src\//

/** What others call says in a sentence what it does, and states what it returns. */
export function docs(file: HouseFile): string[] {
  if (file.source === undefined || file.isTest || !LIBRARY.test(file.path)) return []
  return exported(file.source).flatMap(({ name, statement, signatures }) => {
    const problems: string[] = []
    if (!signatures.some((node) => documented(node)) && !documented(statement)) {
      problems.push(`${at(file, statement)} ${name} is exported without a doc comment`)
    }
    if (signatures.some((node) => node.type === undefined))
      problems.push(`${at(file, statement)} ${name} is exported without a return type`)
    return problems
  })
}

interface ExportedFunction {
  name: string
  statement: ts.Statement
  /** Its overloads; the implementation where there are none. */
  signatures: ts.SignatureDeclaration[]
}

function exported(source: ts.SourceFile): ExportedFunction[] {
  const functions = new Map<string, ExportedFunction>()
  for (const statement of source.statements) {
    if (!ts.canHaveModifiers(statement) || !isExported(statement)) continue
    if (ts.isFunctionDeclaration(statement)) {
      const name = statement.name?.text ?? 'default'
      const before = functions.get(name)
      if (before === undefined) functions.set(name, { name, statement, signatures: [statement] })
      else if (statement.body === undefined) before.signatures.push(statement)
    }
    if (ts.isVariableStatement(statement)) {
      for (const { name, initializer, type } of statement.declarationList.declarations) {
        if (type !== undefined || initializer === undefined) continue
        if (!ts.isArrowFunction(initializer) && !ts.isFunctionExpression(initializer)) continue
        functions.set(name.getText(source), { name: name.getText(source), statement, signatures: [initializer] })
      }
    }
  }
  return [...functions.values()]
}

function isExported(node: ts.HasModifiers): boolean {
  return ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false
}

function documented(node: ts.Node): boolean {
  return ts.getJSDocCommentsAndTags(node).some((doc) => ts.isJSDoc(doc) && doc.comment !== undefined)
}
