import { existsSync, readFileSync } from 'node:fs'
import { readTotals, sentence, TALLY, type Totals } from './totals.ts'

// Called with the exit codes of the tests and of the checks, by .ci/run.
const [testCode = 1, checkCode = 1] = process.argv.slice(2).map(Number)

const tests = readTotals(testCode)
// The file is written by scripts/check.ts.
const counted: Totals = existsSync(TALLY) ? (JSON.parse(readFileSync(TALLY, 'utf8')) as Totals) : { passed: 0, failed: 1 }
const checks = { ...counted, failed: counted.failed === 0 && checkCode !== 0 ? 1 : counted.failed }

console.log(`tests:  ${sentence(tests)}`)
console.log(`checks: ${sentence(checks)}`)
const all = { passed: tests.passed + checks.passed, failed: tests.failed + checks.failed }
console.log(sentence(all))
process.exit(all.failed === 0 ? 0 : 1)
