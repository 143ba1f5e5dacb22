import ts from 'typescript'
import { at, nodes, type HouseFile } from './file.ts'

const PURE = /^core\/src\/(declare|blocks|wire|model|describe)\//

const WORLD = new Set([
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'requestAnimationFrame',
  'performance',
  'crypto',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'document',
  'window',
  'navigator',
  'console',
  'process',
])

const MEMBERS = new Set(['Date.now', 'Math.random'])

/** The pure floors know no clock, no network, no chance, no screen: what they need of the world comes as an argument. */
export function purity(file: HouseFile): string[] {
  if (!PURE.test(file.path) || file.isTest) return []
  const own = new Set([...nodes(file)].flatMap((node) => declaredName(node)))
  return [...nodes(file)].flatMap((node) => {
    const word = worldly(node)
    return word === undefined || own.has(word) ? [] : [`${at(file, node)} ${word} in a pure floor: take it as an argument`]
  })
}

function worldly(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const name = `${node.expression.getText()}.${node.name.text}`
    return MEMBERS.has(name) ? name : undefined
  }
  if (ts.isNewExpression(node))
    return node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0 ? 'new Date()' : undefined
  if (!ts.isIdentifier(node) || !WORLD.has(node.text)) return undefined
  const { parent } = node
  // A key, a field or a type of that name is no use of the world.
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return undefined
  if ((ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isMethodSignature(parent)) && parent.name === node)
    return undefined
  if (ts.isTypeNode(parent) || ts.isBindingElement(parent)) return undefined
  return node.text
}

/** A parameter or variable of the same name stands before the world's. */
function declaredName(node: ts.Node): string[] {
  const named = ts.isParameter(node) || ts.isVariableDeclaration(node) || ts.isBindingElement(node) || ts.isFunctionDeclaration(node)
  return named && node.name !== undefined && ts.isIdentifier(node.name) ? [node.name.text] : []
}
