import { figure } from '../bench/table.ts'
import { ratioOf } from '../bench/line.ts'
import type { Line } from '../bench/line.ts'
import { putFigures } from './putFigures.ts'
import { run, told } from './run.ts'

/** Writes into the README what `npm run bench -- rows reread optimistic tokens` measures on work that a peer does too. */
const ran = await run('node', ['bench/run.ts', 'rows', 'reread', 'optimistic', 'tokens', '--json'])
if (ran.code !== 0) throw new Error(`The bench ended with ${ran.code}: ${told(ran)}`)
// What the bench prints with --json.
const suites = JSON.parse(ran.stdout) as Readonly<Record<string, readonly Line[]>>
// How something grows and how often somebody hears are other measures than time; the same work measured in two units stands once.
const isTime = ({ what }: Line): boolean => !/^(growth|notifi)/.test(what)
const compared = new Map<string, string>()
for (const line of Object.values(suites).flat().filter(isTime)) {
  const ratio = ratioOf(line)
  if (ratio !== null && !compared.has(line.what)) compared.set(line.what, `| ${line.what} | ${figure(ratio)} × |`)
}
const lines = [...compared.values()]
putFigures('speed', ['| the same work | the peer takes |', '|---|---:|', ...lines])
