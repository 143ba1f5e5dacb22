import { expect, test } from 'vitest'
import { completeStep, resetJourney, skipStep } from './onboarding.ts'

const run = { status: 'active', current_step: 2, total_steps: 3 }
const shown = (operation: typeof completeStep | typeof skipStep, record: object): unknown =>
  operation.declared.patches.change({ ...record }, {})

test('a step done shows the next one at once, the last one shows the journey completed', () => {
  expect(shown(completeStep, run)).toEqual({ current_step: 3 })
  expect(shown(completeStep, { ...run, current_step: 3 })).toEqual({ status: 'completed' })
})

test('a skipped step shows the next one, and guesses nothing of the last', () => {
  expect(shown(skipStep, run)).toEqual({ current_step: 3 })
  expect(shown(skipStep, { ...run, current_step: 3 })).toEqual({})
})

test('nothing is guessed of a journey that is not active, or whose length was not told', () => {
  for (const record of [
    { ...run, status: 'suspended' },
    { status: 'active', current_step: 2 },
  ]) {
    expect([shown(completeStep, record), shown(skipStep, record)]).toEqual([{}, {}])
  }
})

test('a reset shows the first step at once', () => {
  expect(resetJourney.declared.patches.change(run, {})).toEqual({ current_step: 1, status: 'active', completed_at: null })
})
