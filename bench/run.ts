import { spawnSync } from 'node:child_process'
import { kept, ratioOf } from './line.ts'
import type { Line } from './line.ts'
import { table } from './table.ts'

/** Each is a program of its own: no suite warms or clutters another's engine. */
const SUITES = ['rows', 'reread', 'optimistic', 'tokens', 'delivery', 'compiler']

const asked = process.argv.slice(2).filter((argument) => argument !== '--json')
const unknown = asked.filter((name) => !SUITES.includes(name))
if (unknown.length > 0) {
  console.error(`No bench is called ${unknown.join(', ')}. There are: ${SUITES.join(', ')}.`)
  process.exit(1)
}

const json = process.argv.includes('--json')
const results: Record<string, unknown> = {}
for (const suite of SUITES.filter((name) => asked.length === 0 || asked.includes(name))) {
  const lines = measured(suite)
  if (!json) console.log(`${table(suite, lines)}\n`)
  results[suite] = lines.map((line) => ({ ...line, ratio: ratioOf(line), kept: kept(line) }))
}
// Never a failure because of a figure: a timing on a busy machine is no test.
if (json) console.log(JSON.stringify(results, null, 2))

function measured(suite: string): readonly Line[] {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--conditions=@blockstate/source', '--expose-gc', '--max-semi-space-size=64', `${import.meta.dirname}/${suite}.ts`],
    { env: { ...process.env, NODE_ENV: 'production' }, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' },
  )
  if (status !== 0) process.exit(1)
  // What `report` printed.
  return JSON.parse(stdout) as Line[]
}
