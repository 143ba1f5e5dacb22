import { gzipSync } from 'node:zlib'
import { build as esbuild } from 'esbuild'
import { build as vite } from 'vite'
import { ROOT } from './root.ts'

/** What an app brings itself: never counted as ours. */
export const FRAMEWORKS: readonly string[] = ['react', 'react-dom', 'vue', 'svelte']

/** A program to bundle: a file, or its text. It sees the built packages, as a user's app would. */
export type Program = { file: string } | { code: string }

/** The program as it would go to a browser: production, minified, ESM, frameworks left out. By esbuild. */
export async function bundle(program: Program, external: readonly string[] = FRAMEWORKS): Promise<string> {
  return (await bundleWithParts(program, external)).code
}

/** The same, and how many of its minified bytes each file brought. */
export async function bundleWithParts(
  program: Program,
  external: readonly string[] = FRAMEWORKS,
): Promise<{ code: string; parts: Record<string, number> }> {
  const source =
    'file' in program
      ? { entryPoints: [`${ROOT}${program.file}`] }
      : { stdin: { contents: program.code, resolveDir: `${ROOT}scripts`, sourcefile: 'program.ts', loader: 'ts' as const } }
  const { outputFiles, metafile } = await esbuild({
    ...source,
    bundle: true,
    splitting: true,
    outdir: ROOT,
    write: false,
    metafile: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['production'],
    define: { 'process.env.NODE_ENV': '"production"' },
    external: [...external],
    logLevel: 'silent',
    legalComments: 'none',
  })
  const chunks = Object.entries(metafile.outputs).map(([path, output]) => ({ path, ...output }))
  const later = Object.values(metafile.inputs).flatMap(({ imports }) => imports.filter(({ kind }) => kind === 'dynamic-import'))
  // What is loaded later, if ever, an app does not pay when it starts. Where nothing that stayed loads it, a bundler may leave it lying about.
  const atOnce = new Set(chunks.filter(({ entryPoint }) => entryPoint && !later.some(({ path }) => path === entryPoint)))
  for (const { imports } of atOnce) {
    const named = imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => path)
    for (const chunk of chunks) if (named.includes(chunk.path)) atOnce.add(chunk)
  }
  const parts = [...atOnce].flatMap(({ inputs }) =>
    Object.entries(inputs).map(([path, { bytesInOutput }]) => [path, bytesInOutput] as const),
  )
  const code = outputFiles.filter((file) => [...atOnce].some(({ path }) => file.path.endsWith(`/${path}`)))
  return { code: code.map((file) => file.text).join(''), parts: Object.fromEntries(parts) }
}

/** The same program by Vite, which is to say by Rolldown. */
export async function bundleByVite(file: string, external: readonly string[] = FRAMEWORKS): Promise<string> {
  const built = await vite({
    root: ROOT,
    configFile: false,
    logLevel: 'silent',
    build: { write: false, target: 'es2022', modulePreload: false, rolldownOptions: { input: `${ROOT}${file}`, external: [...external] } },
  })
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((result) => ('output' in result ? result.output : []))
  return outputs.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('')
}

/** What a text weighs on the wire: gzip, level 9. */
export function gzipped(text: string): number {
  return gzipSync(text, { level: 9 }).byteLength
}
