import { mkdirSync, writeFileSync } from 'node:fs'
import { floors } from './check/floors.ts'
import { format } from './check/format.ts'
import { lint } from './check/lint.ts'
import { lock } from './check/lock.ts'
import { shape } from './check/shape.ts'
import { sizes } from './check/sizes.ts'
import { types } from './check/compilers.ts'
import { unused } from './check/unused.ts'
import { inspectAll } from './house.ts'
import { CACHE } from './root.ts'
import { sentence, TALLY, type Totals } from './totals.ts'

/** Looks at the whole repository and says what is wrong with it, a line each; nothing where all is well. */
export type Check = () => string[] | Promise<string[]>

/** What is looked at side by side, each in its order: `sizes` needs the packages that `shape` has built. */
const LANES: readonly Readonly<Record<string, Check>>[] = [
  { house: inspectAll, lock, format, lint, floors, unused, types },
  { shape, sizes },
]

const asked = process.argv.slice(2)
const names = LANES.flatMap((lane) => Object.keys(lane))
const unknown = asked.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`No check is called ${unknown.join(', ')}. There are: ${names.join(', ')}.`)
  process.exit(1)
}

const totals: Totals = { passed: 0, failed: 0 }
await Promise.all(LANES.map(inTurn))

mkdirSync(CACHE, { recursive: true })
writeFileSync(TALLY, JSON.stringify(totals))
console.log(`\n${sentence(totals)}`)
process.exit(totals.failed === 0 ? 0 : 1)

async function attempt(check: Check): Promise<string[]> {
  try {
    return await check()
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)]
  }
}

async function inTurn(lane: Readonly<Record<string, Check>>): Promise<void> {
  for (const [name, check] of Object.entries(lane)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    const started = performance.now()
    const problems = await attempt(check)
    const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`.padStart(7)
    console.log(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(8)} ${seconds}`)
    for (const problem of problems) console.log(`       ${problem.replaceAll('\n', '\n       ')}`)
    totals[problems.length === 0 ? 'passed' : 'failed'] += 1
  }
}
