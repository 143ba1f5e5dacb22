import { expect, test } from 'vitest'
import { awardPoints, deductPoints } from './rewards.ts'

const before = { unique_id: 'u1', total_points: 50, lifetime_points: 80, name: 'Ada', email: 'a@example.com', tier: null, joined_at: '' }

test('an award raises both balances of the customer it names, a deduction only what can be spent', () => {
  expect(awardPoints.declared.patches.by).toBe('customer_unique_id')
  expect(awardPoints.declared.patches.change(before, { points: 20 })).toEqual({ total_points: 70, lifetime_points: 100 })
  expect(deductPoints.declared.patches.by).toBe('customer_unique_id')
  expect(deductPoints.declared.patches.change(before, { points: 20 })).toEqual({ total_points: 30 })
})
