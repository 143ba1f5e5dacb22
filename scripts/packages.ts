import { existsSync, readFileSync } from 'node:fs'
import { ROOT } from './root.ts'

/** A package that is published: where it is, and which source stands behind each built entry. */
export interface Package {
  name: string
  /** Relative to the repository, no slash at the end. */
  folder: string
  /** `dist` name without extension -> source file, both relative to the package. */
  entries: Record<string, string>
}

interface Manifest {
  name: string
  bin?: Record<string, string>
  exports: Record<string, string | { '@blockstate/source': string; default: string }>
}

const FOLDERS = ['core', 'bindings/react', 'bindings/vue', 'bindings/svelte', 'sandbox']

/** The published packages, core first, as their `exports` and `bin` describe them. */
export function packages(): Package[] {
  return FOLDERS.map((folder) => {
    // Our own manifests; package shape is checked by publint.
    const manifest = JSON.parse(readFileSync(`${ROOT}${folder}/package.json`, 'utf8')) as Manifest
    const built = Object.values(manifest.exports).filter((target) => typeof target !== 'string')
    const entries: Record<string, string> = {}
    for (const target of built) entries[distName(target.default)] = target['@blockstate/source']
    for (const file of Object.values(manifest.bin ?? {})) entries[distName(file)] = `./src/${distName(file)}.ts`
    return { name: manifest.name, folder, entries }
  })
}

/** Which of a package's entries have no source. */
export function missing(pkg: Package): string[] {
  return Object.values(pkg.entries).filter((source) => !existsSync(`${ROOT}${pkg.folder}/${source}`))
}

function distName(file: string): string {
  return file.replace(/^\.\/dist\//, '').replace(/\.mjs$/, '')
}
