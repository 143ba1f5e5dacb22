import { expect, test } from 'vitest'
import { ceiling, compilerWork } from './work.ts'

test('an app of all eighteen blocks compiles, within the work that the compiler may have with it', { timeout: 240_000 }, async () => {
  const { instantiations, types } = await compilerWork()
  expect(instantiations).toBeLessThanOrEqual(ceiling.instantiations)
  expect(types).toBeLessThanOrEqual(ceiling.types)
  // Far below it, the ceiling holds nothing: lower it.
  expect(instantiations).toBeGreaterThan(ceiling.instantiations * 0.8)
})
