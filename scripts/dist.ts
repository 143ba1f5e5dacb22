import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { build } from 'tsdown'
import { missing, packages, type Package } from './packages.ts'
import { CACHE, ROOT } from './root.ts'

/** Build everything again, or only what is missing or older than its source. */
export interface BuildOptions {
  fresh: boolean
}

/** Builds the published packages into their `dist`, one after the other, and answers one line for each that failed. */
export async function buildAll({ fresh }: BuildOptions): Promise<string[]> {
  const failures: string[] = []
  for (const pkg of packages()) {
    const absent = missing(pkg)
    if (absent.length > 0) failures.push(`${pkg.name}: no source for ${absent.join(', ')}`)
    if (absent.length === Object.keys(pkg.entries).length) continue
    if (!fresh && !stale(pkg)) continue
    const started = performance.now()
    try {
      await buildOne(pkg)
      console.log(`built ${pkg.name} in ${((performance.now() - started) / 1000).toFixed(1)} s`)
    } catch (error) {
      failures.push(`${pkg.name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return failures
}

/**
 * One output file for each source file, so that Rolldown writes its pure mark at every `op`, `resource` and `paged` call;
 * without the mark esbuild keeps operations nobody imports.
 */
async function buildOne(pkg: Package): Promise<void> {
  const folder = `${ROOT}${pkg.folder}`
  const entry = Object.fromEntries(Object.entries(pkg.entries).filter(([, source]) => existsSync(`${folder}/${source}`)))
  await build({
    config: false,
    cwd: folder,
    entry,
    root: `${folder}/src`,
    outDir: 'dist',
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    tsconfig: `${ROOT}tsconfig.json`,
    unbundle: true,
    fixedExtension: true,
    dts: { sourcemap: false },
    deps: { neverBundle: [/^node:/, /^@blockstate\//], onlyBundle: [] },
    clean: true,
    logLevel: 'warn',
    report: false,
    inputOptions: { checks: { pluginTimings: false } },
  })
  mkdirSync(CACHE, { recursive: true })
  writeFileSync(stamp(pkg), fingerprint(pkg))
}

function stale(pkg: Package): boolean {
  const built = Object.keys(pkg.entries).every((name) => existsSync(`${ROOT}${pkg.folder}/dist/${name}.mjs`))
  return !built || !existsSync(stamp(pkg)) || readFileSync(stamp(pkg), 'utf8') !== fingerprint(pkg)
}

function stamp(pkg: Package): string {
  return `${CACHE}built-${pkg.folder.replaceAll('/', '-')}`
}

/** By content, not by time: a checkout and a copy change every time stamp. Declarations of a binding quote core's. */
function fingerprint(pkg: Package): string {
  const hash = createHash('sha256')
  const sources = globSync([`${pkg.folder}/{package.json,src/**}`, 'core/src/**', 'tsconfig.json', 'scripts/dist.ts'], { cwd: ROOT })
  for (const file of new Set(sources.toSorted())) {
    if (/\.test(-d)?\.|\/[^.]*$/.test(file)) continue
    hash.update(file).update(readFileSync(`${ROOT}${file}`))
  }
  return hash.digest('hex')
}
