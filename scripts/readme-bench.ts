import { figure } from '../bench/table.ts'
import { ratioOf } from '../bench/line.ts'
import type { Line } from '../bench/line.ts'
import { putFigures } from './putFigures.ts'
import { run, told } from './run.ts'

/** Writes into the README what `npm run bench -- rows reread optimistic` measures on work that a peer does too. */
const ran = await run('node', ['bench/run.ts', 'rows', 'reread', 'optimistic', '--json'])
if (ran.code !== 0) throw new Error(`The bench ended with ${ran.code}: ${told(ran)}`)
// What the bench prints with --json.
const suites = JSON.parse(ran.stdout) as Readonly<Record<string, readonly Line[]>>
const lines = Object.values(suites)
  .flat()
  .flatMap((line) => {
    const ratio = ratioOf(line)
    return ratio === null || ratio < 1 ? [] : `| ${line.what} | ${figure(ratio)} × |`
  })
putFigures('speed', ['| the same work | the peer takes |', '|---|---:|', ...lines])
