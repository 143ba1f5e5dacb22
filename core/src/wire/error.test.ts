import { expect, test } from 'vitest'
import { BlockstateError, isBlockstateError } from './error.ts'

test('an error without facts says that no answer came', () => {
  const error = new BlockstateError('network', 'No answer.')
  expect(error).toMatchObject({
    name: 'BlockstateError',
    code: 'network',
    message: 'No answer.',
    status: 0,
    errors: [],
    retryAfter: null,
    requestId: null,
  })
  expect(error).toBeInstanceOf(Error)
  expect(error.cause).toBeUndefined()
})

test('an error keeps its facts and its cause', () => {
  const cause = new TypeError('fetch failed')
  const facts = {
    status: 429,
    errors: [{ status: 429, code: 'slow', title: null, detail: null, source: null }],
    retryAfter: 2000,
    requestId: 'q7',
    cause,
  }
  expect(new BlockstateError('rate_limited', 'Slow down.', facts)).toMatchObject(facts)
})

test.each([
  ['our error', new BlockstateError('network', 'x'), true],
  ['the error of another copy of the package', Object.assign(new Error('x'), { name: 'BlockstateError' }), true],
  ['an error of somebody else', new TypeError('x'), false],
  ['a look-alike that is no error', { name: 'BlockstateError', code: 'network' }, false],
  ['null', null, false],
  ['text', 'BlockstateError', false],
])('%s is ours: %#', (_, value, ours) => {
  expect(isBlockstateError(value)).toBe(ours)
})
