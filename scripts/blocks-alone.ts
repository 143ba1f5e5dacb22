import { bundleWithParts, gzipped } from './bundle.ts'
import type { Row } from './measure.ts'
import { packages } from './packages.ts'
import { routesIn } from './strangers.ts'

/** What a block's declarations may weigh for each of its operations, resources included. */
const EACH = 100
/** The notation itself: `op`, `resource`, `paged`. */
const NOTATION = 600

/** What every block weighs when all of it is imported and nothing else, and which of them bring another along. */
export async function blocksAlone(): Promise<{ rows: Row[]; problems: string[] }> {
  const rows: Row[] = []
  const problems: string[] = []
  for (const block of blockNames()) {
    const code = `import * as block from '@blockstate/core/${block}'\nglobalThis.block = { ...block }`
    const made = await bundleWithParts({ code }, []).catch((error: unknown) => String(error))
    if (typeof made === 'string') problems.push(`${block} alone does not bundle: ${made}`)
    else {
      const routes = routesIn(made.code)
      const row = { name: `${block}, ${routes.length} operations`, bytes: gzipped(made.code), limit: NOTATION + EACH * routes.length }
      rows.push(row)
      if (row.bytes > row.limit) problems.push(`${block} alone: ${row.bytes} B, ${row.limit} B at most`)
      const others = othersIn(block, routes, Object.keys(made.parts))
      if (others.length > 0) problems.push(`${block} alone holds ${others.length} parts of other blocks, such as ${others[0]}`)
    }
  }
  return { rows, problems }
}

/** The routes and files of a bundle that belong to a block, but not to this one. */
export function othersIn(block: string, routes: readonly string[], files: readonly string[]): string[] {
  const blockOf = (file: string): string | undefined => /dist\/blocks\/([\w-]+)/.exec(file)?.[1]
  return [
    ...routes.filter((route) => !route.includes(` ${block}/`)),
    ...files.filter((file) => ![undefined, block].includes(blockOf(file))),
  ]
}

/** The blocks, as core's exports name them. */
function blockNames(): string[] {
  const [core] = packages()
  return Object.keys(core?.entries ?? {}).flatMap((entry) => (entry.startsWith('blocks/') ? [entry.slice('blocks/'.length)] : []))
}
