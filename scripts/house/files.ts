import { globSync, statSync } from 'node:fs'
import { ROOT } from '../root.ts'

const READ = /\.([cm]?[jt]sx?|vue|svelte|json|md|html|css|ya?ml|sh)$|^\.ci\/run$/

const SKIPPED = /(^|\/)(node_modules|dist|coverage|\.git|\.vitest|\.sandbox)(\/|$)/

/** The repository's own text files, by path from its root, with forward slashes. */
export function files(): string[] {
  const found = globSync(['**/*', '.ci/*', '.github/**/*', '.*.{json,mjs,cjs}'], { cwd: ROOT, exclude: (path) => SKIPPED.test(path) })
  return [...new Set(found)]
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => READ.test(path) && path !== 'package-lock.json' && statSync(`${ROOT}${path}`).isFile())
    .toSorted()
}
