import { globSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { ROOT } from '../root.ts'
import { compile } from './compile.ts'
import { fencesIn } from './fences.ts'
import type { Fence } from './fences.ts'
import { layOut } from './layOut.ts'
import type { Places } from './layOut.ts'

/** The pages whose samples must compile. The reference is not among them: it quotes the sources. */
export function pages(): string[] {
  return globSync(['README.md', 'docs/*.md', '{core,sandbox}/README.md', 'bindings/*/README.md'], { cwd: ROOT })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
}

/**
 * The blocks of a page of the repository.
 *
 * @example
 * pages().flatMap(readPage)
 */
export function readPage(page: string): Fence[] {
  return fencesIn(page, readFileSync(`${ROOT}${page}`, 'utf8'))
}

/**
 * Lays samples out in a folder of their own for as long as `use` takes.
 *
 * @example
 * await inFolder(fences, (folder, places) => compile(folder, places))
 */
export async function inFolder<T>(fences: readonly Fence[], use: (folder: string, places: Places) => Promise<T>): Promise<T> {
  // The real path: a compiler's messages and Node's resolution go by it.
  const folder = mkdtempSync(`${realpathSync(tmpdir())}/blockstate-samples-`)
  try {
    return await use(folder, layOut(folder, fences))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What is wrong with the samples, a line each. */
export function checkSamples(fences: readonly Fence[]): Promise<string[]> {
  return inFolder(fences, compile)
}
