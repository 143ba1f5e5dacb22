import { existsSync, readFileSync } from 'node:fs'
import { CACHE } from './root.ts'

/** Where vitest leaves its account of the last run. */
export const REPORT = `${CACHE}tests.json`

/** Where the last check leaves how many of its parts went well. */
export const TALLY = `${CACHE}check.json`

/** How many of a kind went well and how many did not. */
export interface Totals {
  passed: number
  failed: number
}

interface Report {
  numPassedTests: number
  numFailedTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

/** What the last run of the tests came to. A file that could not be loaded, and a run that ended badly, count as failures. */
export function readTotals(exitCode: number): Totals {
  if (!existsSync(REPORT)) return { passed: 0, failed: 1 }
  return totalsOf(JSON.parse(readFileSync(REPORT, 'utf8')) as Report, exitCode)
}

/** The totals of one account by vitest's JSON reporter. */
export function totalsOf(report: Report, exitCode: number): Totals {
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  const failed = report.numFailedTests + unloaded
  return { passed: report.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed }
}

/** The totals as one reads them. */
export function sentence({ passed, failed }: Totals): string {
  return `${passed} passed, ${failed} failed`
}
