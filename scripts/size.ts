import { bundleWithParts, gzipped } from './bundle.ts'
import { buildAll } from './dist.ts'
import { measureAll, type Row } from './measure.ts'

const why = process.argv.indexOf('--why')
if (why !== -1) {
  await explain(process.argv[why + 1] ?? 'app')
  process.exit(0)
}

const { rows, blocks, problems } = await measureAll()

if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ rows, blocks, problems }, null, 2))
} else {
  console.log(table('min+gzip', rows))
  console.log(`\n${table('a whole block, alone', blocks)}`)
  console.log(
    problems.length === 0
      ? '\nA bundle with one operation holds no other, by esbuild and by Vite; a bundle with one block holds no other block.'
      : `\n${problems.join('\n')}`,
  )
}
process.exit(problems.length === 0 ? 0 : 1)

/** Which files make a program of scripts/size as heavy as it is, heaviest first; a tenth of a kilobyte and less are summed. */
async function explain(program: string): Promise<void> {
  await buildAll({ fresh: false })
  const { code, parts } = await bundleWithParts({ file: `scripts/size/${program}.ts` })
  const sorted = Object.entries(parts).toSorted(([, a], [, b]) => b - a)
  for (const [path, count] of sorted.filter(([, size]) => size > 100)) console.log(`${bytes(count)}  ${path}`)
  console.log(`${bytes(sorted.reduce((sum, [, size]) => sum + (size > 100 ? 0 : size), 0))}  the rest`)
  console.log(`${bytes(code.length)}  minified, ${bytes(gzipped(code)).trim()} after gzip`)
}

function table(title: string, all: readonly Row[]): string {
  const width = Math.max(title.length, ...all.map((row) => row.name.length))
  const lines = all.map((row) => `${row.name.padEnd(width)} ${bytes(row.bytes)} ${bytes(row.limit)}  ${verdict(row)}`)
  return [`${title.padEnd(width)} ${'actual'.padStart(9)} ${'limit'.padStart(9)}`, ...lines].join('\n')
}

function verdict({ bytes: size, limit, goal }: Row): string {
  if (size > limit) return 'over'
  return goal === undefined ? 'ok' : `ok, ${(size - goal).toLocaleString('en-US')} B above its goal of ${goal.toLocaleString('en-US')} B`
}

function bytes(count: number): string {
  return `${count.toLocaleString('en-US')} B`.padStart(9)
}
