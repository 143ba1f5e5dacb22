import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { ROOT } from '../root.ts'
import type { Fence } from './fences.ts'

/** Where each line of a laid out file stands in its page: `README.md:41`, by line from 0. */
export type Places = ReadonlyMap<string, readonly string[]>

const COMPONENT = `declare module '*.svelte' {
  const component: import('svelte').Component
  export default component
}
`

const COMPILED = new Set(['ts', 'tsx', 'js', 'vue', 'svelte'])

/** What is compiled of a page. */
export function isProgram({ language }: Fence): boolean {
  return COMPILED.has(language)
}

/**
 * Writes every sample into a folder, a folder a page, as a user would have it: the packages in `node_modules`, the repository's own
 * strict settings. A block without a name is a module of its own; it sees the page's named files beside it.
 *
 * @example
 * const places = layOut(folder, fences)
 * places.get('docs-errors/1.ts') // ['docs/errors.md:12', …]
 */
export function layOut(folder: string, fences: readonly Fence[]): Places {
  const files = new Map<string, { code: string; places: string[] }>()
  for (const [index, { page, line, language, file, code }] of fences.filter(isProgram).entries()) {
    const path = `${folderOf(page)}/${file ?? `Block${index + 1}.${language}`}`
    const before = files.get(path) ?? { code: '', places: [] }
    const places = code.split('\n').map((_, offset) => `${page}:${line + offset}`)
    files.set(path, { code: before.code + code, places: [...before.places, ...places.slice(0, -1)] })
  }
  for (const [path, { code }] of files) {
    mkdirSync(`${folder}/${path}`.replace(/\/[^/]*$/, ''), { recursive: true })
    writeFileSync(`${folder}/${path}`, code)
  }
  // A junction where Windows allows no link.
  symlinkSync(`${ROOT}node_modules`, `${folder}/node_modules`, 'junction')
  writeFileSync(`${folder}/package.json`, '{ "type": "module" }\n')
  // main.ts may import a component; what is in it is Svelte's to check.
  writeFileSync(`${folder}/svelte.d.ts`, COMPONENT)
  writeFileSync(`${folder}/tsconfig.json`, config(['svelte.d.ts', '**/*.ts', '**/*.tsx', '**/*.js', '**/*.vue']))
  writeFileSync(`${folder}/tsconfig.svelte.json`, config(['**/*.svelte']))
  return new Map([...files].map(([path, { places }]) => [path, places]))
}

/** A page's folder: its path, without what a path cannot hold. */
function folderOf(page: string): string {
  return page.replace(/\.md$/, '').replaceAll('/', '-')
}

function config(include: readonly string[]): string {
  const compilerOptions = { allowJs: true, checkJs: true, moduleDetection: 'force' }
  return JSON.stringify({ extends: `${ROOT}tsconfig.json`, compilerOptions, include, exclude: ['node_modules'] })
}
