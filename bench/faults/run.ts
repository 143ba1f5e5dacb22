import { scenarios } from './scenarios.ts'
import { playTo } from './stage.ts'
import type { Fault } from './stage.ts'
import { subjects } from './subjects/all.ts'
import { verdicts } from './verdicts.ts'
import type { Results } from './verdicts.ts'

const results: Record<string, Record<string, readonly Fault[]>> = {}
for (const [scenario, play] of Object.entries(scenarios)) {
  const faults: Record<string, readonly Fault[]> = {}
  // One after another: nobody's frames wait for another's work.
  for (const subject of subjects) faults[subject.name] = await playTo(subject, play)
  results[scenario] = faults
}
print(results)
// What the libraries keep running (their clean-up timers) is nobody's any more.
process.exit(0)

function print(results: Results): void {
  console.log(process.argv.includes('--json') ? JSON.stringify(results, null, 2) : verdicts(results))
}
