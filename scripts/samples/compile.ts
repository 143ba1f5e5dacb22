import { run, told } from '../run.ts'
import type { Places } from './layOut.ts'

/**
 * What the compilers refuse of the samples in a folder, a line each: `docs/errors.md:12 Cannot find name 'x'.`
 *
 * TypeScript and Vue's components, templates included, by vue-tsc; Svelte's, markup included, by svelte-check.
 *
 * @example
 * const problems = await compile(folder, layOut(folder, fences))
 */
export async function compile(folder: string, places: Places): Promise<string[]> {
  const svelte = [...places.keys()].some((path) => path.endsWith('.svelte'))
  const [byVue, bySvelte] = await Promise.all([
    run('vue-tsc', ['--noEmit', '--pretty', 'false', '-p', 'tsconfig.json'], { cwd: folder }),
    svelte ? run('svelte-check', ['--workspace', '.', '--tsconfig', 'tsconfig.svelte.json', '--output', 'machine'], { cwd: folder }) : null,
  ])
  const problems = [
    ...linesOf(byVue.stdout, /^(.+?)\((\d+),\d+\): error \w+: (.*)$/, places),
    ...linesOf(bySvelte?.stdout ?? '', /^\d+ (?:ERROR|WARNING) "(.+?\.svelte)" (\d+):\d+ (.*)$/, places),
  ]
  // A compiler that failed without a word about a sample has not looked at them.
  if (problems.length === 0 && byVue.code !== 0) problems.push(`vue-tsc: ${told(byVue)}`)
  if (bySvelte && !/ COMPLETED [1-9]/.test(bySvelte.stdout)) problems.push(`svelte-check: ${told(bySvelte)}`)
  return problems
}

function linesOf(output: string, pattern: RegExp, places: Places): string[] {
  return output.split('\n').flatMap((line) => {
    const [, path, row, message] = pattern.exec(line) ?? []
    return path === undefined ? [] : [`${places.get(path)?.[Number(row) - 1] ?? `${path}:${row}`} ${message}`]
  })
}
