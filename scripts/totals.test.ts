import { expect, test } from 'vitest'
import { sentence, totalsOf } from './totals.ts'

const file = (status: string, tests: number): { status: string; assertionResults: unknown[] } => ({
  status,
  assertionResults: Array.from({ length: tests }, () => ({})),
})

test('passed and failed tests are what vitest says', () => {
  const report = { numPassedTests: 3, numFailedTests: 1, testResults: [file('passed', 2), file('failed', 2)] }
  expect(sentence(totalsOf(report, 1))).toBe('3 passed, 1 failed')
})

test('a file that does not load is a failure, though it has no test', () => {
  expect(totalsOf({ numPassedTests: 2, numFailedTests: 0, testResults: [file('passed', 2), file('failed', 0)] }, 1)).toEqual({
    passed: 2,
    failed: 1,
  })
})

test('a run that ends badly with no failed test is one failure', () => {
  expect(totalsOf({ numPassedTests: 2, numFailedTests: 0, testResults: [file('passed', 2)] }, 1)).toEqual({ passed: 2, failed: 1 })
})
