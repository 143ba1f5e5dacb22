import { expect, test } from 'vitest'
import { cancelSubscription, payInvoice } from './sales.ts'

const before = { unique_id: 's1', model_id: 'm1', status: 'active' } as const

test('a subscription shows at once that it will end; one that ends now waits for the server', () => {
  const { change } = cancelSubscription.declared.patches
  expect(change(before, {})).toEqual({ status: 'cancelling', cancel_at_period_end: true })
  expect(change(before, { cancel_at_period_end: true })).toEqual({ status: 'cancelling', cancel_at_period_end: true })
  expect(change(before, { cancel_at_period_end: false })).toEqual({})
})

test('a payment is neither guessed nor sent twice by itself', () => {
  expect(payInvoice.declared.optimistic).toBe(false)
  expect(payInvoice.declared).not.toHaveProperty('idempotent')
})
