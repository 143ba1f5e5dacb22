import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { packages } from '../packages.ts'
import { ROOT } from '../root.ts'
import { blockPage } from './blockPage.ts'
import { exportsPage } from './exportsPage.ts'
import { publicExports } from './publicExports.ts'

/** A public entry of a package. */
interface Entry {
  /** As users import it: `@blockstate/core/auth`. */
  name: string
  /** Its source, from the repository's root. */
  source: string
  isBlock: boolean
}

/** Where the reference is, from the repository's root. */
export const REFERENCE = 'docs/reference'

/**
 * Every page of the reference by its file's name, made from the sources and from nothing else.
 *
 * @example
 * const pages = await referencePages()
 * [...pages.keys()]
 */
export async function referencePages(): Promise<Map<string, string>> {
  const entries = packages().flatMap(entriesOf)
  const documented = publicExports(entries.filter(({ isBlock }) => !isBlock).map(({ source }) => source))
  const pages = new Map<string, string>()
  const known = new Map<string, string>()
  for (const { name, source, isBlock } of entries) {
    const file = fileOf(name)
    if (isBlock) {
      const module: object = await import(pathToFileURL(`${ROOT}${source}`).href)
      pages.set(file, blockPage(name, module))
      continue
    }
    const exports = documented.get(source) ?? []
    pages.set(file, exportsPage(name, exports, known))
    // Core's readers name core's words again; packages do not share names by accident.
    if (name === '@blockstate/core') for (const one of exports) known.set(one.name, file)
    else if (!name.startsWith('@blockstate/core')) known.clear()
  }
  pages.set('README.md', index(entries))
  return pages
}

function entriesOf({ name, folder, entries }: ReturnType<typeof packages>[number]): Entry[] {
  const sources = Object.entries(entries).filter(([built]) => built !== 'main')
  return sources.map(([built, source]) => {
    const sub = built.replace(/^blocks\//, '').replace(/\/?index$/, '')
    const isBlock = source.startsWith('./src/blocks/')
    return { name: sub === '' ? name : `${name}/${sub}`, source: `${folder}/${source.slice(2)}`, isBlock }
  })
}

/** The page of `@blockstate/core/auth` is called `core-auth`. */
function fileOf(entry: string): string {
  return `${entry.replace('@blockstate/', '').replaceAll('/', '-')}.md`
}

/** A link to the page that says what was chosen for a block, where there is one. */
function choicesOf(name: string): string {
  const page = `blocks/${name.split('/').at(-1) ?? ''}.md`
  return existsSync(`${ROOT}docs/${page}`) ? `: [how it behaves](../${page})` : ''
}

function index(entries: readonly Entry[]): string {
  const lines = (some: readonly Entry[]): string => some.map(({ name }) => `* [${name}](${fileOf(name)})${choicesOf(name)}`).join('\n')
  const parts = [
    '# Reference',
    'Written by `npm run docs` from the doc comments and the declarations.',
    '## Packages',
    lines(entries.filter(({ isBlock }) => !isBlock)),
    '## Operations',
    lines(entries.filter(({ isBlock }) => isBlock)),
  ]
  return `${parts.join('\n\n')}\n`
}
