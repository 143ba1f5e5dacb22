import { globSync } from 'node:fs'
import { ROOT } from '../root.ts'
import { run, told } from '../run.ts'

/** What the compilers refuse: TypeScript's own, with Vue's and Svelte's eyes where there are components of theirs. */
export async function types(): Promise<string[]> {
  const components = globSync('{demos,bindings}/*/{src,test}/**/*.{vue,svelte}', { cwd: ROOT })
  // vue-tsc reads everything tsc reads, and .vue files besides.
  const compiler = components.some((path) => path.endsWith('.vue')) ? 'vue-tsc' : 'tsc'
  const problems = complaints(await run(compiler, ['--noEmit', '--pretty', 'false', '-p', 'tsconfig.json']))
  if (components.some((path) => path.endsWith('.svelte'))) problems.push(...(await svelteTypes()))
  return problems
}

/** Of what svelte-check says, the lines about Svelte files: the rest has been said. */
async function svelteTypes(): Promise<string[]> {
  const ran = await run('svelte-check', [
    '--workspace',
    '.',
    '--tsconfig',
    './tsconfig.json',
    '--output',
    'machine',
    '--threshold',
    'error',
  ])
  const lines = ran.stdout.split('\n').filter((line) => / ERROR "[^"]*\.svelte"/.test(line))
  if (ran.code !== 0 && ran.stdout.includes(' FAILURE ')) return [told(ran)]
  return lines.map((line) => line.replace(/^\d+ /, ''))
}

function complaints(ran: Awaited<ReturnType<typeof run>>): string[] {
  return ran.code === 0 ? [] : told(ran).split('\n')
}
