import { measureAll, type Row } from './measure.ts'

const { rows, problems } = await measureAll()

if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ rows, problems }, null, 2))
} else {
  console.log(table(rows))
  console.log(problems.length === 0 ? '\nA bundle with one operation holds no other, by esbuild and by Vite.' : `\n${problems.join('\n')}`)
}
process.exit(problems.length === 0 ? 0 : 1)

function table(all: readonly Row[]): string {
  const width = Math.max(8, ...all.map((row) => row.name.length))
  const lines = all.map((row) => `${row.name.padEnd(width)} ${bytes(row.bytes)} ${bytes(row.limit)}  ${row.bytes > row.limit ? 'over' : 'ok'}`)
  return [`${'min+gzip'.padEnd(width)} ${'actual'.padStart(9)} ${'limit'.padStart(9)}`, ...lines].join('\n')
}

function bytes(count: number): string {
  return `${count.toLocaleString('en-US')} B`.padStart(9)
}
